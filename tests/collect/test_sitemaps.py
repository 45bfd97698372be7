"""News sitemaps, and indexes of them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.collect import read_feed, sitemaps_in
from briefing.errors import NotAFeed, TooLarge
from briefing.model import Entry, Listing
from tests.collect.test_any_bytes import assert_harmless

ADDRESS = "https://halden.example/sitemaps/news.xml"
SITEMAP = Listing("sitemap")
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def sitemap(*urls: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACES}>{"".join(urls)}</urlset>'


def report(path: str, title: str, date: str = "2026-11-22T10:00:00+01:00") -> str:
    return (
        f"<url><loc>https://halden.example{path}</loc><lastmod>2026-11-23T01:00:00Z</lastmod><news:news>"
        f"<news:publication><news:name>Halden</news:name><news:language>en</news:language></news:publication>"
        f"<news:publication_date>{date}</news:publication_date><news:title>{title}</news:title></news:news>"
        "<image:image><image:loc>https://halden.example/1.jpg</image:loc><image:title>A port</image:title>"
        "</image:image></url>"
    )


def index(*sitemaps: tuple[str, str]) -> str:
    whole = "".join(
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</sitemap>" for loc, at in sitemaps
    )
    return f"<sitemapindex {SPACES}>{whole}</sitemapindex>"


def items(text: str | bytes, listing: Listing = SITEMAP) -> tuple[Entry, ...]:
    return read_feed(text.encode() if isinstance(text, str) else text, ADDRESS, "", NOW, listing)


def test_a_news_sitemap_gives_address_headline_and_date_of_each_report() -> None:
    found = items(
        sitemap(report("/world/1", "Chad &amp; Niger sign"), report("/world/2", "<![CDATA[Peru & Ecuador]]>"))
    )
    assert [(e.url, e.title, e.published) for e in found] == [
        ("https://halden.example/world/1", "Chad & Niger sign", datetime(2026, 11, 22, 9, 0, tzinfo=UTC)),
        ("https://halden.example/world/2", "Peru & Ecuador", datetime(2026, 11, 22, 9, 0, tzinfo=UTC)),
    ]


def test_pages_that_are_no_news_are_left_out_of_a_sitemap() -> None:
    about = "<url><loc>https://halden.example/about</loc><lastmod>2026-11-22</lastmod></url>"
    assert [e.url for e in items(sitemap(about, report("/world/1", "Chad")))] == ["https://halden.example/world/1"]
    with pytest.raises(NotAFeed, match="no news"):
        items(sitemap(about))


def test_a_date_out_of_reach_leaves_a_report_undated() -> None:
    assert [e.published for e in items(sitemap(report("/1", "A", "1970-01-01"), report("/2", "B", "2036-01-01")))] == [
        None,
        None,
    ]


def test_a_sitemap_is_read_with_prefixes_bare_ampersands_zipped_or_cut_off() -> None:
    text = sitemap(report("/world?a=1&b=2", "Chad"), report("/world/2", "Peru"))
    prefixed = text.replace("<urlset xmlns=", "<s:urlset xmlns:s=").replace("</urlset>", "</s:urlset>")
    for each in (text, prefixed, gzip.compress(text.encode()), "<!DOCTYPE urlset [<!ENTITY a 'b'>]>" + text):
        assert [e.url for e in items(each)] == [
            "https://halden.example/world?a=1&b=2",
            "https://halden.example/world/2",
        ]
    assert len(items(text[:-60])) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("<html><body>Just a moment</body></html>", "web page"),
        ("<rss><channel></channel></rss>", "not a sitemap"),
        (index(("https://halden.example/a.xml", "")), "index"),
        (sitemap() + "<", "no news|broken"),
        ("<urlset", "not a sitemap|broken"),
    ],
)
def test_whatever_is_no_sitemap_says_why(text: str, reason: str) -> None:
    with pytest.raises(NotAFeed, match=reason):
        items(text)


def test_a_sitemap_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(TooLarge):
        items(f"<urlset>{'<url>' * 500}")


def test_only_reports_whose_address_matches_count() -> None:
    text = sitemap(report("/sport/1", "Cup"), report("/world/2", "Peru"))
    assert [e.title for e in items(text, Listing("sitemap", "/world/*"))] == ["Peru"]
    with pytest.raises(NotAFeed, match=r"such as https://halden\.example/sport/1"):
        items(text, Listing("sitemap", "/africa/*"))


def test_of_an_index_news_comes_first_then_what_changed_last() -> None:
    text = index(
        ("https://halden.example/2019.xml", "2019-12-31"),
        ("https://halden.example/2026.xml", "2026-11-23"),
        ("https://halden.example/pages.xml", ""),
        ("/news-today.xml", "2026-11-22"),
        ("javascript:alert(1)", ""),
        ("https://halden.example/2026.xml", "2026-11-23"),
    )
    assert sitemaps_in(text.encode(), ADDRESS) == (
        "https://halden.example/news-today.xml",
        "https://halden.example/2026.xml",
        "https://halden.example/2019.xml",
        "https://halden.example/pages.xml",
    )
    assert sitemaps_in(sitemap(report("/1", "A")).encode(), ADDRESS) == ()


TAGS = (
    "<url> </url> <loc> </loc> <news:news> </news:news> <news:title> </news:title> <![CDATA[ ]]> <sitemap> </sitemap>"
)
MORE = ["<lastmod>2026-11-22", "</lastmod>", "https://halden.example/", "&amp;", "& <", "\x00", "\u202e", "é"]
PIECES = st.sampled_from([*TAGS.split(), *MORE])
INSIDES = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(INSIDES, st.sampled_from(["urlset", "sitemapindex", "x:urlset"]), st.binary(max_size=100))
def test_no_sitemap_however_broken_is_more_than_an_error_of_ours(inside: str, root: str, noise: bytes) -> None:
    for body in (f"<{root}>{inside}</{root}>".encode("utf-8", "replace"), noise):
        try:
            assert_harmless(read_feed(body, ADDRESS, "", NOW, SITEMAP))
            assert all(address.startswith("http") for address in sitemaps_in(body, ADDRESS))
        except (NotAFeed, TooLarge):
            continue
