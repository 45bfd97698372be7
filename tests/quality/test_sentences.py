"""The floor under the sentence splitter: our own hard snippets, in seven languages."""

import json
from collections import Counter
from pathlib import Path

from briefing.text.sentences import split

GOLD = [json.loads(line) for line in (Path(__file__).parent / "sentence_gold.jsonl").read_text("utf-8").splitlines()]
FLOOR = 0.99


def _ends(sentences: list[str]) -> set[int]:
    """Where all but the last sentence end, in characters that are not white space."""
    found, place = set(), 0
    for sentence in sentences[:-1]:
        place += len("".join(sentence.split()))
        found.add(place)
    return found


def test_hard_snippets_are_split_as_a_reader_would() -> None:
    hits = wrong = 0
    for case in GOLD:
        gold = _ends(case["sentences"])
        said = _ends([case["text"][span.start : span.end] for span in split(case["text"], case["language"])])
        hits, wrong = hits + len(gold & said), wrong + len(gold ^ said)
    assert 2 * hits / (2 * hits + wrong) >= FLOOR


def test_the_gold_is_large_and_speaks_seven_languages() -> None:
    languages = Counter(case["language"] for case in GOLD)
    assert len(GOLD) >= 300
    assert all(languages[language] >= 10 for language in ("en", "fr", "de", "es", "ar", "zh", "ja"))
    assert all("".join("".join(case["sentences"]).split()) == "".join(case["text"].split()) for case in GOLD)
