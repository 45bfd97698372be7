"""`briefing sources`, as its user runs it, against a real server on 127.0.0.1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.running import briefing
from tests.adapters import serving
from tests.adapters.serving import Said, Web

NOW = ("--now", "2026-11-23T06:00:00Z")
HTML = {"Content-Type": "text/html; charset=utf-8"}


def feed(*dates: str, language: str = "Chad and Niger sign an accord on their border after talks in Tunis") -> Said:
    items = "".join(
        f"<item><title>{language}</title><link>/{place}</link><pubDate>{date}</pubDate>"
        f"<description>{language}. {language}.</description></item>"
        for place, date in enumerate(dates)
    )
    return Said(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())


def article() -> Said:
    text = "".join(
        f"<p>On day {day} the two delegations met again in Tunis and agreed on article {day} of the border accord, "
        "which reopens the crossings between both countries, their ministers said after the meeting.</p>"
        for day in range(1, 7)
    )
    page = (
        f"<html lang=en><head><title>Accord</title></head><body><article><h1>Accord</h1>{text}</article></body></html>"
    )
    return Said(page.encode(), headers=HTML)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving.web() as served:
        served.says |= {
            "/feed": feed("Sun, 22 Nov 2026 10:00:00 GMT", "Sun, 22 Nov 2026 11:00:00 GMT"),
            "/0": article(),
            "/1": article(),
        }
        yield served


@pytest.fixture
def desk(tmp_path: Path, web: Web) -> Path:
    config = tmp_path / "config"
    config.mkdir()
    (config / "briefing.yaml").write_text(
        "sender: {name: World Briefing, email: briefing@example.org}\n"
        "collect: {allow_networks: [127.0.0.0/8]}\nbriefings:\n  world: {title: World Briefing}\n",
        "utf-8",
    )
    (config / "sources.yaml").write_text(
        f"# Ours.\nsources:\n  # Africa\n  - {{url: '{web.url('/feed')}', name: Tunis Herald, country: TN}} # good\n",
        "utf-8",
    )
    (config / "subscriptions.yaml").write_text("subscribers:\n  - {email: ana@example.org}\n", "utf-8")
    return tmp_path


def file(desk: Path) -> str:
    return (desk / "config" / "sources.yaml").read_text("utf-8")


def test_the_feed_of_a_site_is_found_tested_and_added_and_the_file_keeps_its_comments(desk: Path, web: Web) -> None:
    words = "Le Tchad et le Niger signent un accord sur leur frontière après des entretiens à Tunis"
    web.says["/monde"] = Said(b'<link rel=alternate type="application/rss+xml" href="/flux">', headers=HTML)
    web.says["/flux"] = feed("Sun, 22 Nov 2026 10:00:00 GMT", language=words)
    before = file(desk)
    wanted = ("sources", "add", web.url("/monde"), "--name", "Le Courrier: monde", "--country", "FR", *NOW)
    added = briefing(*wanted, cwd=desk)
    assert (added.code, added.out) == (0, f"added le-courrier-monde: {web.url('/flux')} (feed, fr)\n")
    assert "1 entries, newest 2026-11-22 10:00 UTC" in added.err
    assert file(desk) == before + (
        f'  - url: {web.url("/flux")}\n    name: "Le Courrier: monde"\n    country: FR\n    language: fr\n'
    )
    again = briefing("sources", "add", web.url("/flux"), cwd=desk)
    assert (again.code, "already" in again.err) == (3, True)
    removed = briefing("sources", "remove", "le-courrier-monde", cwd=desk)
    assert (removed.code, file(desk)) == (0, before)


def test_a_page_of_links_and_a_news_sitemap_can_be_added(desk: Path, web: Web) -> None:
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    url = f"<url><loc>{web.url('/1')}</loc><news:news><news:title>Accord</news:title></news:news></url>"
    web.says |= {
        "/world": Said(b'<a href="/about/us">About</a><a href="/1">Accord</a>', headers=HTML),
        "/news.xml": Said(f"<urlset {news}>{url}</urlset>".encode()),
    }
    page = briefing("sources", "add", web.url("/world"), "--links", "/1*", "--name", "Page", *NOW, cwd=desk)
    assert (page.code, page.out) == (0, f"added page: {web.url('/world')} (page, en)\n")
    before = file(desk)
    sitemap = briefing("sources", "add", web.url("/news.xml"), "--dry-run", "--json", *NOW, cwd=desk).json()
    assert isinstance(sitemap, dict)
    assert (sitemap["added"], sitemap["url"], sitemap["format"]) == (False, web.url("/news.xml"), "sitemap")
    assert file(desk) == before
    listed = briefing("sources", "list", "--json", cwd=desk).json()
    assert isinstance(listed, list)
    assert [(each["id"], each["format"], each["links"]) for each in listed] == [
        ("tunis-herald", "feed", ""),
        ("page", "page", "/1*"),
    ]


def test_an_address_that_leads_to_no_feed_is_not_added(desk: Path, web: Web) -> None:
    web.says["/blog"] = Said(b"<p>Nothing to subscribe to", headers=HTML)
    web.says["/feed"] = Said(b"", 404)
    before = file(desk)
    ran = briefing("sources", "add", web.url("/blog"), cwd=desk)
    assert ran.code == 1
    assert "neither a feed nor a page that leads to one" in ran.err
    assert file(desk) == before


def test_a_test_says_what_is_wrong_and_the_way_out(desk: Path, web: Web) -> None:
    web.says |= {
        "/robots.txt": Said(b"User-agent: *\nDisallow: /0"),
        "/old": feed("Thu, 01 Oct 2026 10:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 2035 00:00:00 GMT"),
        "/html": Said(b"<html><body>Just a moment", headers=HTML),
    }
    urls = [web.url(path) for path in ("/old", "/html", "/gone")]
    ran = briefing("sources", "test", "tunis-herald", *urls, *NOW, "--json", cwd=desk)
    assert ran.code == 7
    looks = ran.json()
    assert isinstance(looks, list)
    well, old, html, gone = looks
    assert (well["entries"], well["newest"], well["words"]) == (2, "2026-11-22T11:00:00+00:00", 26)
    assert (well["page"].endswith("words"), well["advice"]) == (True, [])
    assert old["refused_dates"] == ["before 1990: 1970-01-01", "in the future: 2035-01-01 00:00"]
    assert old["page"] == "robots.txt does not let us read this page"
    assert [line.split()[0] for line in old["advice"]] == ["its", "dates", "its"]
    assert "52 days old" in old["advice"][0]
    assert "the answer is a web page, not a feed; 'briefing sources add" in html["advice"][0]
    assert "moved or ended" in gone["advice"][0]


def test_figures_of_each_source_come_from_the_store(desk: Path, web: Web) -> None:
    assert briefing("collect", *NOW, cwd=desk).code == 0
    briefing("build", *NOW, cwd=desk)
    (fact,) = briefing("sources", "stats", *NOW, "--json", cwd=desk).json()  # type: ignore[misc]
    assert (fact["failures"], fact["answered_at"]) == (0, "2026-11-23T06:00:00+00:00")
    assert (fact["articles"], fact["feed_only"], fact["weighed"]) == (2, 0, 2)
    assert briefing("sources", "stats", *NOW, cwd=desk).out.splitlines()[1].startswith("tunis-herald  2026-11-23 06:00")


def test_a_list_of_another_reader_is_imported_once_and_exported_again(desk: Path, web: Web) -> None:
    opml = (
        '<opml version="2.0"><body><outline text="World"><outline text="Halden ${HOME} Wire" '
        f'xmlUrl="https://halden.example/feed" language="nb"/><outline text="Mine" xmlUrl="{web.url("/feed")}"/>'
        '<outline text="Halden" xmlUrl="https://halden.example/feed#2" language="Norwegian" category="/kind/blog"/>'
        "</outline></body></opml>"
    )
    (desk / "mine.opml").write_text(opml, "utf-8")
    before = file(desk)
    assert "would add halden-home-wire" in briefing("sources", "import", "mine.opml", "--dry-run", cwd=desk).out
    assert file(desk) == before
    ran = briefing("sources", "import", "mine.opml", cwd=desk)
    assert (ran.code, ran.out) == (0, "added halden-home-wire: https://halden.example/feed\n")
    assert file(desk).startswith(before)
    exported = briefing("sources", "export", cwd=desk)
    assert 'text="Halden ${HOME} Wire"' in exported.out
    assert 'category="/country/TN,/kind/paper,/publisher/127.0.0.1"' in exported.out
    (desk / "again.opml").write_text(exported.out, "utf-8")
    assert briefing("sources", "import", "again.opml", cwd=desk).out == ""
    assert briefing("sources", "import", "none.opml", cwd=desk).code == 3
    (desk / "again.opml").write_text("<rss/>", "utf-8")
    assert "again.opml: this is no OPML" in briefing("sources", "import", "again.opml", cwd=desk).err
