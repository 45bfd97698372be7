"""The blocks of text that a page shows, in its own order and its own characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.extract.tree import Node, attribute
from briefing.text.clean import plain

__all__ = ["Block", "read_blocks"]

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_NO_BOXES = frozenset("p li ul ol h1 h2 h3 h4 h5 h6 td th tr tbody table blockquote dd dt dl pre".split())
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text between two ends of blocks or line breaks.

    `trail` names what is around it, innermost first, in lower case: each element as "tag", then its ".class"es, "#id",
    "@itemprop". `boxes` are the ordinals of the elements around it that may hold several paragraphs, innermost first.
    """

    place: int
    text: str
    tag: str  # of the innermost block element
    trail: tuple[str, ...]
    boxes: tuple[int, ...]
    linked: int  # characters inside links
    strong: int  # characters inside b, strong, em, i

    @property
    def within(self) -> frozenset[str]:
        """The trail's names as a set."""
        return frozenset(self.trail)


@dataclass(slots=True)
class _Run:
    """Text gathered since the last end of a block."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    strong: int = 0


def read_blocks(root: Node) -> tuple[Block, ...]:
    """Every run of text in the tree, none empty."""
    walk = _Walk()
    walk.through(next(root.iter("body"), root))
    return tuple(walk.blocks)


class _Walk:
    """Goes once through the tree, without recursion."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.run = _Run()
        self.trails: list[tuple[str, ...]] = [()]
        self.tags: list[str] = ["body"]
        self.boxes: list[tuple[int, ...]] = [(0,)]
        self.opened = 0
        self.links = 0
        self.strongs = 0
        self.breaks = 0  # <br> since the last text

    def through(self, root: Node) -> None:
        from lxml import etree

        for event, node in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._open(node, node.tag)
            else:
                self._close(node.tag)
                if tail := node.tail:
                    self._add(tail)
        self._flush()

    def _open(self, node: Node, tag: str) -> None:
        if tag == "br":
            self._flush()
            self.breaks += 1
        elif tag in _BLOCK_TAGS:
            self._flush()
            self.breaks = 0
            self.opened += 1
            self.tags.append(tag)
            self.boxes.append(self.boxes[-1] if tag in _NO_BOXES else (self.opened, *self.boxes[-1]))
            self.trails.append((*_names(node), *self.trails[-1]))
        self.links += tag == "a"
        self.strongs += tag in ("b", "strong", "em", "i")
        if text := node.text:
            self._add(text)

    def _close(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self._flush()
            self.breaks = 0
            self.tags.pop()
            self.boxes.pop()
            self.trails.pop()
        self.links -= tag == "a"
        self.strongs -= tag in ("b", "strong", "em", "i")

    def _add(self, text: str) -> None:
        self.run.parts.append(text)
        if self.links or self.strongs:
            length = len(_SPACE.sub(" ", text))
            self.run.linked += length if self.links else 0
            self.run.strong += length if self.strongs else 0

    def _flush(self) -> None:
        if not self.run.parts:
            return
        run, self.run = self.run, _Run()
        text = plain("".join(run.parts))
        if not text:
            return
        linked, strong, trail = run.linked, run.strong, self.trails[-1]
        last = self.blocks[-1] if self.blocks else None
        if last and self.breaks == 1 and last.trail is trail and _goes_on(last.text, text):
            self.blocks.pop()
            text, linked, strong = f"{last.text} {text}", last.linked + linked, last.strong + strong
        self.blocks.append(Block(len(self.blocks), text, self.tags[-1], trail, self.boxes[-1], linked, strong))
        self.breaks = 0


def _goes_on(line: str, following: str) -> bool:
    """True where a line that ends at one <br> is a sentence broken in its middle."""
    return following[0].islower() and (line[-1].isalnum() or line[-1] == ",")


def _names(node: Node) -> tuple[str, ...]:
    classes = tuple("." + name for name in attribute(node, "class").lower().split()[:12])
    named, meant = attribute(node, "id").lower(), attribute(node, "itemprop").lower()
    return (node.tag, *classes, *(("#" + named,) if named else ()), *(("@" + meant,) if meant else ()))
