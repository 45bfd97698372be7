"""Floors of the selection on the sample day and on our own probes; the corpus is named by its hash."""

import hashlib
import json
from pathlib import Path

import pytest

from briefing.model import Article
from briefing.select import SelectOptions, judge, select
from briefing.select.countries import places
from briefing.select.evidence import without
from tests.select.samples import article

HERE = Path(__file__).parent
SAMPLE, PROBES = HERE / "sample_gold.jsonl", HERE / "country_probes.jsonl"
LEFT_OUT = {"business", "crime", "weather", "sport", "celebrity", "recipe"}


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def english() -> list[tuple[dict, Article]]:
    return [(d, article(d["headline"], d["text"])) for d in lines(SAMPLE) if d["language"] == "en"]


@pytest.mark.parametrize(
    ("path", "digest"),
    [
        (SAMPLE, "c39cfe16457f536913239f3e73574ab5f3377c7aafaf8e75b484b8085da6a3c0"),
        (PROBES, "89648b3f7f1caf416ad71d042c901a0cc5f013770a96b5c3c1519de16bd6ec03"),
    ],
)
def test_the_corpus_is_the_one_that_was_measured(path: Path, digest: str) -> None:
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_the_sample_day_leaves_out_what_is_not_foreign_affairs() -> None:
    day = english()
    selections = select([report for _, report in day], SelectOptions())
    refused = [s for (d, _), s in zip(day, selections, strict=True) if d["kind"] in LEFT_OUT]
    assert len(refused) >= 6
    assert not any(s.selected for s in refused)


def test_the_sample_day_chooses_the_reports_of_foreign_affairs() -> None:
    day = english()
    selections = select([report for _, report in day], SelectOptions())
    news = [
        s
        for (d, _), s in zip(day, selections, strict=True)
        if d["foreign"] and d["kind"] not in ("opinion", "analysis")
    ]
    assert sum(s.selected for s in news) >= 0.95 * len(news)


def test_every_event_of_the_sample_day_is_chosen_from_an_outlet() -> None:
    day = english()
    selections = select([report for _, report in day], SelectOptions())
    events = {d["event"] for d, _ in day if d["event"]}
    assert events == {d["event"] for (d, _), s in zip(day, selections, strict=True) if d["event"] and s.selected}


def test_our_own_country_probes_are_read_right() -> None:
    probes = lines(PROBES)
    assert len(probes) >= 200
    wrong = [p["text"] for p in probes if set(places("", p["text"]).countries) != set(p["countries"])]
    assert not wrong


def test_without_the_evidence_a_selection_is_refused() -> None:
    texts = [(d["headline"], d["text"]) for d, _ in english()]
    texts += [(d["headline"], paragraph) for d, _ in english() for paragraph in d["text"].split("\n\n")[:6]]
    checked = 0
    for headline, text in texts:
        (selection,) = select([article(headline, text)], SelectOptions())
        if selection.selected:
            bare = without(selection.evidence, headline), without(selection.evidence, text)
            assert not judge(*bare, language="en", home="").selected, headline
            assert all(word in f"{headline}\n{text}" for word in selection.evidence)
            checked += 1
    assert checked >= 150
