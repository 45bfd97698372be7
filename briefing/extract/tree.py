"""A page's markup, made small and then a tree: the only reading of it that texts are taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from briefing.errors import ParseFailed, TooLarge
from briefing.text.charset import decode, of_content_type

__all__ = ["Node", "Page", "attribute", "open_page"]

_BYTES_AT_MOST = 32_000_000
_CHARACTERS_AT_MOST = 3_000_000  # of markup, without scripts, styles, comments and long attributes
_TAGS_AT_MOST = 15_000  # of 228 pages of the open web the largest has 3,130
_LONG_TAG = 1_500
_META_READ = 8_192

_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_XML_CHARSET = re.compile(rb"<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_ATTRIBUTES = r"(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^>=]++|=)*+"
_PARTS = re.compile(
    r"<!--(?:-?>|(?s:.*?)(?:--!?>|\Z))"
    rf"|<(?P<raw>script|style|svg|template|iframe)(?P<rest>(?=[\s/>]){_ATTRIBUTES})>(?P<held>(?s:.*?))(?:</(?P=raw)(?=[\s/>])[^>]*>|\Z)"
    rf"|<[a-z][^\s/>]*+{_ATTRIBUTES}>",
    re.I,
)
_ATTRIBUTE = re.compile(r"\s*+([^\s=>/\"']++)\s*+(?:=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))?|[^>]", re.S)
_LD_JSON = re.compile(r"type\s*=\s*[\"']?\s*application/ld\+json", re.I)
_LOOKED_AT = 20_000
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
# Characters that lxml reads but refuses to write, by themselves or as references: lone controls, two of no character.
_REFUSED_SPACE = re.compile(
    "[\x0b\x0c\x1c-\x1f]|&#(?:0*+(?:1[12]|2[89]|3[01])(?![0-9])|x0*+(?:[bc]|1[c-f])(?![0-9a-f]));?", re.I
)
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1b\ufffe\uffff]|&#(?:0++(?![0-9])|0*+(?:[1-8]|1[4-9]|2[0-7]|6553[45])(?![0-9])"
    "|x0++(?![0-9a-f])|x0*+(?:[1-8ef]|1[0-9ab]|fff[ef])(?![0-9a-f]));?",
    re.I,
)


class Node(Protocol):
    """What is used of lxml's element."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, name: str) -> str | None:
        """An attribute."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """The node and all beneath it in document order."""

    def getparent(self) -> Node | None:
        """None for the root."""

    def drop_tree(self) -> None:
        """Takes the node and all beneath it out; its tail stays."""

    def itertext(self) -> Iterator[str]:
        """The text beneath it in document order."""


@dataclass(frozen=True)
class Page:
    """The tree, what the page holds as JSON-LD, and its style sheets' text."""

    url: str
    root: Node
    ld: tuple[str, ...]
    styles: str


def attribute(node: Node, name: str) -> str:
    """An attribute's value, "" where it is absent."""
    return node.get(name) or ""


def open_page(body: bytes, url: str, content_type: str) -> Page:
    """Decodes and parses. Raises TooLarge past 3 million characters of markup, 15,000 tags or 256 levels."""
    if len(body) > _BYTES_AT_MOST:
        raise TooLarge(url, f"a page of {len(body)} bytes")
    text = decode(body, _declared(body, content_type))
    start = text[:_LOOKED_AT]
    if len(_CONTROLS.findall(start)) > len(start) / 20:
        raise ParseFailed(url, "no page but binary data")
    text = _REFUSED.sub("", _REFUSED_SPACE.sub(" ", text))
    slim = _Slim(url)
    markup = slim.of(text)
    return Page(url, _parsed(markup, url), tuple(slim.ld), "\n".join(slim.styles))


def _declared(body: bytes, content_type: str) -> tuple[str, ...]:
    """Charsets in the order to be believed: the header's, then the page's own."""
    head = body[:_META_READ]
    inside = (found[1].decode("ascii") for form in (_XML_CHARSET, _META_CHARSET) if (found := form.search(head)))
    return tuple(label for label in (of_content_type(content_type), *inside) if label)


class _Slim:
    """Takes out of markup what no reader sees, and keeps aside what says something of it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.ld: list[str] = []
        self.styles: list[str] = []
        self.tags = 0

    def of(self, text: str) -> str:
        parts: list[str] = []
        start = 0
        for found in _PARTS.finditer(text):
            opens, ends = found.span()
            if found.lastgroup is None and text[opens + 1] != "!":
                self._count()
                if ends - opens < _LONG_TAG:
                    continue
            parts += (text[start:opens], self._part(found))
            start = ends
        markup = "".join((*parts, text[start:]))
        if len(markup) > _CHARACTERS_AT_MOST:
            raise TooLarge(self.url, f"a page of {len(markup)} characters")
        return markup

    def _part(self, found: re.Match[str]) -> str:
        raw = found["raw"]
        if raw is None:
            return _shortened(found[0])
        if raw.lower() == "script" and _LD_JSON.search(found["rest"][:500]):
            self.ld.append(found["held"])
        elif raw.lower() == "style":
            self.styles.append(found["held"])
        return ""

    def _count(self) -> None:
        self.tags += 1
        if self.tags > _TAGS_AT_MOST:
            raise TooLarge(self.url, f"a page of more than {_TAGS_AT_MOST} tags")


def _shortened(tag: str) -> str:
    """A long tag without its long attributes; nothing of a comment."""
    if tag.startswith("<!"):
        return ""
    name = re.match(r"<[^\s/>]+", tag)
    kept = [part[0] for part in _ATTRIBUTE.finditer(tag, name.end() if name else 1) if len(part[0]) < _LONG_TAG]
    return (name[0] if name else "<") + "".join(kept) + ">"


def _parsed(markup: str, url: str) -> Node:
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root: Node = html.document_fromstring(markup.encode("utf-8", "replace") or b"<p>", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ParseFailed(url, f"no page: {error}") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise TooLarge(url, "a page nested deeper than 256 levels")
    return root
