"""What a page says of itself for machines: JSON-LD and meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.extract.tree import Page, attribute

__all__ = ["Told", "read_told"]

_ARTICLE = re.compile(r"(?:article|posting|report|story)$", re.I)
_NODES_AT_MOST = 2_000
_LD_AT_MOST = 1_000_000
_STRAY = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)?\s*;?\s*$")


@dataclass(frozen=True)
class Told:
    """JSON-LD articles (best first), every other JSON-LD node, and meta tags by lower-case name (values in order)."""

    articles: tuple[Mapping[str, object], ...]
    nodes: tuple[Mapping[str, object], ...]
    meta: Mapping[str, tuple[str, ...]]

    def first_meta(self, *names: str) -> str:
        """The first value that is not empty, in the order of the names."""
        return next((value for name in names for value in self.meta.get(name, ()) if value.strip()), "")


def read_told(page: Page) -> Told:
    """Reads both; what cannot be read is passed over."""
    nodes = [node for text in page.ld for node in _nodes(_loaded(text))][:_NODES_AT_MOST]
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
    articles.sort(key=lambda node: -_weight(node, page.url))
    return Told(tuple(articles), tuple(nodes), _meta(page))


def _weight(node: Mapping[str, object], url: str) -> int:
    """How surely the node is of this page: it has a headline, a date, this address."""
    own = any(url.split("?")[0].rstrip("/") in str(node.get(name, "")) for name in ("url", "@id", "mainEntityOfPage"))
    return 4 * bool(node.get("headline")) + 2 * own + bool(node.get("datePublished"))


def _kinds(node: Mapping[str, object]) -> tuple[str, ...]:
    kinds = node.get("@type")
    return tuple(str(kind) for kind in kinds) if isinstance(kinds, list) else (str(kinds or ""),)


def _loaded(text: str) -> object:
    if len(text) > _LD_AT_MOST:
        return None
    for attempt in (text, _mended(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    """Without what often stands around or in it: comment marks, a semicolon, trailing commas, control characters."""
    return _TRAILING_COMMA.sub("", _STRAY.sub(" ", _WRAPPING.sub("", text)))


def _nodes(value: object) -> Iterator[Mapping[str, object]]:
    """Every object that has a type, outermost first."""
    waiting, seen = [value], 0
    while waiting and seen < _NODES_AT_MOST:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if "@type" in one:
                yield one
            waiting += [
                one[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement")
                if isinstance(one.get(name), dict | list)
            ]


def _meta(page: Page) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for node in page.root.iter("meta"):
        content = attribute(node, "content")
        for label in ("property", "name", "itemprop", "http-equiv"):
            if (name := attribute(node, label).strip().lower()) and content:
                found[name] = (*found.get(name, ()), content)
    return found
