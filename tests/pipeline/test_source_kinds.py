"""Sources that are no feeds, gathered from a real server by the real parser into a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.adapters.channels.outbox import OutboxChannel
from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from briefing.adapters.parsing import ParserPool
from briefing.adapters.store import open_store
from briefing.model import Listing, Sender, Source
from briefing.pipeline import Gather, Outcome, Services, Settings, attempt
from tests.adapters import serving
from tests.adapters.serving import Said, Web, options
from tests.contracts.nouns import NOON, later

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store

NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def page(headline: str) -> Said:
    text = "".join(
        f"<p>On day {day} the two delegations met again in Tunis and agreed on article {day} of the border accord, "
        "which reopens the crossings between both countries, their ministers said after the meeting.</p>"
        for day in range(1, 7)
    )
    whole = f"<html lang=en><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{text}</article>"
    return Said(whole.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


class Desk:
    """One source of any kind."""

    def __init__(self, folder: Path, store: Store, web: Web, parser: ParserPool) -> None:
        self.folder, self.store, self.web, self.parser = folder, store, web, parser

    def gather(self, source: Source, minutes: float = 0) -> Outcome:
        clock = HeldClock(later(minutes=minutes))
        with HttpFetcher(options(), clock) as fetcher:
            services = Services(
                clock=clock,
                fetcher=fetcher,
                parser=self.parser,
                channel=OutboxChannel(self.folder),
                news=self.store.news,
                editions=self.store.editions,
                ledger=self.store.ledger,
                sources={source.id: source},
                templates={},
                settings=Settings(Sender("World Briefing", "briefing@example.org"), "me", "secret", "1"),
            )
            return attempt(Gather(source.id), 1, services)

    def source(self, path: str, listing: Listing) -> Source:
        return Source("halden", self.web.url(path), "Halden", "halden", listing=listing)

    def sitemap(self, *paths: str) -> Said:
        urls = "".join(
            f"<url><loc>{self.web.url(path)}</loc><news:news><news:title>Title of {path}</news:title>"
            "<news:publication_date>2026-11-23T11:00:00Z</news:publication_date></news:news></url>"
            for path in paths
        )
        return Said(f"<urlset {NEWS}>{urls}</urlset>".encode(), headers={"ETag": '"1"'})

    def headlines(self) -> list[str]:
        return sorted(a.headline for a in self.store.news.articles(NOON - timedelta(days=1), later(minutes=300)))


@pytest.fixture(scope="module")
def parser() -> Iterator[ParserPool]:
    with ParserPool(workers=1) as pool:
        yield pool


@pytest.fixture
def desk(tmp_path: Path, parser: ParserPool) -> Iterator[Desk]:
    with serving.web() as web, open_store(str(tmp_path / "briefing.db")) as store:
        web.says |= {"/1": page("Chad and Niger sign accord"), "/2": page("Peru sends troops to the border")}
        yield Desk(tmp_path, store, web, parser)


def test_a_news_sitemap_is_read_like_a_feed_and_articles_carry_the_headline_of_their_page(desk: Desk) -> None:
    desk.web.says["/news.xml"] = desk.sitemap("/1", "/2")
    outcome = desk.gather(desk.source("/news.xml", Listing("sitemap")))
    assert (outcome.word, dict(outcome.figures)) == ("read", {"entries": 2, "pages": 2})
    assert desk.headlines() == ["Chad and Niger sign accord", "Peru sends troops to the border"]
    desk.web.says["/news.xml"] = lambda asked: Said(status=304 if asked.headers.get("If-None-Match") else 500)
    assert desk.gather(desk.source("/news.xml", Listing("sitemap")), 30).word == "not modified"


def test_an_index_of_sitemaps_is_followed_one_level_each_time(desk: Desk) -> None:
    index = f"<sitemap><loc>{desk.web.url('/news.xml')}</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap>"
    desk.web.says["/index.xml"] = Said(f"<sitemapindex>{index}</sitemapindex>".encode(), headers={"ETag": '"1"'})
    desk.web.says["/news.xml"] = desk.sitemap("/1")
    source = desk.source("/index.xml", Listing("sitemap"))
    assert desk.gather(source).figures["entries"] == 1
    desk.web.says["/news.xml"] = desk.sitemap("/1", "/2")
    assert desk.gather(source, 30).figures["entries"] == 1
    assert desk.headlines() == ["Chad and Niger sign accord", "Peru sends troops to the border"]


def test_an_index_none_of_whose_sitemaps_can_be_read_is_a_failure(desk: Desk) -> None:
    desk.web.says["/index.xml"] = Said(b"<sitemapindex><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>")
    outcome = desk.gather(desk.source("/index.xml", Listing("sitemap")))
    assert outcome.error is not None
    assert "none of its sitemaps can be read" in outcome.error.reason
    assert "/gone.xml" in desk.store.news.standings()["halden"].error


def test_links_of_a_page_are_entries_dated_by_when_they_were_first_seen(desk: Desk) -> None:
    desk.web.says["/world"] = Said(b"<a href=/about>About us</a><a href=/1>Accord</a><a href=/2>Read more</a>")
    outcome = desk.gather(desk.source("/world", Listing("page", "/?")))
    assert outcome.error is not None, "a question mark is a question mark"
    assert desk.gather(desk.source("/world", Listing("page", "/*"))).figures["entries"] == 3
    assert desk.headlines() == ["Chad and Niger sign accord", "Peru sends troops to the border"]


def test_a_page_of_links_that_robots_txt_forbids_is_not_read(desk: Desk) -> None:
    desk.web.says |= {"/robots.txt": Said(b"User-agent: *\nDisallow: /world"), "/world": Said(b"<a href=/1>Accord</a>")}
    outcome = desk.gather(desk.source("/world", Listing("page", "/*")))
    assert outcome.error is not None
    assert "robots.txt" in outcome.error.reason
    assert "/world" not in desk.web.paths()


def test_a_source_is_asked_as_often_as_it_says(desk: Desk) -> None:
    desk.web.says["/news.xml"] = desk.sitemap("/1")
    source = replace(desk.source("/news.xml", Listing("sitemap")), every=timedelta(hours=3))
    desk.gather(source)
    assert desk.store.news.standings()["halden"].next_due == later(minutes=180)
    desk.web.says["/news.xml"] = Said(b"", 500)
    desk.gather(source, 180)
    assert desk.store.news.standings()["halden"].next_due == later(minutes=360)


def test_three_failures_in_a_row_are_told_once_and_so_is_the_recovery(desk: Desk) -> None:
    source = desk.source("/news.xml", Listing("sitemap"))
    told = []
    for minutes, status in enumerate((200, 500, 404, 500, 500, 500, 200, 200, 500, 500, 200)):
        desk.web.says["/news.xml"] = desk.sitemap("/1") if status == 200 else Said(b"", status)
        told.append(desk.gather(source, minutes).notice)
    assert [place for place, notice in enumerate(told) if notice] == [3, 6]
    assert told[3].startswith(
        "has failed 3 times in a row, last read 2026-11-23 12:00 UTC; 'briefing sources test halden'"
    )
    assert told[6] == "is well again, after 5 failures in a row"
