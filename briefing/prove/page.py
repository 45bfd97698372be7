"""A page as its reader sees it: the visible text, block by block, and the texts that are its headline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from briefing.prove.decoding import readings
from briefing.prove.folding import fold, unescaped
from briefing.prove.markup import VOID, Token, attributes, html_tokens

__all__ = ["Page", "Visible", "read_page"]

_BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu "
    "nav object ol optgroup option p pre search section select summary table tbody td textarea tfoot th thead title "
    "tr ul video audio canvas".split()
)
_UNSEEN = frozenset(
    "script style template noscript xmp noembed noframes iframe title svg math audio video canvas rp".split()
)
_BOXES = frozenset("audio canvas iframe object video".split())  # not text, but it stands between the texts around it
_CLOSES_P = _BLOCKS - frozenset(
    "body caption col colgroup head html iframe object option optgroup select title".split()
)
_SIBLINGS = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",), "p": ()}
_SIBLINGS |= {"tr": ("td", "th", "tr"), "td": ("td", "th"), "th": ("td", "th")}
_HEADINGS = ("h1", "h2", "h3")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_INLINE = re.compile(r"display\s*:\s*(?:inline|contents)", re.I)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.I)
_STREAMED = re.compile(
    r"[\w:.-]{0,40}S:[0-9a-f]{1,6}"
)  # React streams these hidden and its script moves them into sight
_HEADLINE_META = frozenset(
    ("og:title", "twitter:title", "headline", "title", "dc.title", "parsely-title", "sailthru.title")
)
_JSON_HEADLINE = re.compile(r'"(?:headline|alternativeHeadline|name)"\s*+:\s*+("(?:[^"\\]|\\.)*+")', re.S)
_FOREIGN = ("svg", "math")
_NEAR = 64  # open elements that are looked through for the start of an inline one
_BREAK = "\x01"  # stands for <br> while a block is read; a page's own controls are dropped


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is the blocks, each folded to one line, with a line feed before and after each.

    `lines` are the places in `text` where a new line of a block starts after one <br>. `headlines` are the title, the
    headings h1 to h3 and what metadata call headline or title.
    """

    text: str
    lines: frozenset[int]
    headlines: tuple[str, ...]


@lru_cache(maxsize=64)
def read_page(body: bytes, content_type: str) -> Page:
    """What can be read in the bytes of a page. Never raises."""
    seen = Visible()
    for reading in readings(body, content_type):
        for token in html_tokens(reading):
            seen.take(token)
        seen.finish()
    text, lines = seen.finished()
    headlines = dict.fromkeys(_headlines(seen))
    return Page(text, lines, tuple(headlines))


class _Opened(NamedTuple):
    name: str
    unseen: bool
    block: bool


@dataclass(slots=True)
class Visible:
    """Takes a page's tokens one by one and keeps the blocks that can be seen."""

    blocks: list[tuple[str, ...]] = field(default_factory=list)  # each block its lines, folded
    headings: list[str] = field(default_factory=list)
    meta: list[str] = field(default_factory=list)
    json: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _open: list[_Opened] = field(default_factory=list)
    _count: dict[str, int] = field(default_factory=dict)
    _hidden: int = 0  # how many of the open ones are roots of what is hidden
    _heading: int = -1  # len(blocks) where the heading began that is being read
    _script: bool = False  # in a script that holds JSON-LD

    def take(self, token: Token) -> None:
        """Reads on by one token."""
        if token.kind == "text":
            self._text(token)
        elif token.kind == "start":
            self._start(token)
        else:
            self._end(token.name)

    def _text(self, token: Token) -> None:
        if not self._hidden:
            self._pieces.append(token.name.replace(_BREAK, ""))
        elif self._script and token.raw:
            self.json.append(token.name)
        elif self._open and self._open[-1].name == "title" and not self._count.get("svg"):
            self.meta.append(fold(token.name))

    def _start(self, token: Token) -> None:
        name, rest = token.name, token.rest
        if name == "br":
            if not self._hidden:
                self._pieces.append(_BREAK)
            return
        if name == "meta":
            self._meta(rest)
            return
        block, unseen = _is_block(name, rest), _is_unseen(name, rest)
        if block:
            self._close_implied(name)
        if block and (not unseen or name in _BOXES):
            self.close_block()
        if name in VOID or (token.closes_itself and any(self._count.get(root) for root in _FOREIGN)):
            return
        self._open.append(_Opened(name, unseen, block and not self._hidden and not unseen))
        self._count[name] = self._count.get(name, 0) + 1
        self._hidden += self._open[-1].unseen
        if name in _HEADINGS and not self._hidden:
            self._heading = len(self.blocks)
        self._script = name == "script" and "ld+json" in rest.lower()

    def _pop(self) -> str:
        last = self._open.pop()
        self._count[last.name] -= 1
        self._hidden -= last.unseen
        if last.block:
            self.close_block()
        if last.name in _HEADINGS and self._heading >= 0:
            parts = [" ".join(lines) for lines in self.blocks[self._heading :]]
            self.headings += [*parts, " ".join(parts)]
            self._heading = -1
        return last.name

    def _close_implied(self, name: str) -> None:
        """A block ends the paragraph before it, an item the item before it, as browsers have it."""
        while self._open:
            last = self._open[-1].name
            if not (last == "p" and name in _CLOSES_P) and last not in _SIBLINGS.get(name, ()):
                return
            self._pop()

    def _end(self, name: str) -> None:
        if name == "br" and not self._hidden:
            self._pieces.append(_BREAK)
        if self._count.get(name) and (name in _BLOCKS or self._is_near(name)):
            while self._pop() != name:
                pass
        elif name in _BLOCKS and not self._hidden:
            self.close_block()

    def _is_near(self, name: str) -> bool:
        """True where an inline element of this name is open and its end would close no block around it."""
        for opened in self._open[: -_NEAR - 1 : -1]:
            if opened.name == name:
                return True
            if opened.name in _BLOCKS:
                return False
        return False

    def close_block(self) -> None:
        """Ends the block that is being read, unless what ends it cannot be seen itself.

        An empty line inside (<br><br>) parts it in two.
        """
        if self._hidden or not self._pieces:
            return
        lines = [fold(line) for line in "".join(self._pieces).split(_BREAK)]
        self._pieces.clear()
        block: list[str] = []
        for line in (*lines, ""):
            if line:
                block.append(line)
            elif block:
                self.blocks.append(tuple(block))
                block = []

    def _meta(self, rest: str) -> None:
        found = attributes(rest)
        names = (found.get("property", ""), found.get("name", ""), found.get("itemprop", ""))
        if any(name.lower() in _HEADLINE_META for name in names):
            self.meta.append(fold(found.get("content", "")))

    def finish(self) -> None:
        """Ends whatever is open: the page is read to its end."""
        self._hidden = 0
        self.close_block()
        self._open.clear()
        self._count.clear()
        self._heading, self._script = -1, False

    def finished(self) -> tuple[str, frozenset[int]]:
        """All blocks as `Page.text` and `Page.lines`."""
        written, starts, size = ["\n"], [], 1
        for lines in self.blocks:
            for number, line in enumerate(lines):
                if number:
                    starts.append(size)
                written.append(line + (" " if number < len(lines) - 1 else "\n"))
                size += len(line) + 1
        return "".join(written), frozenset(starts)


def _is_block(name: str, rest: str) -> bool:
    if "style" in rest:
        if _INLINE.search(rest):
            return False
        if _AS_BLOCK.search(rest):
            return True
    return name in _BLOCKS


def _is_unseen(name: str, rest: str) -> bool:
    if name in _UNSEEN:
        return True
    lower = rest.lower()
    if name != "dialog" and "hidden" not in lower and "none" not in lower and "collapse" not in lower:
        return False
    found = attributes(rest)
    if _NOT_SHOWN.search(found.get("style", "")) or (name == "dialog" and "open" not in found):
        return True
    return "hidden" in found and not (name == "div" and _STREAMED.fullmatch(found.get("id", "")))


def _headlines(seen: Visible) -> Iterator[str]:
    for text in (*seen.headings, *seen.meta):
        yield text
        if "&" in text:
            yield fold(unescaped(text))  # entities escaped twice, as many a title tag has them
    for script in seen.json:
        for found in _JSON_HEADLINE.finditer(script):
            try:
                written = json.loads(found[1], strict=False)
            except ValueError:
                continue
            yield fold(written)
            yield fold(unescaped(written))
