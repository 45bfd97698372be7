"""Who wrote it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from briefing.extract.blocks import Block
from briefing.extract.structured import Told
from briefing.extract.tree import Page, attribute
from briefing.text.clean import plain

__all__ = ["read_authors"]

_BY = re.compile(
    r"^\W*(?:(?:written |words |story |report(?:ing|ed)? )?by|von|par|por|di|da|door|av|af|text[eo]?|oleh)\b\s*:?\s+"
    r"|^(?:by|autor(?:in|en)?|auteur|author)s?:\s*",
    re.I,
)
_JOINTS = re.compile(r"\s*(?:,|;|\||/|\s[&·•]\s|\s(?:and|und|et|y|e|og|och|en)\s)\s*", re.I)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]")
_TITLE = re.compile(r"\s+(?:기자|記者)$")
_WRITER = re.compile(r"\b(?:author|byline|writer|reporter|autor|auteur|verfasser)(?:s|es)?(?:[-_]?names?)?\b|vcard")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # of "articleAuthor"
_NAMED = re.compile(r"\D*[^\W\d_]\D*")
_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author")
_NO_NAME = re.compile(r"://|^@|\d{3}|^[\W\d_]*$|^(?:null|undefined|admin|none|author|by)$", re.I)
_LONGEST = 80
_IDS_AT_MOST = 20


def read_authors(page: Page, told: Told, blocks: Sequence[Block]) -> tuple[str, ...]:
    """JSON-LD's authors, then the meta tags', then those of the byline that the page shows, in their order.

    The outlet's own name is an author only where nobody else is.
    """
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    outlet = {host, _plainly(told.first_meta("og:site_name", "application-name"))}
    outlet |= {_plainly(name) for node in told.articles[:1] for name in _people(node.get("publisher"), {})}
    found: list[tuple[str, ...]] = []
    for said in (_of_ld(told), _of_meta(told), _of_markup(page), _of_line(blocks)):
        names = tuple(dict.fromkeys(name for one in said for name in _names(one)))
        if people := tuple(name for name in names if _plainly(name) not in outlet):
            return people
        found += [names] if names else []
    return found[0] if found else ()


def _plainly(name: str) -> str:
    return " ".join(name.split()).casefold()


def _of_ld(told: Told) -> Iterator[str]:
    known = {str(node["@id"]): node for node in told.nodes if "@id" in node and "name" in node}
    for node in told.articles[:1]:
        yield from _people(node.get("author") or node.get("creator"), known)


def _people(value: object, known: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    waiting, read = [value], 0
    while waiting and read < _IDS_AT_MOST * 5:
        one, read = waiting.pop(0), read + 1
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict):
            name = one.get("name") or known.get(str(one.get("@id")), {}).get("name")
            waiting = [name, *waiting] if isinstance(name, str | list) else waiting


def _of_meta(told: Told) -> Iterator[str]:
    for name in _META:
        values = tuple(value for value in told.meta.get(name, ()) if value.strip() and not _NO_NAME.search(value))
        yield from values
        if values:
            return


def _of_markup(page: Page) -> Iterator[str]:
    """The text of the first element that is called author or byline and holds letters and no figures."""
    for node in page.root.iter("a", "span", "p", "div", "strong", "b", "address", "li", "em", "td"):
        called = f"{attribute(node, 'class')} {attribute(node, 'rel')} {attribute(node, 'itemprop')}"
        if len(called) > 2 and _WRITER.search(_HUMP.sub("-", called).lower()):
            text = plain(" ".join(node.itertext()))
            if 3 < len(text) < _LONGEST and _NAMED.fullmatch(text):
                yield text
                return


def _of_line(blocks: Sequence[Block]) -> Iterator[str]:
    """A line of its own that begins with "By" in one of several languages and goes on with names."""
    for block in blocks[:200]:
        if len(block.text) < _LONGEST and re.match(r"(?:By|Von|Par|Por|Di|Door|Av|Af)\b:? [A-ZÀ-Þ]", block.text):
            yield block.text
            return


def _names(text: str) -> Iterator[str]:
    line = _BY.sub("", _BRACKETS.sub("", plain(html.unescape(text))))
    for name in _JOINTS.split(line):
        name = _TITLE.sub("", name.strip(" .:-–—"))
        if name and len(name) < _LONGEST and not _NO_NAME.search(name):
            yield name
