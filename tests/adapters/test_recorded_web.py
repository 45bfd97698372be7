"""The recorded web, read through the real fetcher."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from briefing.adapters.recorded import RecordedWeb
from briefing.errors import FetchGone
from briefing.model import Validators
from tests.adapters.serving import options
from tests.contracts.nouns import NOON


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[RecordedWeb]:
    for name, body in {
        "gotthard.example/feed/atom.xml": b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>",
        "gotthard.example/rss.xml": b"<rss/>",
        "gotthard.example/news/a b.html": "<p>Zürich</p>".encode(),
        "halden.example/feed.json": b"{}",
        "secret.txt": b"not of any host",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    with RecordedWeb(tmp_path) as web:
        yield web


@pytest.fixture
def reader(recorded: RecordedWeb) -> Iterator[HttpFetcher]:
    with HttpFetcher(options(allow_networks=(), connect_to=recorded.connect_to), HeldClock(NOON)) as fetcher:
        yield fetcher


def test_every_recorded_host_answers_with_what_was_recorded(reader: HttpFetcher) -> None:
    atom = reader.feed("http://gotthard.example/feed/atom.xml", Validators())
    assert atom.fetched.content_type == "application/atom+xml; charset=utf-8"
    assert reader.feed("http://gotthard.example/rss.xml", Validators()).fetched.body == b"<rss/>"
    assert "json" in reader.feed("http://halden.example/feed.json", Validators()).fetched.content_type
    assert reader.page("http://gotthard.example/news/a%20b.html").fetched.body.decode() == "<p>Zürich</p>"
    assert reader.feed("http://gotthard.example/feed/atom.xml", atom.validators).not_modified


def test_nothing_else_answers(reader: HttpFetcher) -> None:
    for path in ("none.xml", "", "feed", "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "feed/./atom.xmlx"):
        with pytest.raises(FetchGone):
            reader.feed(f"http://gotthard.example/{path}", Validators())


def test_no_path_leads_out_of_a_hosts_folder(recorded: RecordedWeb) -> None:
    address, port = recorded.connect_to["gotthard.example"]
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/feed/../../secret.txt"):
        connection = http.client.HTTPConnection(address, port)
        connection.request("GET", path, headers={"Host": "gotthard.example"})
        assert connection.getresponse().status == 404
        connection.close()
