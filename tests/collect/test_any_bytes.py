"""Whatever bytes a server sends: entries, or an error of ours, and never anything dangerous in an entry."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.collect import read_feed
from briefing.collect.markup import line, paragraphs
from briefing.errors import NotAFeed, TooLarge
from briefing.model import Entry
from tests.collect.feeds import ADDRESS, rss

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
TAGS = "<item> </item> <entry> </entry> <title> </title> <link> </link> <description> </description> <rss> </rss>"
MORE = (
    "<channel> <rdf:RDF> <feed> <pubDate> </pubDate> <media:title> </media:title> <link href=' '/> <!DOCTYPE xml:base='"
)
MARKS = "<![CDATA[ ]]> <!-- --> &lt; &amp; &# &#x1F600; &x; \" ' <a b= > /> javascript:x https://halden.example/a"
LINES = ["Sun, 22 Nov 2026 10:00:00 GMT", "<?xml version='1.0' encoding='utf-16'?>", " ", "é", "\x00", "\u202e"]
PIECES = st.sampled_from([*TAGS.split(" "), *MORE.split(" "), *MARKS.split(" "), *LINES])
FEEDLIKE = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
WHOLE_FEEDS = st.lists(FEEDLIKE, max_size=4).map(lambda entries: rss(*entries))
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


NAMES = st.sampled_from(["id", "url", "title", "items", "content_html", "content_text", "date_published"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NAMES, inside, max_size=4),
    max_leaves=12,
)


def read(body: bytes, content_type: str = "") -> tuple[Entry, ...]:
    try:
        return read_feed(body, ADDRESS, content_type, datetime(2026, 11, 23, tzinfo=UTC))
    except (NotAFeed, TooLarge):
        return ()


def assert_harmless(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        assert urlsplit(entry.url).scheme in ("http", "https")
        assert urlsplit(entry.url).hostname
        assert len(entry.title) <= 500
        for text in (entry.url, entry.title, entry.summary, entry.guid, entry.link, *entry.content.split("\n\n")):
            assert not CONTROLS.search(text)
            assert "\n" not in text
        assert entry.published is None or entry.published.tzinfo is UTC


@SETTINGS
@given(st.binary(max_size=400), st.text(max_size=30))
@example(b"\x1f\x8b", "")
@example(b"\xff\xfe<\x00", "text/xml; charset=utf-7")
def test_no_bytes_are_ever_more_than_an_error_of_ours(body: bytes, content_type: str) -> None:
    assert_harmless(read(body, content_type))


@SETTINGS
@given(FEEDLIKE | WHOLE_FEEDS, st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis", "utf-32"]))
@example("<rss><channel><item><link>http://halden.example:port/</link></item></channel></rss>", "utf-8")
@example(rss("<link>https://halden.example/\x9d\u2028</link>"), "utf-8")
def test_no_feed_however_broken_puts_anything_dangerous_into_an_entry(text: str, encoding: str) -> None:
    assert_harmless(read(text.encode(encoding, "replace")))


@SETTINGS
@given(JSON)
def test_no_json_whatever_its_types_breaks_the_reader(items: object) -> None:
    assert_harmless(read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [items]}).encode()))
    assert_harmless(read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()))


@SETTINGS
@given(FEEDLIKE)
def test_no_markup_of_a_browser_is_left_of_a_headline(markup: str) -> None:
    text = line(markup)
    assert "\n" not in text
    assert text == text.strip()
    assert all(paragraph == paragraph.strip() and paragraph for paragraph in paragraphs(markup))
