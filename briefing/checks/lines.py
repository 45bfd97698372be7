"""Rules about lines and header fields (RFC 5322, RFC 2047)."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from briefing.checks.letter import Letter, header_text
from briefing.checks.verdict import Verdict, broken, kept

__all__ = [
    "encoded_words",
    "encoded_words_in_addresses",
    "header_characters",
    "header_date",
    "line_endings",
    "line_length",
    "message_id",
    "one_of_each",
]

_LONGEST_LINE = 998  # octets without CRLF: RFC 5322, section 2.1.1
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_NEEDED = ("From", "Date", "Message-ID", "Subject", "To")
_ENCODED_WORD = re.compile(r"=\?[^\s?]*\?[A-Za-z]\?[^\s?]*\?=")
_LONGEST_ENCODED_WORD = 75  # RFC 2047, section 2
_ADDRESSES = ("from", "sender", "reply-to", "to", "cc", "bcc", "return-path")
_URLS = frozenset(
    "list-unsubscribe list-unsubscribe-post list-subscribe list-help list-post list-owner list-archive message-id "
    "in-reply-to references date mime-version".split()
)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')
_MESSAGE_ID = re.compile(r"<[^\s<>@]+@[^\s<>@]+>")


def line_length(letter: Letter) -> Verdict:
    """No line has more than 998 octets."""
    lines = _LINE_END.split(letter.message)
    return broken(
        *(
            (f"line {number}", f"{len(line)} octets, {_LONGEST_LINE} are allowed")
            for number, line in enumerate(lines, start=1)
            if len(line) > _LONGEST_LINE
        )
    )


def line_endings(letter: Letter) -> Verdict:
    """Every line ends with CR LF; neither stands alone."""
    found = _BARE.search(letter.message)
    if found is None:
        return kept()
    line = len(_LINE_END.findall(letter.message, 0, found.start())) + 1
    return broken((f"line {line}", f"{len(_BARE.findall(letter.message))} lone CR or LF"))


def one_of_each(letter: Letter) -> Verdict:
    """From, Date, Message-ID, Subject and To stand there once."""
    counts = {name: len(letter.values(name.lower())) for name in _NEEDED}
    return broken(*((name, f"stands there {count} times") for name, count in counts.items() if count != 1))


def header_date(letter: Letter) -> Verdict:
    """Date is a date with a zone."""
    written = letter.value("date")
    try:
        zoned = parsedate_to_datetime(written).tzinfo is not None
    except (ValueError, TypeError, IndexError, OverflowError):
        zoned = False
    return kept() if zoned else broken((written, "no date with a zone"))


def message_id(letter: Letter) -> Verdict:
    """Message-ID is one <left@right>."""
    written = letter.value("message-id")
    return kept() if _MESSAGE_ID.fullmatch(written) else broken((written, "not of the form <left@right>"))


def header_characters(letter: Letter) -> Verdict:
    """Headers are plain ASCII without controls: everything else is an encoded-word."""
    return broken(
        *(
            (field.name, "a character beyond printable ASCII")
            for field in letter.fields
            if not field.value.isascii() or not field.value.replace("\t", " ").isprintable()
        )
    )


def encoded_words(letter: Letter) -> Verdict:
    """Every encoded-word can be read and has at most 75 characters."""
    troubles = []
    for field in letter.fields:
        words = _ENCODED_WORD.findall(field.value)
        troubles += [(word, "longer than 75 characters") for word in words if len(word) > _LONGEST_ENCODED_WORD]
        if words and header_text(field.value) is None:
            troubles.append((field.name, "an encoded-word that cannot be read"))
    return broken(*troubles)


def encoded_words_in_addresses(letter: Letter) -> Verdict:
    """No encoded-word stands inside an address, a URL or a quoted string (RFC 2047, section 5)."""
    troubles = []
    for field in letter.fields:
        if field.name in _URLS and "=?" in field.value:
            troubles.append((field.name, "an encoded-word where only addresses stand"))
        if field.name == "list-id":
            troubles += [(field.name, "an encoded-word inside the id")] if "=?" in _angled(field.value) else []
        if field.name in _ADDRESSES:
            bare = _ENCODED_WORD.sub("word", field.value) if "<" in field.value else field.value
            inside = (
                "=?" in _angled(field.value) or "=?" in bare or any("=?" in q for q in _QUOTED.findall(field.value))
            )
            troubles += [(field.name, "an encoded-word inside the address")] if inside else []
    return broken(*troubles)


def _angled(value: str) -> str:
    return " ".join(re.findall(r"<([^<>]*)>", value))
