"""The bytes of one feed, sitemap or page into its entries."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from briefing.collect import json_feed, page_links, sitemap, xml_feed
from briefing.collect.entries import MOST_ENTRIES, Raw, entry_of
from briefing.collect.globs import matches
from briefing.errors import NotAFeed, TooLarge
from briefing.model import FEED, Entry, Listing, SourceFormat
from briefing.text.charset import decode, of_content_type

__all__ = ["FORMATS", "MOST_BYTES", "read_feed", "sitemaps_in", "text_of"]

MOST_BYTES = 10 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})|<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.I,
)
_MOST_LOOKED_AT = 20_000  # links, matching or not
_SHOWN = 3  # addresses of links that did not match


def _feed(text: str, url: str) -> Iterable[Raw]:
    return (json_feed.read if text.lstrip()[:1] in ("{", "[") else xml_feed.read)(text, url)


FORMATS: Mapping[SourceFormat, Callable[[str, str], Iterable[Raw]]] = {
    "feed": _feed,
    "sitemap": sitemap.read,
    "page": page_links.read,
}
"""How each kind of source is read: text and address into entries as written. Raises NotAFeed, TooLarge."""


def read_feed(
    body: bytes, url: str, content_type: str = "", now: datetime | None = None, listing: Listing = FEED
) -> tuple[Entry, ...]:
    """The entries in the source's own order, the first 1,000 that match. Several of a feed with one address all stay.

    Links are resolved against the feed's address; an entry without an http or https link is left out. Dates before
    1990, and with `now` those more than a day after it, are None. Gzip that was left on is undone. Without `listing`
    it is a feed. Raises NotAFeed for a web page that should be a feed, an empty answer or whatever else is none, and
    where entries are there but none matches; TooLarge past 10 MiB or absurd nesting.
    """
    entries = _entries(FORMATS[listing.format](text_of(body, url, content_type), url), url, now)
    if not listing.links:
        return tuple(islice(entries, MOST_ENTRIES))
    return _matching(entries, url, listing.links)


def sitemaps_in(body: bytes, url: str, content_type: str = "") -> tuple[str, ...]:
    """Addresses of the sitemaps in an index, as `sitemap.sitemaps_of` orders them; none where it is no index.

    Raises NotAFeed where the answer is empty or its XML broken, TooLarge.
    """
    return sitemap.sitemaps_of(text_of(body, url, content_type), url)


def text_of(body: bytes, url: str, content_type: str) -> str:
    """The answer as text. Raises NotAFeed where it is empty, TooLarge past 10 MiB."""
    body = _inflated(body, url) if body.startswith(_GZIP) else body
    if len(body) > MOST_BYTES:
        raise TooLarge(url, "the feed has more than 10 MiB")
    if not body.strip():
        raise NotAFeed(url, "the answer is empty")
    declared = _DECLARED.search(body[:1024].replace(b"\0", b""))
    label = (declared[1] or declared[2]).decode("ascii") if declared else ""
    return decode(body, (of_content_type(content_type), label))


def _inflated(body: bytes, url: str) -> bytes:
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        inflated = unzip.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise NotAFeed(url, "the answer is gzip that cannot be inflated") from error
    if len(inflated) > MOST_BYTES:
        raise TooLarge(url, "the feed inflates to more than 10 MiB")
    return inflated


def _entries(raws: Iterable[Raw], url: str, now: datetime | None) -> Iterator[Entry]:
    return (entry for raw in raws if (entry := entry_of(raw, url, now)) is not None)


def _matching(entries: Iterable[Entry], url: str, glob: str) -> tuple[Entry, ...]:
    found: list[Entry] = []
    others: list[str] = []
    for entry in islice(entries, _MOST_LOOKED_AT):
        if matches(glob, entry.url, url):
            found.append(entry)
        elif len(others) < _SHOWN:
            others.append(entry.url)
        if len(found) == MOST_ENTRIES:
            break
    if not found and others:
        raise NotAFeed(url, f"no link matches '{glob}'; there are such as {', '.join(others)}")
    return tuple(found)
