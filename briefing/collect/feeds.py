"""The bytes of one feed into its entries."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from briefing.collect import json_feed, xml_feed
from briefing.collect.entries import MOST_ENTRIES, Raw, entry_of
from briefing.errors import NotAFeed, TooLarge
from briefing.model import Entry
from briefing.text.charset import decode, of_content_type

__all__ = ["MOST_BYTES", "read_feed"]

MOST_BYTES = 10 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""")


def read_feed(body: bytes, url: str, content_type: str = "", now: datetime | None = None) -> tuple[Entry, ...]:
    """The feed's entries in its own order, the first 1,000. Several with one address all stay.

    Links are resolved against the feed's address; an entry without an http or https link is left out. Dates before
    1990, and with `now` those more than a day after it, are None. Gzip that was left on is undone.
    Raises NotAFeed for a web page, an empty answer or whatever else is none, TooLarge past 10 MiB or absurd nesting.
    """
    body = _inflated(body, url) if body.startswith(_GZIP) else body
    if len(body) > MOST_BYTES:
        raise TooLarge(url, "the feed has more than 10 MiB")
    if not body.strip():
        raise NotAFeed(url, "the answer is empty")
    declared = _DECLARED.search(body[:1024].replace(b"\0", b""))
    text = decode(body, (of_content_type(content_type), declared[1].decode("ascii") if declared else ""))
    read = json_feed.read if text.lstrip()[:1] in ("{", "[") else xml_feed.read
    return _entries(read(text, url), url, now)


def _inflated(body: bytes, url: str) -> bytes:
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        inflated = unzip.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise NotAFeed(url, "the answer is gzip that cannot be inflated") from error
    if len(inflated) > MOST_BYTES:
        raise TooLarge(url, "the feed inflates to more than 10 MiB")
    return inflated


def _entries(raws: Iterable[Raw], url: str, now: datetime | None) -> tuple[Entry, ...]:
    found = (entry_of(raw, url, now) for raw in islice(raws, MOST_ENTRIES))
    return tuple(entry for entry in found if entry is not None)
