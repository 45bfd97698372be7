"""Where a site has its feeds: what its page says, then links that look like one, then where they usually are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from briefing.collect.entries import absolute
from briefing.collect.feeds import text_of
from briefing.collect.page_links import Page, parsed

__all__ = ["feeds_of"]

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_COMMENTS = re.compile(r"\bcomment|\breplies\b", re.I)
_LOOKS_LIKE_ONE = re.compile(  # one short segment of the path: not the headline of a report on feeds
    r"(?:^|/)(?:rss|feeds?|atom)(?:\d|[._-][\w.-]{1,16})?(?:/|$)|\.(?:rss|rdf|atom)$", re.I
)
_USUAL = "feed rss rss.xml feed.xml atom.xml index.xml feeds feed.json".split()
_MOST = 20


def feeds_of(body: bytes, url: str, content_type: str = "") -> tuple[str, ...]:
    """Addresses that may be the feed of the site whose page this is, most likely first, at most 20.

    Those that the page names as its alternates come first (of comments after all others), then links of its own host
    that look like a feed's, then usual paths: below the page, then at the root of its host. Raises NotAFeed, TooLarge.
    """
    page = parsed(text_of(body, url, content_type), url)
    named = sorted(
        _alternates(page), key=lambda said: _COMMENTS.search(f"{said.get('title', '')} {said['href']}") is not None
    )
    found = [said["href"] for said in named]
    found += [anchor.href for anchor in page.anchors if _looks_like_one(anchor.href, page.base)]
    there = [absolute(href, page.base) for href in found] + list(_usual(url))
    return tuple(dict.fromkeys(address.partition("#")[0] for address in there if address))[:_MOST]


def _alternates(page: Page) -> Iterator[dict[str, str]]:
    for said in page.heads:
        kind = said.get("type", "").partition(";")[0].strip().lower()
        if "alternate" in said.get("rel", "").lower().split() and kind in _TYPES and said.get("href"):
            yield said


def _looks_like_one(href: str, base: str) -> bool:
    address = absolute(href, base)
    if not address or urlsplit(address).hostname != urlsplit(base).hostname:
        return False
    return _LOOKS_LIKE_ONE.search(urlsplit(address).path) is not None


def _usual(url: str) -> Iterator[str]:
    below = urljoin(url, urlsplit(url).path.rstrip("/") + "/") if urlsplit(url).path.strip("/") else urljoin(url, "/")
    for place in dict.fromkeys((below, urljoin(url, "/"))):
        for name in _USUAL:
            yield absolute(urljoin(place, name), url)
