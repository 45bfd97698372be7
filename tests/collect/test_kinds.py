"""Every kind of feed that newsrooms still publish is read into the same entries."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest

from briefing.errors import NotAFeed, TooLarge
from briefing.model import Entry
from tests.collect.feeds import ADDRESS, items, one, rss

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
TALKS = Entry(
    url="https://halden.example/quito",
    title="Peru & Ecuador open talks",
    published=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
    summary="Two ministers met in Quito.",
    guid="https://halden.example/quito",
    link="https://halden.example/quito",
)

KINDS = {
    "RSS 0.91 with its doctype": """<?xml version="1.0"?>
        <!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://dtd.example/rss-0.91.dtd">
        <rss version="0.91"><channel><title>Halden</title><item><title>Peru &amp; Ecuador open talks</title>
        <link>https://halden.example/quito</link><description>Two ministers met in Quito.</description>
        <pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate><guid>https://halden.example/quito</guid></item></channel></rss>""",
    "RSS 1.0": f"""<rdf:RDF {RDF} xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://halden.example/"><title>Halden</title></channel>
        <item rdf:about="https://halden.example/quito"><title>Peru &amp; Ecuador open talks</title>
        <link>https://halden.example/quito</link><description>Two ministers met in Quito.</description>
        <dc:date>2026-11-22T03:00:00-05:00</dc:date></item></rdf:RDF>""",
    "RSS 2.0": rss(
        "<title>Peru &amp; Ecuador open talks</title><link>https://halden.example/quito</link>"
        "<guid>https://halden.example/quito</guid><description>Two ministers met in Quito.</description>"
        "<pubDate>Sun, 22 Nov 2026 10:00:00 +0200</pubDate>"
    ),
    "Atom 0.3": """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Halden</title><entry>
        <title mode="escaped" type="text/html">Peru &amp;amp; Ecuador open talks</title>
        <id>https://halden.example/quito</id><link rel="alternate" href="https://halden.example/quito"/>
        <issued>2026-11-22T08:00:00Z</issued><modified>2026-11-23T01:00:00Z</modified>
        <summary>Two ministers met in Quito.</summary></entry></feed>""",
    "Atom 1.0": """<feed xmlns="http://www.w3.org/2005/Atom"><title>Halden</title><entry>
        <title type="html">Peru &amp;amp; Ecuador &lt;b&gt;open&lt;/b&gt; talks</title>
        <id>https://halden.example/quito</id><link rel="self" href="https://halden.example/quito.atom"/>
        <link href="https://halden.example/quito"/><updated>2026-11-23T01:00:00Z</updated>
        <published>2026-11-22T08:00:00.250Z</published>
        <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two ministers met in <i>Quito</i>.</p></div>
        </summary></entry></feed>""",
    "JSON Feed 1.0": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "items": [
                {
                    "id": "https://halden.example/quito",
                    "url": "https://halden.example/quito",
                    "title": "Peru & Ecuador open talks",
                    "summary": "Two ministers met in Quito.",
                    "date_published": "2026-11-22T08:00:00Z",
                }
            ],
        }
    ),
    "JSON Feed 1.1": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "language": "en",
            "items": [
                {
                    "id": "https://halden.example/quito",
                    "external_url": "https://halden.example/quito",
                    "title": "Peru & Ecuador open talks",
                    "summary": "Two ministers met in Quito.",
                    "date_published": "soon",
                    "date_modified": "2026-11-22T10:00:00+02:00",
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_story_is_the_same_entry_in_every_kind_of_feed(kind: str) -> None:
    assert one(KINDS[kind]) in (TALKS, Entry(TALKS.url, TALKS.title, TALKS.published, TALKS.summary, "", "", TALKS.url))


def test_rss_090_has_headlines_and_links_alone() -> None:
    feed = f"""<rdf:RDF {RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Halden</title></channel>
        <item><title>Talks open</title><link>https://halden.example/quito</link></item></rdf:RDF>"""
    assert one(feed) == Entry("https://halden.example/quito", "Talks open", link="https://halden.example/quito")


def test_a_feed_in_capitals_is_read() -> None:
    feed = "<RSS VERSION='2.0'><CHANNEL><ITEM><TITLE>Talks</TITLE><LINK>https://halden.example/a</LINK></ITEM></CHANNEL></RSS>"
    assert one(feed).title == "Talks"


def test_prefixes_that_nobody_declared_do_not_cost_the_entry() -> None:
    feed = "<rss><channel><item><title>T</title><dc:creator>V</dc:creator><link>https://halden.example/a</link></item></channel></rss>"
    assert one(feed).url == "https://halden.example/a"


def test_gzip_that_the_server_left_on_is_undone() -> None:
    assert one(gzip.compress(rss("<title>Talks</title><link>/a</link>").encode())).title == "Talks"


def test_entries_keep_the_order_of_the_feed() -> None:
    feed = rss(*(f"<title>T{place}</title><link>/{place}</link>" for place in range(30)))
    assert [entry.title for entry in items(feed)] == [f"T{place}" for place in range(30)]


def test_only_the_first_thousand_entries_count() -> None:
    feed = rss(*(f"<title>T{place}</title><link>/{place}</link>" for place in range(1_005)))
    assert [entry.title for entry in items(feed)][-2:] == ["T998", "T999"]
    assert len(items(feed)) == 1_000


def test_of_a_feed_that_is_cut_off_the_whole_entries_are_kept() -> None:
    feed = rss("<title>Whole</title><link>/a</link>", "<title>Cut</title><link>/b</link><description>Half a sen")
    assert [entry.title for entry in items(feed[: feed.index(" sen")])] == ["Whole"]


def test_words_before_the_feed_and_scripts_behind_it_are_ignored() -> None:
    feed = "\n\nNotice: cache is stale\n" + rss("<title>Talks</title><link>/a</link>") + "<script>count()</script>"
    assert one(feed).title == "Talks"


def test_json_items_of_the_wrong_kind_cost_only_themselves() -> None:
    found = [7, None, {"url": ["x"]}, {"id": 4, "url": "/a", "title": None, "content_text": "Short < long"}]
    entry = one(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": 5, "items": found}))
    assert (entry.url, entry.title, entry.content, entry.guid) == (
        "https://halden.example/a",
        "",
        "Short < long",
        "4",
    )


def test_paragraphs_of_a_json_text_stay_apart() -> None:
    item = {"url": "/a", "content_text": "One & two.\n\nThree."}
    assert (
        one(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]})).content
        == "One & two.\n\nThree."
    )


NO_FEEDS = {
    "an empty answer": (b"", "empty"),
    "white space": (b" \n ", "empty"),
    "a login page": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
    "a page that mentions rss": (b"<html><body><a href='/rss'>&lt;rss&gt;</a><rss ></rss></body></html>", "web page"),
    "words": (b"Service unavailable", "neither"),
    "another XML": (b"<?xml version='1.0'?><svg></svg>", "neither"),
    "JSON": (b'{"items": []}', "no JSON Feed"),
    "a JSON list": (b"[]", "no JSON Feed"),
    "half a JSON": (b'{"version": "https://jsonfeed.org/ver', "cannot be read"),
    "broken gzip": (b"\x1f\x8bnothing", "inflated"),
    "a feed cut before its first entry": (
        b"<rss version='2.0'><channel><title>Halden</title><item><title>Ha",
        "cut off",
    ),
}


@pytest.mark.parametrize("what", NO_FEEDS)
def test_what_is_no_feed_is_an_error_and_never_an_empty_morning(what: str) -> None:
    body, reason = NO_FEEDS[what]
    with pytest.raises(NotAFeed, match=reason) as caught:
        items(body)
    assert caught.value.culprit == ADDRESS


def test_a_feed_without_entries_is_a_quiet_source() -> None:
    assert items(rss()) == ()


def test_too_many_bytes_too_much_depth_and_bombs_are_refused() -> None:
    deep = rss("<title>T</title><link>/a</link><description>" + "<a>" * 300)
    for body in (
        b"<rss>" + b" " * (10 << 20),
        gzip.compress(b"<rss>" + bytes(64 << 20)),
        deep.encode(),
        b"[" * 200_000,
    ):
        with pytest.raises(TooLarge):
            items(body)


def test_ten_thousand_attributes_cost_no_time_and_no_entry() -> None:
    flood = " ".join(f'a{place}="1"' for place in range(10_000))
    assert one(rss(f"<title>Talks</title><link>/a</link><media:content {flood}/>")).title == "Talks"


def test_entities_of_the_feeds_own_are_not_expanded() -> None:
    declared = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    assert one(declared + rss("<title>Talks &b;&c;open</title><link>/a</link>")).title == "Talks open"


def test_markup_that_is_broken_everywhere_is_no_feed_and_costs_no_time() -> None:
    for broken in ("<", "<a b=", "</", "< "):
        with pytest.raises(NotAFeed, match="broken"):
            items(rss(f"<title>Talks</title><link>/a</link><description>{broken * 200_000}</description>"))


def test_entries_inside_entries_are_no_feed() -> None:
    with pytest.raises(NotAFeed):
        items("<rss version='2.0'><channel><item><link><entry/></link></item></channel></rss>")


def test_more_tags_than_any_newsroom_writes_are_refused() -> None:
    with pytest.raises(TooLarge, match="tags"):
        items(rss("<title>Talks</title><link>/a</link>" + "<category/>" * 250_000))
