"""The sample day, read by an extractor that alters what it reads: the edition leaves it out, and verify says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from briefing.app import Choice, open_store_app
from briefing.checks import check_message
from briefing.collect import read_feed
from briefing.errors import FetchGone
from briefing.extract import read_page
from briefing.model import FEED, EditionKey, EditionRecord, Entry, Fetched, Finding, Listing, Reading, Validators
from briefing.pipeline import Gather, Publish, prove_record
from briefing.pipeline.gather import gather
from briefing.pipeline.proof import unnamed_reader
from briefing.pipeline.publish import build
from briefing.ports import Answer
from tests.conftest import ROOT

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SAMPLE = ROOT / "config" / "sample"
Alter = Callable[[tuple[str, ...]], tuple[str, ...]]
_OUTLETS = 5  # of the nine; each event is still told by several
_TYPES = {".html": "text/html", ".json": "application/feed+json"}


class Folder:
    """A fetcher that answers from the sample day's folder."""

    def page(self, url: str) -> Answer:
        parts = urlsplit(url)
        path = SAMPLE / "web" / (parts.hostname or "") / unquote(parts.path).lstrip("/")
        if not path.is_file():
            raise FetchGone(url, "not recorded")
        kind = _TYPES.get(path.suffix, "application/xml") + "; charset=utf-8"
        return Answer(Fetched(url, NOW, path.read_bytes(), kind), url, False, Validators())

    def feed(self, url: str, validators: Validators) -> Answer:
        return self.page(url)


@dataclass(frozen=True)
class Reader:
    """Reads in this process, and alters the paragraphs of every page."""

    alter: Alter

    def feed(self, fetched: Fetched, listing: Listing = FEED) -> tuple[Entry, ...]:
        return read_feed(fetched.body, fetched.url, fetched.content_type)

    def pointers(self, fetched: Fetched, to: str) -> tuple[str, ...]:
        return ()

    def article(self, fetched: Fetched) -> Reading:
        reading = _reading(fetched.body, fetched.url, fetched.content_type)
        return replace(reading, paragraphs=self.alter(reading.paragraphs))


@lru_cache
def _reading(body: bytes, url: str, content_type: str) -> Reading:
    return read_page(body, url, content_type)


def as_it_stands(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return paragraphs


def dropping_a_word(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Each paragraph without its fourth word."""
    return tuple(re.sub(r"^((?:\S+ ){3})\S+ ", r"\1", paragraph) for paragraph in paragraphs)


def joining_two(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Each two paragraphs as one."""
    pairs = [paragraphs[place : place + 2] for place in range(0, len(paragraphs), 2)]
    return tuple(" ".join(pair) for pair in pairs)


Made = Callable[[Alter], tuple[EditionRecord, tuple[Finding, ...]]]


@pytest.fixture
def edition(tmp_path: Path) -> Made:
    def made(alter: Alter) -> tuple[EditionRecord, tuple[Finding, ...]]:
        choice = Choice(SAMPLE, NOW, storage=str(tmp_path / f"{alter.__name__}.db"), outbox=tmp_path)
        with open_store_app(choice) as app:
            services = replace(app.services, fetcher=Folder(), parser=Reader(alter))
            for source in sorted(services.sources)[:_OUTLETS]:
                gather(Gather(source), services)
            profile = app.config.profiles["world"]
            key = EditionKey(profile.briefing, profile.key, NOW - profile.first_window, NOW)
            record = build(Publish(key, profile), services)
            return record, prove_record(record, services.news, services.sources)

    return made


def test_what_an_honest_extractor_reads_is_proved_and_keeps_the_mail_rules(edition: Made) -> None:
    record, findings = edition(as_it_stands)
    assert record.state == "built"
    assert [f for f in findings if not f.ok] == []
    for skeleton in record.skeletons:
        assert [f for f in check_message(unnamed_reader(skeleton)) if not f.ok] == []


@pytest.mark.parametrize("alter", [dropping_a_word, joining_two])
def test_an_extractor_that_alters_what_it_reads_is_caught(edition: Made, alter: Alter) -> None:
    record, findings = edition(alter)
    failed = [f for f in findings if not f.ok]
    assert {"sentence", "paragraph"} & {f.rule for f in failed}
    assert record.unproved
    sent = [f for f in findings if f.ok and f.rule == "sentence"] if record.state == "built" else []
    assert not {f.culprit for f in failed} & {f.culprit for f in sent}
