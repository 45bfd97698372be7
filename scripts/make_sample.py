"""Writes the sample day: the recorded web of nine invented outlets, its configuration and its gold.

    outlets.yaml + articles/*.yaml ─► Day ─► chrome/, feeds/, papers/ (Jinja2) ─► {path: bytes} ─► written, or compared

The same sources give the same bytes. `--check` writes nothing and exits 1 where what lies on the disk differs.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cached_property
from html import unescape
from pathlib import Path

import jinja2
import yaml
from markupsafe import Markup

__all__ = ["Article", "Day", "Outlet", "differences", "load", "main", "render", "typeset", "visible"]

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "scripts" / "sample_day"
SAMPLE = Path("config/sample")
GOLD = Path("tests/quality/sample_gold.jsonl")
PRESS = datetime(2026, 11, 23, 6, tzinfo=UTC)
PAPERS = ("README.md", "briefing.yaml", "sources.yaml", "subscriptions.yaml")
FORMATS = {"rss2": "RSS 2.0", "rss1": "RSS 1.0", "atom": "Atom", "json": "JSON Feed"}
_QUOTE = re.compile(r"""<[^>]+>|(?P<before>^|[\s(\[—“])(?P<opening>["'])|(?P<closing>["'])""")


@dataclass(frozen=True)
class Feed:
    """How an outlet's feed is made; encoded says what content:encoded holds: full, blurb or none of it."""

    format: str
    path: str
    encoded: str
    title: str
    about: str
    tracking: str = ""


@dataclass(frozen=True)
class Outlet:
    """An invented outlet; zone is its distance from UTC in hours."""

    id: str
    host: str
    name: str
    country: str
    language: str
    kind: str
    publisher: str
    weight: float
    ownership: str
    zone: int
    typography: str
    feed: Feed
    paywall: bool = False
    robots: str = ""

    @property
    def site(self) -> str:
        """Returns the address of its front page, without the slash."""
        return f"http://{self.host}"


@dataclass(frozen=True)
class Block:
    """A piece of an article's body: a paragraph (p), a subhead (h2), or a link to another report (more)."""

    kind: str
    html: Markup
    href: str = ""


@dataclass(frozen=True)
class Article:
    """An article as written: paragraphs are HTML, parted by blank lines; the rest is plain text."""

    id: str
    outlet: Outlet
    path: str
    event: str | None
    foreign: bool
    kind: str
    headline: str
    authors: tuple[str, ...]
    published: datetime
    standfirst: str
    paragraphs: str
    language: str = ""
    dateline: str = ""
    caption: str = ""
    credit: str = ""
    reprint: str = ""
    paywalled: bool = False
    feed_undated: bool = False
    more: Mapping[str, "Article"] | None = None

    @property
    def url(self) -> str:
        """Returns its canonical address."""
        return self.outlet.site + self.path

    @property
    def section(self) -> str:
        """Returns the section of the site that it stands in."""
        return "World" if self.foreign and self.kind != "opinion" else self.kind.capitalize()

    @property
    def local(self) -> datetime:
        """Returns the time of publication in the outlet's zone."""
        return self.published.astimezone(timezone(timedelta(hours=self.outlet.zone)))

    @property
    def rfc822(self) -> str:
        """Returns the time of publication as RSS 2.0 wants it."""
        return format_datetime(self.local)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Returns its body, in order."""
        return tuple(self._block(part.strip()) for part in self.paragraphs.strip().split("\n\n"))

    @property
    def text(self) -> str:
        """Returns what a reader sees of its paragraphs, datelines included, joined by blank lines."""
        return "\n\n".join(visible(block.html) for block in self.blocks if block.kind == "p")

    def _block(self, part: str) -> Block:
        if part.startswith("## "):
            return Block("h2", Markup(part[3:]))  # our own HTML
        if part.startswith(">> ") and self.more:
            other = self.more[part[3:]]
            return Block("more", Markup.escape(other.headline), other.path)
        return Block("p", Markup(part))  # our own HTML


@dataclass(frozen=True)
class Day:
    """The sample day: outlets in the order of their file, articles newest first."""

    outlets: tuple[Outlet, ...]
    articles: tuple[Article, ...]

    def of(self, outlet: Outlet) -> tuple[Article, ...]:
        """Returns an outlet's articles, newest first."""
        return tuple(article for article in self.articles if article.outlet == outlet)

    def others(self, article: Article, language: str) -> tuple[Article, ...]:
        """Returns the same outlet's other articles in that language, newest first."""
        return tuple(a for a in self.of(article.outlet) if a.id != article.id and a.language == language)

    def events(self) -> dict[str, tuple[str, ...]]:
        """Returns the names of the outlets that tell each event, events and outlets in alphabetical order."""
        names = sorted({article.event for article in self.articles if article.event})
        return {name: tuple(sorted({a.outlet.name for a in self.articles if a.event == name})) for name in names}


def typeset(text: str) -> str:
    """Returns text with its straight quotes and apostrophes turned; tags are left alone."""

    def turn(match: re.Match[str]) -> str:
        if match["opening"]:
            return match["before"] + ("“" if match["opening"] == '"' else "‘")
        return {'"': "”", "'": "’"}.get(match["closing"] or "", match[0])

    return _QUOTE.sub(turn, _QUOTE.sub(turn, text))


def visible(fragment: str) -> str:
    """Returns the text that a browser shows for a fragment of HTML, white space folded to single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", fragment)).split())


def load(source: Path) -> Day:
    """Reads the sample day's sources; KeyError or TypeError where one names an unknown outlet, article or key."""
    records = yaml.safe_load((source / "outlets.yaml").read_text("utf-8"))
    outlets = {each["id"]: Outlet(**{**each, "feed": Feed(**each["feed"])}) for each in records}
    articles: dict[str, Article] = {}
    for file in sorted((source / "articles").glob("*.yaml")):
        for record in yaml.safe_load(file.read_text("utf-8")):
            article = _article(record, outlets[record["outlet"]])
            articles[article.id] = article
    linked = (replace(article, more=articles) for article in articles.values())
    return Day(tuple(outlets.values()), tuple(sorted(linked, key=lambda a: (-a.published.timestamp(), a.id))))


def _article(record: dict[str, object], outlet: Outlet) -> Article:
    """Returns the article of one record: a reprint's cuts and edits done, quotes turned where the outlet turns them."""
    cut, edits, authors = record.pop("drop", []), record.pop("edits", {}), record.pop("authors")
    assert isinstance(cut, list) and isinstance(edits, dict) and isinstance(authors, list), record["id"]
    parts = str(record["paragraphs"]).strip().split("\n\n")
    body = "\n\n".join(part for number, part in enumerate(parts) if number not in cut)
    for old, new in edits.items():
        assert old in body, old
        body = body.replace(old, new)
    record["paragraphs"] = body
    if outlet.typography == "curly":
        turned = ("headline", "standfirst", "paragraphs", "caption", "credit")
        record.update({key: typeset(str(record[key])) for key in turned if key in record})
    record = {"language": outlet.language, **record, "outlet": outlet, "authors": tuple(authors)}
    return Article(**record)  # type: ignore[arg-type]  # the sources are ours, and the tests read what comes out


def render(day: Day, source: Path) -> dict[Path, bytes]:
    """Returns every file of the sample day by its path under the checkout."""
    engine = jinja2.Environment(
        loader=jinja2.FileSystemLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    texts = {**dict(_web(day, engine)), **dict(_papers(day, engine)), GOLD: _gold(day)}
    return {path: text.encode() for path, text in sorted(texts.items())}


def _web(day: Day, engine: jinja2.Environment) -> Iterator[tuple[Path, str]]:
    for outlet in day.outlets:
        folder, page = SAMPLE / "web" / outlet.host, engine.get_template(f"chrome/{outlet.id}.html.j2")
        if outlet.robots:
            yield folder / "robots.txt", outlet.robots
        feed = engine.get_template(f"feeds/{outlet.feed.format}.j2")
        yield folder / outlet.feed.path.lstrip("/"), feed.render(outlet=outlet, articles=day.of(outlet))
        for article in day.of(outlet):
            others = day.others(article, outlet.language)
            html = page.render(a=article, o=outlet, latest=others[:4], related=others[-3:])
            yield folder / article.path.lstrip("/"), html


def _papers(day: Day, engine: jinja2.Environment) -> Iterator[tuple[Path, str]]:
    pages = {outlet.id: day.of(outlet) for outlet in day.outlets}
    alone, total = sum(not article.event for article in day.articles), len(day.articles)
    facts = {"outlets": day.outlets, "pages": pages, "events": day.events(), "alone": alone, "total": total}
    facts |= {"formats": FORMATS, "press": PRESS.strftime("%d %B %Y, %H:%M UTC")}
    for name in PAPERS:
        paper = engine.overlay(autoescape=False).get_template(f"papers/{name}.j2")
        yield SAMPLE / name, paper.render(facts)


def _gold(day: Day) -> str:
    """Returns one JSON line a page, in the order of ids; access is open, paywall or robots."""
    lines = (json.dumps(_truth(article), ensure_ascii=False) for article in sorted(day.articles, key=lambda a: a.id))
    return "\n".join(lines) + "\n"


def _truth(article: Article) -> dict[str, object]:
    forbidden = re.findall(r"(?m)^Disallow: (\S+)", article.outlet.robots)
    access = "robots" if article.path.startswith(tuple(forbidden)) else "paywall" if article.paywalled else "open"
    path = SAMPLE / "web" / article.outlet.host / article.path.lstrip("/")
    said = {key: getattr(article, key) or None for key in ("dateline", "caption", "credit")}
    keys = ("headline", "authors", "language", "text", "event", "foreign", "kind")
    told = {key: getattr(article, key) for key in keys}
    published = article.published.strftime("%Y-%m-%dT%H:%M:%SZ")
    place = {"id": article.id, "url": article.url, "outlet": article.outlet.name, "html_path": path.as_posix()}
    return {**place, "published": published, **told, **said, "access": access}


def differences(files: Mapping[Path, bytes], root: Path) -> tuple[Path, ...]:
    """Returns the paths that are missing, differ, or lie in the recorded web without belonging to it, in order."""
    wrong = {path for path, body in files.items() if not (root / path).is_file() or (root / path).read_bytes() != body}
    found = {path.relative_to(root) for path in (root / SAMPLE / "web").rglob("*") if path.is_file()}
    return tuple(sorted(wrong | (found - set(files))))


def main(arguments: list[str]) -> int:
    """Writes the sample day, or with --check compares it; returns the exit code."""
    parser = argparse.ArgumentParser(description="Writes config/sample and its gold from scripts/sample_day.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file differs")
    files = render(load(SOURCE), SOURCE)
    if parser.parse_args(arguments).check:
        wrong = differences(files, ROOT)
        print("\n".join(f"differs: {path.as_posix()}" for path in wrong) or f"{len(files)} files as they should be")
        return 1 if wrong else 0
    for path in differences(files, ROOT):
        (ROOT / path).unlink(missing_ok=True)
        if path in files:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_bytes(files[path])
    print(f"{len(files)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
