"""Lists of feeds that other readers keep."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect.opml import Outline, read_opml, write_opml
from briefing.errors import NotAFeed
from briefing.model import Listing, Source


def test_feeds_in_folders_are_found_once_each() -> None:
    opml = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE opml [<!ENTITY x "y">]>
    <opml version="1.0"><head><title>Mine</title></head><body><outline text="World">
    <outline text="Halden &amp; Sons" type="rss" xmlUrl="https://halden.example/feed?a=1&b=2" language="no"/>
    <outline title="Amman&nbsp;Courier" xmlurl="https://amman.example/feed"/></outline>
    <outline text="Again" xmlUrl="https://amman.example/feed"/><outline text="A link" url="https://a.example/"/>
    <outline text="Bad" xmlUrl="file:///etc/passwd"/></body></opml>"""
    assert read_opml(opml.encode()) == (
        Outline("https://halden.example/feed?a=1&b=2", "Halden & Sons", "no"),
        Outline("https://amman.example/feed", "Amman Courier"),
    )


def test_what_we_export_is_what_we_import() -> None:
    sources = (
        Source("halden", 'https://halden.example/?a=1&b="<', 'Halden "Wire" <&>', "halden", "NO", "nb", "wire"),
        Source("amman", "https://amman.example/feed", "صحيفة", "amman.example", language="ar"),
        Source("page", "https://page.example/", "Page", "page", listing=Listing("page", "/*")),
    )
    assert read_opml(write_opml(sources, "Mine & <yours>").encode()) == (
        Outline('https://halden.example/?a=1&b="<', 'Halden "Wire" <&>', "nb", "NO", "wire", "halden"),
        Outline("https://amman.example/feed", "صحيفة", "ar", "", "paper", "amman.example"),
    )


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"<opml><body><outline", b"<html><opml/></html>"])
def test_what_is_no_list_of_feeds_is_refused(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read_opml(body)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_name_breaks_the_list(name: str, publisher: str) -> None:
    source = Source("a", "https://a.example/", name, publisher)
    assert [outline.url for outline in read_opml(write_opml((source,), name).encode("utf-8", "replace"))] == [
        source.url
    ]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_file_is_more_than_an_error_of_ours(body: bytes) -> None:
    with suppress(NotAFeed):
        read_opml(body)
    with suppress(NotAFeed):
        read_opml(b"<opml>" + body)
