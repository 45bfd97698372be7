"""Where a site has its feeds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect import feeds_of
from briefing.errors import NotAFeed

ADDRESS = "https://halden.example/world"


def found(page: str, url: str = ADDRESS) -> tuple[str, ...]:
    return feeds_of(page.encode(), url)


def test_what_the_page_names_comes_first_and_comments_after_all_others_that_it_names() -> None:
    page = """<head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <link rel="alternate" hreflang="fr" href="/fr/"><link rel="stylesheet" type="application/rss+xml" href="/no">
    <LINK REL="Alternate home" TYPE="application/atom+xml; charset=utf-8" HREF="atom/world">
    <link rel="alternate" type="application/feed+json" href="https://feeds.example/halden.json"></head>
    <a href="/services/rss">RSS</a> <a href="https://elsewhere.example/rss">theirs</a>
    <a href="/news/what-rss-is-and-what-became-of-the-feed">RSS</a><a href="/feedback">write to us</a>"""
    assert found(page)[:4] == (
        "https://halden.example/atom/world",
        "https://feeds.example/halden.json",
        "https://halden.example/comments/feed",
        "https://halden.example/services/rss",
    )
    assert "https://elsewhere.example/rss" not in found(page)
    assert "https://halden.example/feedback" not in found(page)
    assert not any("became" in address for address in found(page))


def test_usual_paths_come_last_below_the_page_and_at_the_root() -> None:
    addresses = found("<p>Nothing here")
    assert addresses[0] == "https://halden.example/world/feed"
    assert "https://halden.example/rss.xml" in addresses
    assert len(addresses) == len(set(addresses)) <= 20
    assert found("<p>Nothing", "https://halden.example")[0] == "https://halden.example/feed"


def test_an_empty_answer_is_no_site() -> None:
    with pytest.raises(NotAFeed):
        found(" ")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["http://[x/", "//", "?", "#a", "javascript:x", "\x00", "../..", "/rss"]))
def test_whatever_a_page_names_only_web_addresses_come_out(text: str, href: str) -> None:
    page = f'<link rel=alternate type=application/rss+xml href="{href}"><a href="{text}">{text}</a><p>'
    assert all(
        address.startswith(("http://", "https://")) for address in found(page.encode("utf-8", "replace").decode())
    )
