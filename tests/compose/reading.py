"""Reads a finished message back by docs/reference/message-format.md alone, so that tests judge what a reader gets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import lxml.html
from lxml.html import HtmlElement

from briefing.compose import fill
from briefing.model import Skeleton

__all__ = ["HOLES", "Told", "finished", "html_of", "mailbox", "parse", "read_page", "read_plain", "text_of"]

HOLES = {
    "to": "Ana <ana@example.org>",
    "message_id": "<0123456789abcdef@example.org>",
    "list_unsubscribe": "<mailto:desk@example.org?subject=unsubscribe%20world>",
    "unsubscribe_text": "mailto:desk@example.org?subject=unsubscribe%20world&a=b",
    "unsubscribe_html": "mailto:desk@example.org?subject=unsubscribe%20world&a=b",
}


@dataclass(frozen=True)
class Told:
    """What one part of a message says: (headline, address, quotes as (kind, text, address)) a story, and the rest."""

    counts: str
    stories: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]
    also: tuple[tuple[str, str], ...]
    outlets: frozenset[str] = frozenset()

    @property
    def words(self) -> int:
        """As the page of the format counts them."""
        texts = [headline for headline, _ in self.also]
        for headline, _, quotes in self.stories:
            texts += [headline, *(text for _, text, _ in quotes)]
        return sum(len(text.split()) for text in texts)


def finished(skeleton: Skeleton, **holes: str) -> bytes:
    """The message for Ana, or with other holes."""
    return fill(skeleton, HOLES | holes)


def parse(message: bytes) -> EmailMessage:
    """As the standard library reads it."""
    return message_from_bytes(message, policy=policy.default)


def mailbox(message: bytes, header: str) -> tuple[str, str]:
    """Display name and address of a header: encoded-words joined by RFC 2047, 6.2; 3.11's parser puts spaces in."""
    name, address = parseaddr(str(message_from_bytes(message)[header]))
    return str(make_header(decode_header(name))), address


def html_of(message: bytes) -> str:
    """The decoded HTML part."""
    part = parse(message).get_body(("html",))
    assert part is not None
    return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")


def text_of(message: bytes) -> str:
    """The decoded text part."""
    part = parse(message).get_body(("plain",))
    assert part is not None
    return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")


def _fold(text: str) -> str:
    return " ".join(text.split())


def _bare(address: str) -> str:
    return address.partition("#")[0]


def _words(element: HtmlElement) -> str:
    return _fold(str(element.text_content()))


def read_page(html: str) -> Told:
    """The HTML part, by its classes."""
    page = lxml.html.fromstring(html)
    stories: list[tuple[str, str, list[tuple[str, str, str]]]] = []
    also = []
    for element in page.iter("h2", "h3", "span"):
        classes = (element.get("class") or "").split()
        if "headline" in classes:
            (anchor,) = element.findall("a")
            stories.append((_words(anchor), anchor.get("href"), []))
        elif "quote" in classes or "standfirst" in classes:
            mark = element.getnext()
            assert mark is not None and mark.get("class") == "cite" and not (element.tail or "")
            kind = "quote" if "quote" in classes else "standfirst"
            stories[-1][2].append((kind, _words(element), _bare(mark.get("href"))))
        elif "also-headline" in classes:
            (anchor,) = element.findall("a")
            also.append((_words(anchor), anchor.get("href")))
    (counts,) = page.find_class("masthead-counts")
    return Told(
        _words(counts),
        tuple((headline, url, tuple(quotes)) for headline, url, quotes in stories),
        tuple(also),
        frozenset(_words(outlet) for outlet in page.find_class("outlet")),
    )


_LINK = re.compile(r"( {2})?Link(?: (\d+))?: (\S+)")
_MARKED = re.compile(r"(.*) \[(\d+)\]", re.DOTALL)


def read_plain(text: str) -> Told:
    """The text part, block by block."""
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", text.strip("\n"))]
    stories: list[tuple[str, list[tuple[str, str, int]], dict[int, str]]] = []
    also: list[tuple[str, str]] = []
    for block in blocks[1:]:
        first = block[0]
        if re.match(rf"{len(stories) + 1}\. ", first):
            stories.append((_fold(" ".join([first.split(" ", 1)[1], *block[1:]])), [], {}))
        elif first.startswith((">> ", "> ")):
            mark = first.split(" ")[0] + " "
            assert all(line.startswith(mark) for line in block)
            found = _MARKED.fullmatch(_fold(" ".join(line.removeprefix(mark) for line in block)))
            assert found
            stories[-1][1].append(("standfirst" if mark == ">> " else "quote", found[1], int(found[2])))
        elif first.startswith("* "):
            link = _LINK.fullmatch(block[-1])
            assert link and link[1]
            also.append((_fold(" ".join([first[2:], *block[1:-1]])), link[3]))
        elif first.startswith("Link"):
            for line in block:
                link = _LINK.fullmatch(line)
                assert link
                stories[-1][2][int(link[2] or 1)] = link[3]
    return Told(
        _fold(" ".join(blocks[0])),
        tuple(
            (headline, links[1], tuple((kind, words, links[number]) for kind, words, number in quotes))
            for headline, quotes, links in stories
        ),
        tuple(also),
    )
