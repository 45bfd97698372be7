"""A page whose links are entries, and the globs that say which."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.collect import read_feed
from briefing.collect.globs import matches
from briefing.errors import NotAFeed
from briefing.model import Entry, Listing
from tests.collect.test_any_bytes import assert_harmless

ADDRESS = "https://www.halden.example/world/"
PAGE = """<!doctype html><html><head><meta charset="windows-1252"><title>World</title></head><body>
<nav><a href="/">Home</a> <a href="/sport/cup">Cup</a></nav>
<a href="/world/2026/accord"><img src=1.jpg></a>
<h2><a href="/world/2026/accord#top">Chad &amp; Niger sign <b>border</b>
  accord</a></h2><a href="/world/2026/accord">More</a>
<a href="https://halden.example/world/2026/patrols">Café talks on patrols<script>x()</script></a>
<a href="https://elsewhere.example/world/other">Elsewhere</a> <a href="javascript:void(0)">Menu</a> <a>none</a>
</body></html>"""


def items(page: str, links: str = "/world/2*") -> tuple[Entry, ...]:
    return read_feed(page.encode("cp1252"), ADDRESS, "text/html", None, Listing("page", links))


def test_links_of_a_page_that_match_are_undated_entries_once_each() -> None:
    assert [(e.url, e.title, e.published) for e in items(PAGE)] == [
        ("https://www.halden.example/world/2026/accord", "Chad & Niger sign border accord", None),
        ("https://halden.example/world/2026/patrols", "Café talks on patrols", None),
    ]


def test_links_are_taken_from_the_base_that_the_page_names() -> None:
    page = '<base href="https://halden.example/news/"><a href="world/2">A</a><base href="/x/">'
    assert [e.url for e in items(page, "/news/*")] == ["https://halden.example/news/world/2"]


def test_a_page_without_a_link_that_matches_says_what_its_links_are_like() -> None:
    with pytest.raises(NotAFeed, match=r"'/africa/\*'; there are such as https://www\.halden\.example/, "):
        items(PAGE, "/africa/*")
    with pytest.raises(NotAFeed, match="links to nothing"):
        items("<p>Under construction")


@pytest.mark.parametrize(
    ("glob", "url", "fits"),
    [
        ("", "https://a.example/x", True),
        ("/world/*", "https://www.halden.example/world/1", True),
        ("/world/*", "https://halden.example/world/1", True),
        ("/world/*", "https://a.example/world/1", False),
        ("/world/*", "https://halden.example/en/world/1", False),
        ("*/world/*", "https://a.example/en/world/1", True),
        ("/world/*-*.html", "https://halden.example/world/a-1.html", True),
        ("/world/*-*.html", "https://halden.example/world/a1.html", False),
        ("/a*a", "https://halden.example/a", False),
        ("/a*a", "https://halden.example/aa", True),
        ("/article?id=*", "https://halden.example/article?id=7", True),
        ("/article", "https://halden.example/article?id=7", False),
        ("/أخبار/*", "https://halden.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", True),
        ("https://*.example/world/*", "https://b.example/world/1", True),
        ("/w.r[l]d/*", "https://halden.example/world/1", False),
    ],
)
def test_a_glob_says_which_addresses_are_articles(glob: str, url: str, fits: bool) -> None:
    assert matches(glob, url, ADDRESS) is fits


def test_no_glob_can_hang() -> None:
    began = time.process_time()
    assert not matches("*a" * 250 + "b", "https://halden.example/" + "a" * 2_000, ADDRESS)
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<a href='", "<aaaa", "<script></scrip", "<a href=/w>&#x", "</", "'"]
)
def test_no_flood_of_broken_markup_takes_long(piece: str) -> None:
    began = time.process_time()
    with suppress(NotAFeed):
        items("<a href=/world/2>" + piece * (400_000 // len(piece)))
    with suppress(NotAFeed):
        items(f"<a {piece * (400_000 // len(piece))}>")
    assert time.process_time() - began < 4.0


PIECES = st.sampled_from(
    [
        "<a href='/world/2",
        "'>",
        "</a>",
        "<base href='",
        "<script>",
        "</script>",
        "<!--",
        "<![CDATA[",
        "&#x",
        "http://[",
        "\x00",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_no_page_however_broken_is_more_than_an_error_of_ours(page: str) -> None:
    with suppress(NotAFeed):
        assert_harmless(read_feed(page.encode("utf-8", "replace"), ADDRESS, "", None, Listing("page", "/*")))
