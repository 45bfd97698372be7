"""News sitemaps (sitemaps.org 0.9 with Google's news elements), and indexes of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.parsers import expat

from briefing.collect.entries import Raw, absolute
from briefing.collect.harmless import from_root, is_web_page, resolved, without_illegal
from briefing.errors import NotAFeed, TooLarge
from briefing.text.dates import parse

__all__ = ["read", "sitemaps_of"]

_MOST_RECORDS = 50_000  # what sitemaps.org allows
_MOST_ELEMENTS = 1_000_000
_DEEPEST = 200
_FIELDS = {  # path below the root, without prefixes, to what it says
    ("url", "loc"): "link",
    ("url", "news"): "news",
    ("url", "news", "title"): "title",
    ("url", "news", "publication_date"): "date",
    ("sitemap", "loc"): "link",
    ("sitemap", "lastmod"): "date",
}
_Fields = dict[str, str]


def read(text: str, url: str) -> Iterator[Raw]:
    """Addresses with news elements, as written; others are pages of any age and are left out.

    Raises NotAFeed where there are none, for an index of sitemaps and for anything else; TooLarge where elements are
    too many or too deep. A sitemap that is cut off is read as far as it goes.
    """
    root = from_root(text, "urlset")
    if not root:
        if from_root(text, "sitemapindex"):
            raise NotAFeed(url, "the answer is an index of sitemaps inside another one")
        what = "a web page" if is_web_page(text) else "something else"
        raise NotAFeed(url, f"the answer is {what}, not a sitemap")
    found = [fields for fields in _records(root, url) if "news" in fields]
    if not found:
        raise NotAFeed(url, "the sitemap has no news: it does not say when its pages were published")
    return (
        Raw(title=each.get("title", ""), links=(each.get("link", ""),), dates=(each["date"],) if "date" in each else ())
        for each in found
    )


def sitemaps_of(text: str, url: str) -> tuple[str, ...]:
    """Addresses of the sitemaps in an index, most promising first; none where the text is no index.

    First those whose path says news, then by what was changed last, then as they stand there.
    """
    root = from_root(text, "sitemapindex")
    records = _records(root, url) if root else []
    found = ((absolute(fields.get("link", ""), url), parse(fields.get("date", ""))) for fields in records)
    ranked = [(_rank(address, changed), address) for address, changed in found if address]
    return tuple(dict.fromkeys(address for _, address in sorted(ranked, key=lambda each: each[0])))


def _rank(address: str, changed: datetime | None) -> tuple[bool, float]:
    return "news" not in urlsplit(address).path, -changed.timestamp() if changed else math.inf


def _records(root: str, url: str) -> list[_Fields]:
    reader = _Reader(url)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(resolved(without_illegal(root)).encode(), True)
    except expat.ExpatError as error:
        if not reader.records:
            raise NotAFeed(url, f"the sitemap's XML is broken in line {error.lineno}") from error
    return reader.records


class _Reader:
    """What expat tells, as records: one for each element right below the root."""

    def __init__(self, url: str) -> None:
        self.records: list[_Fields] = []
        self._url = url
        self._elements = 0
        self._path: list[str] = []
        self._fields: _Fields = {}
        self._written: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._path.append(name.rpartition(":")[2].lower())
        self._written = []
        if self._elements > _MOST_ELEMENTS or len(self._path) > _DEEPEST:
            raise TooLarge(self._url, "the sitemap has too many elements, or too many within each other")
        if len(self._path) == 2:
            self._fields = {}

    def text(self, written: str) -> None:
        self._written.append(written)

    def end(self, name: str) -> None:
        field = _FIELDS.get(tuple(self._path[1:]))
        if field:
            self._fields.setdefault(field, "".join(self._written).strip())
        if len(self._path) == 2 and len(self.records) < _MOST_RECORDS:
            self.records.append(self._fields)
        self._written = []
        self._path.pop()
