"""Floors of extraction on the sample day. A floor is only ever raised; the corpus is pinned by its hash."""

from __future__ import annotations

import collections
import hashlib
import json
import re
from pathlib import Path

import pytest

from briefing.extract import read_page
from briefing.model import Reading

ROOT = Path(__file__).resolve().parents[2]
GOLD_FILE = ROOT / "tests/quality/sample_gold.jsonl"
GOLD_SHA256 = "c39cfe16457f536913239f3e73574ab5f3377c7aafaf8e75b484b8085da6a3c0"
F1_AT_LEAST = 0.995
CAPTIONS_AT_LEAST = 36


def grams(text: str) -> collections.Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


@pytest.fixture(scope="module")
def readings() -> list[tuple[dict[str, object], Reading]]:
    cases = [json.loads(line) for line in GOLD_FILE.read_text("utf-8").splitlines()]
    return [
        (case, read_page((ROOT / case["html_path"]).read_bytes(), case["url"], "text/html; charset=utf-8"))
        for case in cases
    ]


def test_the_corpus_is_the_one_the_floors_were_measured_on() -> None:
    assert hashlib.sha256(GOLD_FILE.read_bytes()).hexdigest() == GOLD_SHA256


def test_the_text_of_the_sample_day_is_found(readings: list[tuple[dict[str, object], Reading]]) -> None:
    precisions, recalls = [], []
    for case, reading in readings:
        true, found = grams(str(case["text"])), grams(reading.text)
        both = sum((true & found).values())
        precisions.append(both / sum(found.values()))
        recalls.append(both / sum(true.values()))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    assert 2 * precision * recall / (precision + recall) >= F1_AT_LEAST


def test_headline_authors_and_date_of_every_page_are_found(readings: list[tuple[dict[str, object], Reading]]) -> None:
    for case, reading in readings:
        assert reading.headline == case["headline"]
        assert list(reading.authors) == case["authors"]
        assert reading.published is not None
        assert reading.published.isoformat()[:10] == str(case["published"])[:10] or reading.published.utcoffset()
        assert reading.language == case["language"]


def test_captions_and_credits_are_kept_apart(readings: list[tuple[dict[str, object], Reading]]) -> None:
    right = sum((r.caption, r.credit) == (c["caption"] or "", c["credit"] or "") for c, r in readings)
    assert right >= CAPTIONS_AT_LEAST
