"""Floors under the summaries of the sample day: nothing that a reader would trip over."""

import json
import re
from pathlib import Path

import pytest

from briefing.model import Summary
from briefing.summarize import SummaryOptions, summarize
from tests.summarize.articles import page_article

PAGES = [json.loads(line) for line in (Path(__file__).parent / "sample_gold.jsonl").read_text("utf-8").splitlines()]
ENGLISH = [page for page in PAGES if page["language"] == "en" and len(page["text"].split()) > 80]
_DANGLING = re.compile(r"(?:He|She|It|They|This|That|These|Those|But|And|Meanwhile|However|His|Her|Their|Its)\b")


def _summary(page: dict[str, str], count: int = 3) -> tuple[str, Summary]:
    article = page_article(
        *page["text"].split("\n\n"), headline=page["headline"], language=page["language"], name=page["id"]
    )
    return article.text, summarize([article], SummaryOptions(count=count, quote_words=90, max_words=90))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_every_report_of_the_day_gives_at_least_one_sentence_word_for_word(page: dict[str, str]) -> None:
    text, summary = _summary(page)
    assert summary.sentences
    assert all(text[s.start : s.end] == s.text for s in summary.sentences)
    assert sum(len(s.text.split()) for s in summary.sentences) <= 90


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page["id"])
def test_no_sentence_is_long_broken_dangling_or_dated(page: dict[str, str]) -> None:
    text, summary = _summary(page)
    before = ""
    for sentence in summary.sentences:
        words = sentence.text
        assert len(words.split()) <= 45, words
        assert re.search(r"[.!][”\"’)]*$", words), words
        assert words.count("“") == words.count("”"), words
        assert words.count('"') % 2 == 0, words
        assert not re.match(r"[A-Z ,.0-9a-z]*\([A-Z][A-Za-z]+\) [—-]|[A-Z]{3,}[A-Z ,]* —", words), words
        follows = bool(before) and text[: sentence.start].rstrip().endswith(before)
        assert follows or not _DANGLING.match(words), words
        before = words


def test_the_first_choice_is_among_the_first_sentences_of_most_reports() -> None:
    early = sum(_summary(page, count=1)[1].sentences[0].start < len(page["text"]) / 3 for page in ENGLISH)
    assert early >= 0.85 * len(ENGLISH)
