"""Markup cut into tags and text, in linear time and without recursion, as the HTML standard's tokenizer does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from briefing.prove.folding import unescaped

__all__ = ["VOID", "Token", "attributes", "html_tokens", "xml_tokens"]

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW = frozenset("script style xmp iframe noembed noframes noscript".split())
_ESCAPABLE = frozenset(("title", "textarea"))

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<rest>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+)*+)>"
)
_ATTRIBUTE = re.compile(r"([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?")
_COMMENT_END = re.compile(r"--!?>")


class Token(NamedTuple):
    """A start tag, an end tag (`name` in lower case, `rest` its attributes as written) or text, entities decoded.

    `raw` marks text inside script, style and their like.
    """

    kind: Literal["start", "end", "text"]
    name: str
    rest: str = ""
    raw: bool = False

    @property
    def closes_itself(self) -> bool:
        """True of <name/>: an end in XML and SVG, without meaning in HTML."""
        return self.rest.endswith("/")


def attributes(rest: str) -> Mapping[str, str]:
    """Attributes of a tag by lower-case name; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        found.setdefault(name.lower(), unescaped(double or single or bare))
    return found


def html_tokens(text: str) -> Iterator[Token]:
    """Tokens of a page."""
    return _tokens(text, raw=True)


def xml_tokens(text: str) -> Iterator[Token]:
    """Tokens of a feed: CDATA is text as it stands, no element is raw, a DTD and its entities count for nothing."""
    return _tokens(text, raw=False)


def _tokens(text: str, raw: bool) -> Iterator[Token]:
    place, size = 0, len(text)
    while place < size:
        opening = text.find("<", place)
        if opening < 0:
            yield Token("text", unescaped(text[place:]))
            return
        if opening > place:
            yield Token("text", unescaped(text[place:opening]))
        tag = _TAG.match(text, opening)
        if tag is None:
            place, between = _no_tag(text, opening, cdata=not raw)
            if between:
                yield Token("text", between)
            continue
        place, name = tag.end(), tag["name"].lower()
        yield Token("end" if tag["close"] else "start", name, tag["rest"])
        if raw and not tag["close"] and (name in _RAW or name in _ESCAPABLE):
            end = _end_of(text, name, place)
            content = text[place:end]
            yield Token("text", content if name in _RAW else unescaped(content), raw=name in _RAW)
            place = end


def _end_of(text: str, name: str, place: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.I).search(text, place)
    return found.start() if found else len(text)


def _no_tag(text: str, place: int, cdata: bool) -> tuple[int, str]:
    """Where reading goes on after a "<" that opens no whole tag, and the text that stands there instead."""
    if cdata and text.startswith("<![CDATA[", place):
        end = text.find("]]>", place)
        end = len(text) if end < 0 else end
        return end + 3, text[place + 9 : end]
    if text.startswith("<!--", place):
        if text.startswith((">", "->"), place + 4):
            return text.index(">", place) + 1, ""
        found = _COMMENT_END.search(text, place + 4)
        return (found.end() if found else len(text)), ""
    following = text[place + 1 : place + 3]
    if following[:1] in ("!", "?") or (following[:1] == "/" and following != "/"):
        return _after_bogus_comment(text, place, following)
    if following[:1].isascii() and following[:1].isalpha():
        return len(text), ""  # a tag that the page never ends
    return place + 1, "<"


def _after_bogus_comment(text: str, place: int, following: str) -> tuple[int, str]:
    if following[:1] == "/" and following[1:].isascii() and following[1:].isalpha():
        return len(text), ""  # an end tag that never ends
    end = text.find(">", place)
    return (len(text) if end < 0 else end + 1), ""
