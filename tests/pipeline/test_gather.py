"""Gathering from a real server into a real store: what is asked for again, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.adapters.channels.outbox import OutboxChannel
from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from briefing.adapters.store import open_store
from briefing.errors import ParseFailed
from briefing.model import FEED, Article, Entry, Fetched, Listing, Reading, Sender, Source
from briefing.pipeline import Gather, Services, Settings, attempt
from tests.adapters import serving
from tests.adapters.serving import Said, Web, options
from tests.contracts.nouns import NOON, later

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store


class PlainParser:
    """Reads feeds of one address and summary a line, and pages of one paragraph a line."""

    def feed(self, fetched: Fetched, listing: Listing = FEED) -> tuple[Entry, ...]:
        lines = [line.partition("|") for line in fetched.body.decode().splitlines()]
        return tuple(Entry(url, f"Headline of {url}", NOON, summary) for url, _, summary in lines)

    def pointers(self, fetched: Fetched, to: str) -> tuple[str, ...]:
        return ()

    def article(self, fetched: Fetched) -> Reading:
        text = fetched.body.decode()
        if text == "crash":
            raise ParseFailed(fetched.url, "the child died")
        return Reading(bool(text), "" if text else "an index page", paragraphs=tuple(text.splitlines()))


class Desk:
    """One source, gathered at any time."""

    def __init__(self, folder: Path, store: Store, web: Web) -> None:
        self.folder, self.store, self.web = folder, store, web
        self.source = Source("halden", web.url("/feed"), "Halden", "halden")

    def gather(self, minutes: float = 0) -> str:
        clock = HeldClock(later(minutes=minutes))
        with HttpFetcher(options(), clock) as fetcher:
            services = Services(
                clock=clock,
                fetcher=fetcher,
                parser=PlainParser(),
                channel=OutboxChannel(self.folder),
                news=self.store.news,
                editions=self.store.editions,
                ledger=self.store.ledger,
                sources={"halden": self.source},
                templates={},
                settings=Settings(Sender("World Briefing", "briefing@example.org"), "me", "secret", "1"),
            )
            return attempt(Gather("halden"), 1, services).word

    def articles(self, by: datetime) -> list[Article]:
        return list(self.store.news.articles(NOON - timedelta(days=1), by))

    def asked(self, path: str) -> int:
        return self.web.paths().count(path)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serving.web() as web, open_store(str(tmp_path / "briefing.db")) as store:
        web.says["/feed"] = Said(f"{web.url('/1')}|The standfirst.".encode(), headers={"ETag": '"1"'})
        yield Desk(tmp_path, store, web)


def test_a_page_is_read_once_however_often_its_feed_is(desk: Desk) -> None:
    desk.web.says["/1"] = Said(b"A treaty was signed.")
    assert [desk.gather(minutes) for minutes in (0, 30, 60)] == ["read"] * 3
    assert desk.asked("/1") == 1
    assert [a.paragraphs for a in desk.articles(NOON)] == [("A treaty was signed.",)]


def test_a_page_that_failed_is_read_later_and_takes_the_place_of_the_standfirst(desk: Desk) -> None:
    desk.web.says["/1"] = Said(b"", 503)
    desk.gather()
    (first,) = desk.articles(NOON)
    assert (first.basis, first.standfirst, first.reason) == ("feed", "The standfirst.", "the server failed (503)")
    desk.web.says["/1"] = Said(b"A treaty was signed.")
    desk.gather(30)
    (second,) = desk.articles(later(30))
    assert (second.basis, second.text) == ("page", "A treaty was signed.")
    assert desk.articles(NOON) == [first], "an edition of noon is what it was"
    desk.gather(60)
    assert desk.asked("/1") == 2


def test_a_page_that_fails_again_and_again_is_given_up(desk: Desk) -> None:
    desk.web.says["/1"] = Said(b"", 500)
    for minutes in range(0, 300, 30):
        desk.gather(minutes)
    assert desk.asked("/1") == 3
    assert [a.basis for a in desk.articles(later(300))] == ["feed"]


@pytest.mark.parametrize("answer", [Said(b"", 404), Said(b"", 403), Said(b""), Said(b"crash")])
def test_a_page_that_cannot_be_read_is_not_asked_for_again(desk: Desk, answer: Said) -> None:
    desk.web.says["/1"] = answer
    for minutes in (0, 30):
        desk.gather(minutes)
    assert desk.asked("/1") == 1
    assert [(a.basis, bool(a.reason)) for a in desk.articles(NOON)] == [("feed", True)]


def test_a_page_without_standfirst_that_cannot_be_read_is_no_article(desk: Desk) -> None:
    desk.web.says |= {"/feed": Said(desk.web.url("/1").encode()), "/1": Said(b"", 500)}
    desk.gather()
    assert desk.articles(NOON) == []
    desk.web.says["/1"] = Said(b"A treaty was signed.")
    desk.gather(30)
    assert [a.basis for a in desk.articles(later(30))] == ["page"]
