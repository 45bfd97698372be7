"""A plain page whose links are its entries: what an outlet without a feed has.

The page is read by patterns that go over it once, none of which goes back: html.parser takes minutes for some bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from briefing.collect.entries import Raw, absolute
from briefing.errors import NotAFeed

__all__ = ["Anchor", "Page", "parsed", "read"]

_MOST_LINKS = 20_000
_LONGEST_TEXT = 2_000  # characters of one link's text that are kept
_TOKENS = re.compile(
    r"<!--(?s:.*?)(?:-->|\Z)"
    r"|<(?P<unseen>script|style|noscript|template|textarea|svg)\b(?s:.*?)(?:</(?P=unseen)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    r"(?P<said>(?>[^<>\"']|\"[^<\"]*\"|'[^<']*')*(?=>)|[^<>]*+)>?",
    re.I,
)
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?")


@dataclass(slots=True)
class Anchor:
    """One link: where to, and the beginning of its words."""

    href: str
    words: str = ""

    @property
    def text(self) -> str:
        """The words, white space folded."""
        return " ".join(unescape(self.words).split())


@dataclass(slots=True)
class Page:
    """The links of a page in its order; `base` is what they are relative to, `heads` its link elements' attributes."""

    base: str
    anchors: list[Anchor] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)


def parsed(text: str, url: str) -> Page:
    """The page's links, the first 20,000, and its base address."""
    page = Page(url)
    place, anchor = 0, None
    for token in _TOKENS.finditer(text):
        if anchor is not None and (left := _LONGEST_TEXT - len(anchor.words)) > 0:
            anchor.words += text[place : min(token.start(), place + left)] + " "
        place, name = token.end(), (token["name"] or "").lower()
        if name == "a":
            anchor = None if token["close"] else _anchor(page, token["said"])
        elif name == "link" and len(page.heads) < _MOST_LINKS:
            page.heads.append(_attributes(token["said"]))
        elif name == "base" and page.base == url:
            page.base = absolute(_attributes(token["said"]).get("href", ""), url) or url
    return page


def _anchor(page: Page, said: str) -> Anchor | None:
    href = _attributes(said).get("href")
    if href is None or len(page.anchors) >= _MOST_LINKS:
        return None
    page.anchors.append(Anchor(href))
    return page.anchors[-1]


def _attributes(said: str) -> dict[str, str]:
    """By name in lower case; of one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(said):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def read(text: str, url: str) -> Iterator[Raw]:
    """Every page that is linked to, once, undated, with the longest text that links to it.

    Raises NotAFeed where there are no links at all.
    """
    page = parsed(text, url)
    titles: dict[str, str] = {}
    for anchor in page.anchors:
        address = absolute(anchor.href, page.base).partition("#")[0]
        if address:
            titles[address] = max(titles.get(address, ""), anchor.text, key=len)
    if not titles:
        raise NotAFeed(url, "the page links to nothing")
    return (Raw(title=title, links=(address,), literal_title=True) for address, title in titles.items())
