"""What a page holds but does not show, taken out of its tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from briefing.extract.tree import Node, attribute

__all__ = ["drop_hidden"]

_UNSEEN_TAGS = (
    "audio button canvas datalist embed frameset iframe input map math noembed noframes noscript object rp script "
    "select style svg template textarea video"
).split()
_PAGE = frozenset(("html", "body", "head"))
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.I)
_SIMPLE = re.compile(r"\s*(?:[a-z]+)?([.#][\w-]+)\s*", re.I)
_STREAMED = re.compile(r"S:[0-9a-f]+")  # React sends late parts of a page so, and its first script shows them in place
_STYLES_READ = 200_000


def drop_hidden(root: Node, styles: str) -> None:
    """Removes what says itself that it is not shown, or is hidden by a plain rule of the page's own style sheets."""
    names = _hidden_names(styles[:_STYLES_READ])
    said = [node for node in _marked()(root) if _says_hidden(node)]
    named = [node for node in root.iter() if _is_named(node, names)] if names else []
    for node in (*root.iter(*_UNSEEN_TAGS), *said, *named):
        if node.tag not in _PAGE and node.getparent() is not None:  # it may be dropped already
            node.drop_tree()


@cache
def _marked() -> Callable[[Node], Sequence[Node]]:
    """Finds the elements whose attributes may say that they are not shown."""
    from lxml import etree

    return etree.XPath("descendant-or-self::*[@hidden or @aria-hidden or @style or self::dialog]")  # type: ignore[no-any-return,unused-ignore]


def _says_hidden(node: Node) -> bool:
    if node.get("hidden") is not None and not _STREAMED.fullmatch(attribute(node, "id")):
        return True
    if node.tag == "dialog" and node.get("open") is None:
        return True
    return node.get("aria-hidden") == "true" or _HIDING_STYLE.search(attribute(node, "style")) is not None


def _is_named(node: Node, names: frozenset[str]) -> bool:
    return "#" + attribute(node, "id") in names or any("." + name in names for name in attribute(node, "class").split())


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
