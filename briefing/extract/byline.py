"""Who wrote it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from briefing.extract.blocks import Block
from briefing.extract.structured import Told
from briefing.text.clean import plain

__all__ = ["read_authors"]

_BY = re.compile(r"^(?:by|von|par|por|di|da|door|av|af|text|texte|oleh)\b\s*:?\s+|^by:\s*", re.I)
_JOINTS = re.compile(r"\s*(?:,|;|\||/|\s&\s|\s(?:and|und|et|y|e|og|och|en)\s)\s*", re.I)
_LONGEST = 80


def read_authors(told: Told, blocks: Sequence[Block]) -> tuple[str, ...]:
    """JSON-LD's authors, then the meta tags', then the byline the page shows."""
    for said in (_of_ld(told), _of_meta(told), _of_page(blocks)):
        names = tuple(dict.fromkeys(name for one in said for name in _names(one)))
        if names:
            return names
    return ()


def _of_ld(told: Told) -> Iterator[str]:
    for node in told.articles[:1]:
        yield from _people(node.get("author"))


def _people(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _people(one) if not isinstance(one, list) else ()
    elif isinstance(value, dict):
        yield from _people(value.get("name"))


def _of_meta(told: Told) -> Iterator[str]:
    for name in (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "byl",
        "cxenseparse:author",
    ):
        for value in told.meta.get(name, ()):
            if value.strip() and "://" not in value and not value.startswith("@"):
                yield value


def _of_page(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if len(block.text) < _LONGEST and any(re.search(r"author|byline|writer", name) for name in block.trail[:6]):
            yield block.text
            return


def _names(text: str) -> Iterator[str]:
    line = _BY.sub("", plain(html.unescape(text)))
    for name in _JOINTS.split(line):
        if name and len(name) < _LONGEST and "://" not in name:
            yield name
