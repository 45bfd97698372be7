"""Feeds of an invented wire, for the tests of collect."""

from __future__ import annotations

from briefing.collect import read_feed
from briefing.model import Entry

__all__ = ["ADDRESS", "atom", "items", "one", "rss"]

ADDRESS = "https://halden.example/feeds/world.xml"
_SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*entries: str) -> str:
    """An RSS 2.0 feed of these items' insides."""
    whole = "".join(f"<item>{entry}</item>" for entry in entries)
    return f'<rss version="2.0" {_SPACES}><channel><title>Halden Wire</title><link>https://halden.example/</link>{whole}</channel></rss>'


def atom(entry: str, attributes: str = "") -> str:
    """An Atom 1.0 feed with one entry."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Halden</title><entry>{entry}</entry></feed>'


def items(feed: str | bytes, content_type: str = "") -> tuple[Entry, ...]:
    """The entries of a feed at ADDRESS."""
    return read_feed(feed.encode() if isinstance(feed, str) else feed, ADDRESS, content_type)


def one(feed: str | bytes, content_type: str = "") -> Entry:
    """The only entry of a feed."""
    (entry,) = items(feed, content_type)
    return entry
