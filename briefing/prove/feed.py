"""What a feed says of its articles: links, titles and descriptions, read tolerantly from RSS, Atom or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.prove.decoding import readings
from briefing.prove.folding import fold
from briefing.prove.markup import Token, attributes, html_tokens, xml_tokens
from briefing.prove.page import Visible

__all__ = ["FeedEntry", "may_name", "read_feed"]

_ENTRIES = ("item", "entry")
_TITLES = frozenset(("title",))
_TEXTS = frozenset("description summary content encoded subtitle abstract".split())
_LINKS = frozenset("link guid id origlink url".split())
_RUN = re.compile(r"[A-Za-z0-9]{6,}")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: links as written, titles as one line each, texts as the blocks of each."""

    links: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Draft:
    """An entry while it is read. `within` is the field that is open, `depth` how many elements of its name are."""

    links: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    within: str = ""
    depth: int = 0
    written: list[str] = field(default_factory=list)

    def take(self, token: Token, name: str) -> None:
        """Reads on by one token; `name` is the tag's without its prefix."""
        if token.kind == "text":
            if self.within:
                self.written.append(token.name)
        elif self.within:
            self._inside(token, name)
        elif token.kind == "start":
            if name == "link" and (href := attributes(token.rest).get("href")):
                self.links.append(href)
            if name in _TITLES | _TEXTS | _LINKS and not token.closes_itself:
                self.within, self.depth = name, 1

    def _inside(self, token: Token, name: str) -> None:
        if name == self.within and not token.closes_itself:
            self.depth += 1 if token.kind == "start" else -1
        if self.depth:  # XHTML, kept as markup
            self.written.append(f"<{'/' if token.kind == 'end' else ''}{name} {token.rest}>")
            return
        kept = self.titles if name in _TITLES else self.links if name in _LINKS else self.texts
        kept.append("".join(self.written))
        self.within, self.written = "", []


def may_name(url: str, body: bytes) -> bool:
    """False where the feed surely does not hold this address: its longest plain run of characters is not in it."""
    runs = _RUN.findall(_ESCAPE.sub(" ", url.partition("//")[2].partition("/")[2]))
    return not runs or b"\x00" in body[:64] or max(runs, key=len).encode() in body


@lru_cache(maxsize=64)
def read_feed(body: bytes, content_type: str) -> tuple[FeedEntry, ...]:
    """All entries of a feed, in its order; none where the bytes are no feed. Never raises."""
    drafts = (draft for text in readings(body, content_type) for draft in _drafts(text))
    return tuple(
        FeedEntry(
            tuple(link for link in map(fold, draft.links) if link),
            tuple(dict.fromkeys(line for title in draft.titles for line in _lines(title))),
            tuple(dict.fromkeys(blocks for text in draft.texts for blocks in _readings(text))),
        )
        for draft in drafts
    )


def _drafts(text: str) -> Iterator[_Draft]:
    return _json_drafts(text) if text.lstrip()[:1] in ("{", "[") else _xml_drafts(text)


def _xml_drafts(text: str) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for token in xml_tokens(text):
        name = token.name.rpartition(":")[2] if token.kind != "text" else ""
        if draft is None:
            draft = _Draft() if token.kind == "start" and name in _ENTRIES else None
        elif token.kind == "end" and name in _ENTRIES:
            yield draft
            draft = None
        else:
            draft.take(token, name)


def _json_drafts(text: str) -> Iterator[_Draft]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return
    items = whole.get("items") if isinstance(whole, dict) else whole
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield _Draft(
                [_text(item, name) for name in ("url", "external_url", "id")],
                [_text(item, "title")],
                [_text(item, name) for name in ("summary", "content_html", "content_text")],
            )


def _text(item: dict[str, object], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _lines(title: str) -> Iterator[str]:
    """A title as it stands, and with markup and character references read once more, as feeds escape them."""
    yield fold(title)
    for blocks in _readings(title):
        yield " ".join(blocks)


def _readings(text: str) -> Iterator[tuple[str, ...]]:
    """The blocks of a description, which may be plain text, escaped HTML, or HTML escaped twice."""
    for _ in range(2):
        seen = Visible()
        for token in html_tokens(text):
            seen.take(token)
        seen.close_block()
        blocks = tuple(" ".join(lines) for lines in seen.blocks)
        yield blocks
        if "<" not in " ".join(blocks) and "&" not in " ".join(blocks):
            return
        text = "\n".join(blocks)
