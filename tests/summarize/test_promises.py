"""What holds for any text at all: word for word, within limits, the same each time."""

import json
import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.summarize import ENGINES, SummaryOptions, summarize
from briefing.summarize.fitness import measure
from tests.summarize.articles import page_article

_PIECES = st.sampled_from(
    [
        "The envoy of Chad met the president in Nairobi on Sunday to talk about the border.",
        "SEOUL, Nov. 22 (Yonhap) — South Korea signed the pact with Japan after months of talks on Sunday.",
        "He said that the border would open again before the end of the year, if both sides agree.",
        "“We will not sign,” said Foreign Minister Rana Haddad, “until the last soldier has left the valley.”",
        "“We will not sign.",
        "Read more: what the treaty says",
        "(Photo: Jo Lind) Ships waited off the port of Busan while the two governments argued over the fee.",
        "Who pays?",
        "代表团抵达日内瓦。会谈周日开始。",
        "\u2028",
        "'",
        "...",
    ]
)
_PARAGRAPHS = st.lists(st.one_of(_PIECES, st.text(max_size=80)), min_size=1, max_size=6).map(" ".join)
_ARTICLES = st.lists(st.lists(_PARAGRAPHS, min_size=1, max_size=5), min_size=1, max_size=3)


@settings(max_examples=120, deadline=None)
@given(
    _ARTICLES,
    st.sampled_from(["", *sorted(ENGINES)]),
    st.integers(0, 5),
    st.one_of(st.none(), st.integers(0, 120)),
    st.sampled_from(["en", "fr", "zh", "xx"]),
)
def test_a_summary_is_word_for_word_and_within_its_limits(
    told: list[list[str]], engine: str, count: int, most: int | None, language: str
) -> None:
    articles = [page_article(*each, name=str(number), language=language) for number, each in enumerate(told)]
    options = SummaryOptions(count=count, max_words=most, quote_words=40, quote_share=0.5, engine=engine)
    summary = summarize(articles, options)
    by_id = {article.id: article for article in articles}
    assert len(summary.sentences) <= count
    assert most is None or sum(len(s.text.split()) for s in summary.sentences) <= most
    assert list(summary.sentences) == sorted(summary.sentences, key=lambda s: (int(s.article_id), s.start))
    for sentence in summary.sentences:
        assert sentence.text == by_id[sentence.article_id].text[sentence.start : sentence.end]
        assert sentence.speaker in sentence.text
    for name in by_id:
        own = [s for s in summary.sentences if s.article_id == name]
        budget = min(40, 0.5 * len(by_id[name].text.split()))
        assert len(own) < 2 or sum(len(s.text.split()) for s in own) <= max(budget, 0.5 * measure(by_id[name].text))
    assert summary == summarize(articles, options)


def test_the_hash_seed_changes_nothing() -> None:
    program = (
        "from tests.summarize.test_summary import TREATY\n"
        "from briefing.summarize import SummaryOptions, summarize\n"
        "import json\n"
        "print(json.dumps([s.text for s in summarize([TREATY, TREATY], SummaryOptions(count=4)).sentences]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert len(said) == 1
    assert json.loads(said.pop())


def test_importing_the_room_loads_neither_numpy_nor_sumy() -> None:
    program = "import sys, briefing.summarize; print(sorted({'numpy', 'sumy', 'nltk'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
