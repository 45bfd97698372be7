"""When it was published, as the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone

from briefing.extract.blocks import Block
from briefing.extract.structured import Told
from briefing.extract.tree import Page, attribute
from briefing.text.dates import parse

__all__ = ["read_published"]

_META = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "og:published_time",
    "article.published", "originalpublicationdate", "last-modified",
)  # fmt: skip
_OFFSET = re.compile(r"[+\-−](\d{2}):?(\d{2})$")
_DATED = re.compile(r"date|time|publish|datum|fecha|meta\b")
_LONGEST_LINE = 120
_YEARS = range(1990, 2100)


def read_published(page: Page, told: Told, blocks: Sequence[Block]) -> datetime | None:
    """The first believable date of JSON-LD, meta tags, time elements; aware, in the page's own zone."""
    return next((moment for said in _said(page, told, blocks) if (moment := _moment(said))), None)


def _said(page: Page, told: Told, blocks: Sequence[Block]) -> Iterator[str]:
    for node in (*told.articles, *told.nodes):
        yield str(node.get("datePublished") or "")
    for name in _META:
        yield from told.meta.get(name, ())
    for node in told.articles:
        yield str(node.get("dateCreated") or node.get("dateModified") or "")
    for shown in page.root.iter("time"):
        yield attribute(shown, "datetime")
        yield "".join(shown.itertext())[:100]
    for block in blocks:
        if len(block.text) < _LONGEST_LINE and any(_DATED.search(name) for name in block.trail[:6]):
            yield from _from_each_word(block.text)


def _from_each_word(line: str) -> Iterator[str]:
    """The line from each of its first words on: a date may stand behind "Published" or a place."""
    words = line.split()
    return (" ".join(words[start : start + 8]).strip("|,()· ") for start in range(min(len(words), 10)))


def _moment(said: str) -> datetime | None:
    moment = parse(said)
    if moment is None or moment.year not in _YEARS:
        return None
    if east := _OFFSET.search(said.strip()):
        shift = timedelta(hours=int(east[1]), minutes=int(east[2])) * (1 if said.strip()[east.start()] == "+" else -1)
        if abs(shift) <= timedelta(hours=14):
            return moment.astimezone(timezone(shift))
    return moment
