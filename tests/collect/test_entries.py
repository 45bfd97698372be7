"""What a feed wrote, made plain and believable."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.collect import read_feed
from tests.collect.feeds import ADDRESS, atom, items, one, rss

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def title(markup: str) -> str:
    return one(rss(f"<title>{markup}</title><link>/a</link>")).title


def summary(markup: str) -> str:
    return one(rss(f"<title>T</title><link>/a</link><description>{markup}</description>")).summary


def published(*dates: str) -> datetime | None:
    (entry,) = read_feed(rss(f"<title>T</title><link>/a</link>{''.join(dates)}").encode(), ADDRESS, now=NOW)
    return entry.published


TITLES = {
    "Profit &lt; loss, 5 &gt; 3": "Profit < loss, 5 > 3",
    "AT&amp;T and R&D": "AT&T and R&D",
    "It&#8217;s &amp;#8220;on&amp;#8221;&hellip;": "It’s “on”…",
    "Caf&eacute; &bogus; talks": "Café talks",
    "The sign &amp;amp;amp; its code": "The sign &amp; its code",
    "<![CDATA[Sudan &amp; Chad <b>sign</b>]]>": "Sudan & Chad sign",
    "&lt;script&gt;steal()&lt;/script&gt;Talks &lt;i&gt;open&lt;/i&gt;": "Talks open",
    "Talks&lt;br/&gt;open": "Talks open",
    "Talks&#13;&#10;Bcc: all@halden.example": "Talks Bcc: all@halden.example",
    "Talks &#x202e;nepo&#x202c; \u2067now\u2069": "Talks nepo now",
    "Talks\u00a0open\u200b \u00ad again": "Talks open again",
    "&#0;Talks&#8; &#x1b;[1mopen&#xD800;": "Talks [1mopen",
    "Z\u00c3\u00bcrich \u00e2\u20ac\u0153talks\u00e2\u20ac\x9d": "Zürich “talks”",
    "{{ 7*7 }} ${HOME} {% raw %}": "{{ 7*7 }} ${HOME} {% raw %}",
    "می\u200cخواهند": "می\u200cخواهند",
}


@pytest.mark.parametrize("markup", TITLES)
def test_a_headline_is_plain_text_with_its_entities_decoded_once(markup: str) -> None:
    assert title(markup) == TITLES[markup]


def test_an_atom_title_of_plain_text_means_what_it_says() -> None:
    assert one(atom('<title>The &amp;amp; sign</title><link href="/a"/>')).title == "The &amp; sign"


def test_a_headline_without_end_is_cut_at_a_word() -> None:
    cut = title("word " * 2_000)
    assert len(cut) <= 500
    assert cut.endswith("word…")
    assert len(title("x" * 2_000_000)) == 500


def test_a_standfirst_is_whole_and_its_paragraphs_are_one_line() -> None:
    assert (
        summary("&lt;p&gt;Two ministers met.&lt;/p&gt;&lt;p&gt;They signed.&lt;/p&gt;")
        == "Two ministers met. They signed."
    )


def test_what_a_blogging_program_adds_is_no_standfirst() -> None:
    tail = "&lt;p&gt;The post &lt;a&gt;Talks&lt;/a&gt; appeared first on &lt;a&gt;Halden&lt;/a&gt;.&lt;/p&gt;"
    assert summary(f"&lt;p&gt;Two ministers met.&lt;/p&gt;{tail}") == "Two ministers met."


def test_a_caption_is_no_standfirst_and_no_headline() -> None:
    own = "<title>Talks</title><link>/a</link><description>They met.</description>"
    caption = "<media:description>A hall.</media:description>"
    picture = f"<media:content url='/i.jpg'><media:title>Photo</media:title>{caption}</media:content>"
    for feed in (rss(own + picture), rss(picture + own), rss(own + caption)):
        assert (one(feed).title, one(feed).summary, one(feed).content) == ("Talks", "They met.", "")


def test_full_text_keeps_its_paragraphs_and_is_counted_in_words() -> None:
    entry = one(
        rss(
            "<title>T</title><link>/a</link><description>Short.</description>"
            "<content:encoded><![CDATA[<p>One two three.</p><script>x()</script>"
            "<p>Four &amp; five.</p>]]></content:encoded>"
        )
    )
    assert (entry.summary, entry.content, entry.words) == ("Short.", "One two three.\n\nFour & five.", 6)


def test_a_whole_article_in_the_description_is_no_standfirst() -> None:
    entry = one(
        rss(f"<title>T</title><link>/a</link><description>{'&lt;p&gt;One two three.&lt;/p&gt;' * 50}</description>")
    )
    assert (entry.summary, entry.words) == ("", 150)


LINKS = {
    "https://halden.example/a?x=1&amp;y=2": "https://halden.example/a?x=1&y=2",
    "\n  /world/a \n": "https://halden.example/world/a",
    "a.html": "https://halden.example/feeds/a.html",
    "//other.example/a": "https://other.example/a",
    "https://halden.example/two words": "https://halden.example/two%20words",
    "<![CDATA[https://halden.example/a&b]]>": "https://halden.example/a&b",
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_a_page_wherever_the_feed_lies(link: str) -> None:
    assert one(rss(f"<title>T</title><link>{link}</link>")).url == LINKS[link]


def test_a_link_is_also_kept_as_the_feed_wrote_it() -> None:
    assert one(rss("<title>T</title><link> /world/a </link>")).link == "/world/a"


def test_xml_base_counts_before_the_feeds_own_address() -> None:
    feed = atom('<title>T</title><link href="a"/>', 'xml:base="https://other.example/x/"')
    assert one(feed).url == "https://other.example/x/a"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,hi",
        "file:///etc/passwd",
        "ftp://halden.example/a",
        "https://user:word@halden.example/",
        "http://[::1/",
        "https://halden.example/" + "a" * 3_000,
        "mailto:desk@halden.example",
    ],
)
def test_an_entry_whose_link_is_no_page_is_left_out(link: str) -> None:
    assert items(rss(f"<title>T</title><link>{link}</link>", "<title>Good</title><link>/b</link>"))[0].title == "Good"


def test_a_guid_that_is_an_address_stands_in_for_a_missing_link() -> None:
    assert one(rss("<title>T</title><guid>https://halden.example/g</guid>")).url == "https://halden.example/g"
    assert items(rss("<title>T</title><guid>news-42</guid>")) == ()


def test_entries_with_one_address_all_stay_for_the_store_to_choose() -> None:
    feed = rss(*(f"<title>Version {number}</title><link>/a</link><guid>same</guid>" for number in (1, 2)))
    assert [entry.title for entry in items(feed)] == ["Version 1", "Version 2"]


def test_the_first_believable_date_counts() -> None:
    assert published("<pubDate>Sun, 22 Sept 2026 10:00 EST</pubDate>") == datetime(2026, 9, 22, 15, 0, tzinfo=UTC)
    assert published("<pubDate>soon</pubDate>", "<dc:date>2026-11-20</dc:date>") == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 22 Aug 2999 09:00:00 GMT", "2019-13-45", "0000-00-00"],
)
def test_a_date_that_cannot_be_is_none(date: str) -> None:
    assert published(f"<pubDate>{date}</pubDate>") is None


def test_a_date_up_to_a_day_ahead_is_a_wrong_zone_and_is_kept() -> None:
    assert published("<pubDate>Mon, 23 Nov 2026 18:00:00 GMT</pubDate>") == datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    assert published("<pubDate>Tue, 24 Nov 2026 06:00:01 GMT</pubDate>") is None


def test_a_date_that_is_refused_says_why() -> None:
    feed = rss(
        *(f"<link>https://halden.example/1</link><pubDate>{date}</pubDate>" for date in _REFUSED), "<link>/2</link>"
    )
    found = read_feed(feed.encode(), ADDRESS, "", datetime(2026, 11, 23, tzinfo=UTC))
    assert [entry.undated for entry in found] == [*_REFUSED.values(), "no date"]


_REFUSED = {
    "Thu, 01 Jan 1970 00:00:00 GMT": "before 1990: 1970-01-01",
    "Thu, 22 Aug 2999 09:00:00 GMT": "in the future: 2999-08-22 09:00",
    "the day before": "not a date: the day before",
}
