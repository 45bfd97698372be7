"""Feeds as a proof reads them: whole standfirsts, whichever way they are written down."""

from __future__ import annotations

import json

import pytest

from briefing.model import Evidence, Finding
from briefing.prove import prove
from tests.prove.making import VOTE, evidence, letter

STANDFIRST = "The senate in Lima votes on Tuesday, after a debate of 30 hours, on the treaty."
HEADLINE = "Peru’s senate votes on the treaty"


def standfirst(feed: bytes, url: str = VOTE, source: str = "https://gazette.example.org/feed/rss.xml") -> Finding:
    """The finding on the standfirst where `feed` is the only feed that was kept."""
    kept = evidence()
    at = kept[VOTE][0].fetched_at
    whole = letter().altered(VOTE, url) if url != VOTE else letter()
    findings = prove(whole.sealed(), kept | {url: (Evidence(url, "feed", at, feed, "application/xml", source),)})
    return next(f for f in findings if f.rule == "standfirst")


def rss(description: str, link: str = VOTE, title: str = HEADLINE) -> bytes:
    return (
        f"<?xml version='1.0'?><rss><channel><title>Gazette</title><link>https://gazette.example.org/</link><item>"
        f"<title>{title}</title><link>{link}</link><description>{description}</description></item></channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    "description",
    [
        STANDFIRST,
        f"<![CDATA[<p>{STANDFIRST}</p>]]>",
        f"&lt;p&gt;{STANDFIRST}&lt;/p&gt;&lt;p&gt;Read more: the treaty&lt;/p&gt;",
        f"&lt;img src='a.jpg' alt='The senate'&gt;  {STANDFIRST.replace(' ', '&#160;')}",
        f"<![CDATA[{STANDFIRST.replace('Lima', '<b>Lima</b>')}]]>",
        f"<![CDATA[{STANDFIRST}<p>The post Peru votes appeared first on The Gazette.</p>]]>",
        STANDFIRST.replace("Lima", "&amp;#76;ima"),
        f"<div xmlns='http://www.w3.org/1999/xhtml'><p>{STANDFIRST}</p></div>",
    ],
)
def test_a_whole_standfirst_is_proved(description: str) -> None:
    assert standfirst(rss(description)).ok


@pytest.mark.parametrize(
    "description",
    [
        f"{STANDFIRST} The vote will be close.",
        f"&lt;p&gt;{STANDFIRST}&lt;/p&gt;&lt;p&gt;The vote will be close.&lt;/p&gt;",
        f"In brief: {STANDFIRST}",
        STANDFIRST.replace("30", "31"),
        "",
    ],
)
def test_a_standfirst_that_is_not_whole_is_not(description: str) -> None:
    assert not standfirst(rss(description)).ok


@pytest.mark.parametrize(
    "link",
    [
        VOTE + "?utm_source=rss&amp;utm_medium=feed",
        VOTE + "#ref=rss",
        "http://www.gazette.example.org:80/vote/",
        "/vote",
        "../vote?at_medium=RSS",
        f"<![CDATA[ {VOTE}\n]]>",
        "HTTPS://Gazette.Example.org/%76ote",
    ],
)
def test_one_article_is_known_by_many_spellings_of_its_address(link: str) -> None:
    assert standfirst(rss(STANDFIRST, link)).ok


@pytest.mark.parametrize(
    "link",
    [VOTE + "s", VOTE + "?id=2", "https://gazette.example.com/vote", "https://gazette.example.org:8080/vote", ""],
)
def test_another_article_is_another_address(link: str) -> None:
    assert not standfirst(rss(STANDFIRST, link)).ok


def test_addresses_that_differ_in_what_they_show_are_told_apart() -> None:
    assert standfirst(rss(STANDFIRST, VOTE + "?id=7&amp;page=2"), VOTE + "?id=7&page=2").ok
    assert standfirst(rss(STANDFIRST, VOTE + "?page=2&amp;id=7&amp;fbclid=x"), VOTE + "?id=7&page=2").ok
    assert not standfirst(rss(STANDFIRST, VOTE + "?page=3&amp;id=7"), VOTE + "?id=7&page=2").ok


def test_atom_and_json_feeds_are_read_too() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">{HEADLINE}</title>
<link rel="alternate" href="{VOTE}"/><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The senate in
<em>Lima</em> votes on Tuesday, after a debate of 30 hours, on the treaty.</p></div></summary></entry></feed>"""
    assert standfirst(atom.encode()).ok
    assert standfirst(atom.encode("utf-16")).ok
    item = {"id": "1", "url": VOTE, "title": HEADLINE, "summary": STANDFIRST, "content_html": "<p>Long.</p>"}
    assert standfirst(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [1, item]}).encode()).ok


@pytest.mark.parametrize("end", [200, 260, 300])
def test_a_feed_that_breaks_off_proves_nothing_and_breaks_nothing(end: int) -> None:
    assert not standfirst(rss(STANDFIRST)[:end]).ok


def test_a_dtd_is_never_read() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "The senate"><!ENTITY b "&a;&a;&a;">]>'
    feed = rss(STANDFIRST.replace("The senate", "&a;")).decode().replace("<rss>", bomb + "<rss>")
    assert not standfirst(feed.encode()).ok
    assert standfirst(rss(STANDFIRST).decode().replace("<rss>", bomb + "<rss>").encode()).ok
