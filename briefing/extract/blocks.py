"""The blocks of text that a page shows, in its own order and its own characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefing.extract.tree import Node, Page, attribute
from briefing.text.clean import plain

__all__ = ["Block", "read_blocks"]

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN_TAGS = frozenset(
    "audio button canvas datalist embed frameset head iframe img input map math noembed noframes noscript object "
    "rp script select style svg template textarea title video".split()
)
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.I)
_SIMPLE = re.compile(r"\s*(?:[a-z]+)?([.#][\w-]+)\s*", re.I)
_SPACE = re.compile(r"\s+")
_STYLES_READ = 200_000


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text between two ends of blocks or line breaks.

    `trail` names the tags, classes and ids around it, innermost first, each as "tag", ".class" or "#id", in lower case.
    """

    place: int
    text: str
    tag: str  # of the innermost block element
    trail: tuple[str, ...]
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


def read_blocks(page: Page) -> tuple[Block, ...]:
    """Every visible run of text. Hidden is what says so itself or by a plain rule of the page's own style sheet."""
    walk = _Walk(_hidden_names(page.styles[:_STYLES_READ]))
    walk.through(page.root)
    return tuple(walk.blocks)


def hides(node: Node, names: frozenset[str]) -> bool:
    """True where the element, and so all within it, is not shown."""
    if node.tag in _UNSEEN_TAGS or node.get("hidden") is not None or attribute(node, "aria-hidden") == "true":
        return True
    if _HIDING_STYLE.search(attribute(node, "style")):
        return True
    return bool(names) and (
        any("." + name in names for name in attribute(node, "class").split()) or "#" + attribute(node, "id") in names
    )


def _hidden_names(styles: str) -> frozenset[str]:
    """Classes and ids that the style sheet hides on any screen: "display:none" for a selector of one name."""
    found: set[str] = set()
    depth = counted = 0
    for hit in _NO_DISPLAY.finditer(styles):
        opens = styles.rfind("{", 0, hit.start())
        if opens < counted:
            continue
        depth += styles.count("{", counted, opens) - styles.count("}", counted, opens)
        counted = opens
        if depth == 0 and "}" not in styles[opens : hit.start()]:  # deeper: only for some screens
            selectors = styles[max(styles.rfind("}", 0, opens), styles.rfind("/", 0, opens)) + 1 : opens]
            found |= {simple[1] for one in selectors.split(",") if (simple := _SIMPLE.fullmatch(one))}
    return frozenset(found)


class _Walk:
    """Goes once through the tree, without recursion."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self.blocks: list[Block] = []
        self.run = _Run()
        self.trails: list[tuple[str, ...]] = [()]
        self.tags: list[str] = ["body"]
        self.links = 0
        self.strongs = 0

    def through(self, root: Node) -> None:
        for event, node in _events(root, self.hidden):
            tag = node.tag
            if event == "start":
                self._open(node, tag)
            elif event == "end":
                self._close(tag)
            if event in ("end", "skip"):
                self._add(node.tail)
        self._flush()

    def _open(self, node: Node, tag: str) -> None:
        if tag in _BLOCK_TAGS or tag == "br":
            self._flush()
        if tag in _BLOCK_TAGS:
            self.tags.append(tag)
            self.trails.append((*_names(node), *self.trails[-1]))
        self.links += tag == "a"
        self.strongs += tag in ("b", "strong", "em", "i")
        self._add(node.text)

    def _close(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self._flush()
            self.tags.pop()
            self.trails.pop()
        self.links -= tag == "a"
        self.strongs -= tag in ("b", "strong", "em", "i")

    def _add(self, text: str | None) -> None:
        if text:
            self.run.parts.append(text)
            length = len(_SPACE.sub(" ", text))
            self.run.linked += length if self.links else 0
            self.run.strong += length if self.strongs else 0

    def _flush(self) -> None:
        run, self.run = self.run, _Run()
        text = plain("".join(run.parts)) if run.parts else ""
        if text:
            self.blocks.append(Block(len(self.blocks), text, self.tags[-1], self.trails[-1], run.linked, run.strong))


def _events(root: Node, hidden: frozenset[str]) -> Iterator[tuple[str, Node]]:
    """Starts and ends in document order; "skip" stands for a hidden element and all in it."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: Node | None = None
    for event, node in walk:
        if skipped is not None:
            if node is skipped:
                skipped = None
                yield "skip", node
        elif event == "start" and node.tag not in ("html", "body") and hides(node, hidden):
            walk.skip_subtree()
            skipped = node
        else:
            yield event, node


def _names(node: Node) -> tuple[str, ...]:
    classes = tuple("." + name for name in attribute(node, "class").lower().split()[:12])
    named = attribute(node, "id").lower()
    return (node.tag, *classes, *(("#" + named,) if named else ()))
