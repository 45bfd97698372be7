"""Bytes of feeds and pages into text, whatever they say of their encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

__all__ = ["decode", "of_content_type"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {  # what is meant by a label: the WHATWG Encoding Standard, section 4.2
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_NEVER = frozenset({"utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "mbcs", "oem", "undefined"})
_STATEFUL = ("iso2022", "hz")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_HOLES = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_CP1252 = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _HOLES}
_SNIFFED = 20_000


def of_content_type(content_type: str) -> str:
    """The charset that a Content-Type names, "" where it names none."""
    found = _CHARSET.search(content_type[:500])
    return found[1] if found else ""


def decode(body: bytes, declared: tuple[str, ...] = ()) -> str:
    """The text of the bytes; never fails. `declared` are charset labels in the order they are to be believed.

    A byte order mark decides; then bytes that can only be UTF-16 or are sound UTF-8 are that, whatever was declared;
    then the first declared charset in which every byte has a meaning; then what the bytes look like. UTF-7 is never
    read. Bytes without a meaning become U+FFFD.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if wide := _unmarked_utf16(body):
        return body.decode(wide, "replace")
    names = tuple(_codecs(declared))
    if names and names[0].startswith(_STATEFUL) and (text := _strict(body, names[0])) is not None:
        return text
    for name in ("utf-8", *names):
        if (text := _strict(body, name)) is not None:
            return text
    return _broken_utf8(body) or _sniffed(body) or _western(body)


def _unmarked_utf16(body: bytes) -> str:
    """The byte order of UTF-16 that starts with "<" or "{" and another ASCII character."""
    if body[:1] in (b"<", b"{") and body[1:2] == b"\0" and body[3:4] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if body[:1] == b"\0" and body[1:2] in (b"<", b"{") and body[2:3] == b"\0" else ""


def _codecs(labels: tuple[str, ...]) -> Iterator[str]:
    for label in labels:
        try:
            name = codecs.lookup(label.strip()).name
            "".encode(name)  # a codec from bytes to bytes is none of text
        except (LookupError, UnicodeError, ValueError):
            continue
        if name not in _NEVER and not name.startswith("utf-16"):  # those two show themselves: see above
            yield _WIDER.get(name, name)


def _strict(body: bytes, name: str) -> str | None:
    if name == "cp1252":
        return None if _looks_wide(body) else _western(body)
    try:
        return body.decode(name)
    except (UnicodeError, LookupError):
        return None


def _looks_wide(body: bytes) -> bool:
    """True where most bytes beyond ASCII stand in runs: no Western text, but UTF-8 or an East Asian charset."""
    runs = [len(run) for run in _NOT_ASCII.findall(body[:_SNIFFED])]
    return bool(runs) and sum(length for length in runs if length > 3) > sum(runs) / 2


def _western(body: bytes) -> str:
    """Windows-1252 as browsers read it: its five holes are C1 controls."""
    return body.decode("latin-1").translate(_CP1252)


def _broken_utf8(body: bytes) -> str:
    """UTF-8 with a few bytes damaged (cut in the middle, a stray byte); "" where it is none."""
    text = body.decode("utf-8", "replace")
    sound = sum(1 for character in text if character > "\x7f" and character != "�")
    return text if sound > 4 * text.count("�") else ""


def _sniffed(body: bytes) -> str:
    """Text in the charset that charset-normalizer finds most likely for bytes that are not Western."""
    if not _looks_wide(body):
        return ""
    from charset_normalizer import from_bytes

    best = from_bytes(body[:_SNIFFED]).best()
    return body.decode(best.encoding, "replace") if best is not None else ""
