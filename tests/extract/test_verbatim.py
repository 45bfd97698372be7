"""Every paragraph stands in one block of the page, word for word, as the proof reads the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.extract import read_page
from briefing.prove import stands
from tests.extract.pages import PARAGRAPHS, page

ROOT = Path(__file__).resolve().parents[2]
GOLD = [json.loads(line) for line in (ROOT / "tests/quality/sample_gold.jsonl").read_text("utf-8").splitlines()]
HTML = "text/html; charset=utf-8"


def assert_verbatim(body: bytes, url: str) -> None:
    reading = read_page(body, url, HTML)
    assert reading.paragraphs
    for paragraph in reading.paragraphs:
        assert stands(paragraph, body, HTML), paragraph


@pytest.mark.parametrize("case", GOLD, ids=lambda case: str(case["id"]))
def test_each_paragraph_of_the_sample_day_stands_in_one_block_of_its_page(case: dict[str, str]) -> None:
    assert_verbatim((ROOT / case["html_path"]).read_bytes(), case["url"])


def test_characters_that_extractors_like_to_mend_stay_as_they_are() -> None:
    odd = (
        "The accord\u00a0says “AT&amp;amp;T” and 5&nbsp;&lt;&nbsp;6, “naïve” and “cafe\u0301”, ﬁve ½ tonnes… and it "
        "isn't “mended” by anyone -- not even here, officials said."
    )
    shown = (f"<p>{PARAGRAPHS[0]}</p>", f"<p>{odd}</p>", f"<p>{PARAGRAPHS[2]}</p>", f"<p>{PARAGRAPHS[3]}</p>")
    body = page(*shown)
    assert_verbatim(body, "https://gayamail.example/odd")
    assert any("AT&amp;T” and 5 < 6" in text for text in read_page(body, "https://gayamail.example/odd").paragraphs)


def test_two_paragraphs_are_never_joined_to_one() -> None:
    broken = "<br><br>".join(PARAGRAPHS)
    reading = read_page(page(f"<div>{broken}</div>"), "https://gayamail.example/br")
    assert reading.paragraphs == PARAGRAPHS


def test_a_sentence_broken_by_one_line_break_is_one_sentence() -> None:
    first, rest = PARAGRAPHS[2][:44].rstrip(), PARAGRAPHS[2][44:].lstrip()
    body = page(f"<p>{PARAGRAPHS[0]}</p><p>{first}<br>{rest}</p><p>{PARAGRAPHS[3]}</p>")
    assert PARAGRAPHS[2] in read_page(body, "https://gayamail.example/br").paragraphs
    assert_verbatim(body, "https://gayamail.example/br")
