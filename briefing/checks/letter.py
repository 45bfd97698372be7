"""A message taken apart for the rules: its lines, header fields, parts and page. Nothing is mended on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from functools import cached_property

from briefing.checks.page import Page, read_page

__all__ = ["Field", "Letter", "Part", "header_text"]

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.S)
_FOLD = re.compile(rb"\r?\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Field:
    """A header field as written: name in lower case, value unfolded."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of the MIME tree: media type and charset in lower case, transfer encoding, decoded bytes."""

    kind: str
    charset: str
    encoding: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8; what is none becomes U+FFFD."""
        return self.body.decode("utf-8", "replace")


class Letter:
    """The message; each view of it is made once, when a rule asks for it."""

    def __init__(self, message: bytes) -> None:
        self.message = message

    @cached_property
    def head(self) -> bytes:
        """All header fields, without the blank line that ends them."""
        found = re.search(rb"\r?\n\r?\n", self.message)
        return self.message[: found.start()] if found else self.message

    @cached_property
    def body(self) -> bytes:
        """Everything after the blank line."""
        found = re.search(rb"\r?\n\r?\n", self.message)
        return self.message[found.end() :] if found else b""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Header fields in order."""
        lines = re.split(rb"\r?\n", _FOLD.sub(b"", self.head))
        found = (_FIELD.fullmatch(line) for line in lines)
        return tuple(
            Field(match[1].decode("ascii").lower(), match[2].decode("utf-8", "replace").strip())
            for match in found
            if match
        )

    def values(self, name: str) -> tuple[str, ...]:
        """Values of all fields of this lower-case name."""
        return tuple(field.value for field in self.fields if field.name == name)

    def value(self, name: str) -> str:
        """The first field's value, "" where there is none."""
        return next(iter(self.values(name)), "")

    @cached_property
    def tree(self) -> tuple[str, ...]:
        """Media types of all parts, depth first, each with its depth as leading spaces."""
        return tuple(" " * depth + part.get_content_type() for depth, part in self._walked)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The leaves, in order."""
        return tuple(_leaf(part) for _, part in self._walked if not part.is_multipart())

    @cached_property
    def _walked(self) -> tuple[tuple[int, Message], ...]:
        try:
            waiting = [(0, message_from_bytes(self.message, policy=policy.compat32))]
        except (RecursionError, ValueError, LookupError):
            return ()
        found: list[tuple[int, Message]] = []
        while waiting and len(found) < 1000:
            depth, part = waiting.pop()
            found.append((depth, part))
            inner = part.get_payload()
            if isinstance(inner, list):
                waiting += [(depth + 1, one) for one in reversed(inner) if isinstance(one, Message)]
        return tuple(found)

    def part(self, kind: str) -> Part | None:
        """The first leaf of a media type."""
        return next((part for part in self.parts if part.kind == kind), None)

    @cached_property
    def text(self) -> str:
        """The plain part, "" where there is none."""
        found = self.part("text/plain")
        return found.text if found else ""

    @cached_property
    def page(self) -> Page | None:
        """The HTML part, read."""
        found = self.part("text/html")
        return read_page(found.text) if found else None


def _leaf(part: Message) -> Part:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset() or "us-ascii"
    except (ValueError, LookupError, AttributeError, TypeError):
        payload, charset = b"", "unreadable"
    encoding = str(part.get("Content-Transfer-Encoding", "7bit")).strip().lower()
    return Part(part.get_content_type(), charset, encoding, payload if isinstance(payload, bytes) else b"")


def header_text(value: str) -> str | None:
    """A header's text with its encoded-words resolved; None where one of them cannot be."""
    try:
        pieces = decode_header(value)
        return "".join(
            piece if isinstance(piece, str) else piece.decode(charset or "ascii") for piece, charset in pieces
        )
    except (ValueError, LookupError, MessageError):
        return None
