"""The headline, without the outlet's name behind it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from briefing.extract.blocks import Block
from briefing.extract.structured import Told
from briefing.extract.tree import Page
from briefing.text.clean import plain

__all__ = ["read_headline", "without_site"]

_MARKUP = re.compile(r"<(?:script|style)\b.*?(?:</(?:script|style)\s*>|$)|</?[a-z!][^<>]*>", re.I | re.S)
_CUT = re.compile(r"\s+[|•·»:–—-]\s+|\s*[|]\s*|\s+::\s+")
_LONGEST = 300


def read_headline(page: Page, told: Told, blocks: Sequence[Block]) -> str:
    """JSON-LD, OpenGraph, the first h1, the page's title: the first that says something."""
    site = told.first_meta("og:site_name", "application-name")
    h1s = [block.text for block in blocks if "h1" in block.within]
    title = next((str(node.text or "") for node in page.root.iter("title")), "")
    said = [str(node.get("headline") or "") for node in told.articles]
    candidates = (*said, told.first_meta("og:title", "twitter:title"), *h1s, title)
    cleaned = (without_site(_line(one), site, h1s) for one in candidates)
    return next((line for line in cleaned if line), "")[:_LONGEST]


def without_site(title: str, site: str, h1s: Sequence[str] = ()) -> str:
    """The title up to the outlet's name: the part the page's h1 says, or what stands before the site's own name."""
    for h1 in h1s:
        if len(h1) > 10 and title.startswith(h1) and _CUT.match(title[len(h1) :]):
            return h1
    for cut in _CUT.finditer(title):
        if site and _same(title[cut.end() :], site):
            return title[: cut.start()]
    return title


def _same(left: str, right: str) -> bool:
    return re.sub(r"\W+", "", left).lower() == re.sub(r"\W+", "", right).lower()


def _line(text: str) -> str:
    """Plain: character references that were escaped twice are read once more, markup is out."""
    return plain(_MARKUP.sub(" ", html.unescape(text)))
