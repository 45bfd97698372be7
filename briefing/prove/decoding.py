"""Bytes to characters as a browser decides it: byte order mark, header, what the page says of itself, then a guess.

The labels and the order are those of WHATWG's Encoding and HTML standards (section 13.2.3), with exceptions
where a browser would show rubbish: sound UTF-8 is UTF-8 whatever is declared, and what is declared to be UTF-8 and is
mostly none is Windows-1252.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["decoded", "readings"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.I,
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_PRESCANNED = 4096  # bytes; the standard asks for 1,024 and browsers read on
_AS_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
_LABELS = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "windows-31j": "cp932",
    "x-cp1251": "cp1251",
}
_BROWSERS_KNOW = re.compile(  # never UTF-7, in which "+ADw-" would be a tag
    r"utf-8|utf-16-[lb]e|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5hkscs|"
    r"euc_jp|iso2022_jp"
)
_UNDECLARED = ("cp932", "euc_jp", "cp949", "gb18030", "big5hkscs", "cp1251")
_C1 = {code: chr(code) for code in range(0x80, 0xA0)}


def readings(body: bytes, content_type: str = "") -> tuple[str, ...]:
    """The text of a page or feed; where nothing tells how it is written, every text that it may be.

    Browsers guess there, each in its own way. To look for given words in all of them proves no less: words that come
    out of bytes by the wrong table are not the words that are looked for.
    """
    first = decoded(body, content_type)
    if body.isascii() or _told(body, content_type) or _sound_utf8(body) is not None or b"\0" in body[:4]:
        return (first,)
    return (first, *(text for name in _UNDECLARED if (text := _strict(body, name)) and text != first))


def _strict(body: bytes, name: str) -> str:
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        return ""


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of a page or feed. Never raises: what cannot be read becomes U+FFFD."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if (sound := _sound_utf8(body)) is not None:
        return sound
    if (wide := _unmarked_utf16(body)) is not None:
        return wide
    name = _told(body, content_type)
    return _read(body, name) if name and name != "utf-8" else _guessed(body)  # sound UTF-8 has been read above


def _sound_utf8(body: bytes) -> str | None:
    """Bytes beyond ASCII that are UTF-8 from first to last are nothing else, whatever a header forgot to say."""
    if body.isascii():
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _told(body: bytes, content_type: str) -> str:
    """The codec that the header or else the page itself names, "" where neither names one."""
    header = _IN_HEADER.search(content_type)
    if header and (name := _codec(header[1])):
        return name
    found = _DECLARED.search(body[:_PRESCANNED])
    name = _codec((found[1] or found[2]).decode("ascii", "replace")) if found else ""
    return "utf-8" if name.startswith("utf-16") else name  # who could read the declaration read no UTF-16


def _unmarked_utf16(body: bytes) -> str | None:
    """UTF-16 without a mark, where the bytes begin with two ASCII characters of it, the first of them "<" or "{"."""
    if body[:1] in (b"<", b"{") and body[1:2] == b"\0" == body[3:4]:
        return body.decode("utf-16-le", "replace")
    if body[:1] == b"\0" == body[2:3] and body[1:2] in (b"<", b"{"):
        return body.decode("utf-16-be", "replace")
    return None


def _codec(label: str) -> str:
    """Python's name of the codec that a browser takes for this label, "" where there is none."""
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        found = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _AS_BROWSERS.get(found, found)
    return name if _BROWSERS_KNOW.fullmatch(name) else ""


def _read(body: bytes, name: str) -> str:
    if name.startswith("cp125"):
        return body.decode(name, "surrogateescape").translate({0xDC00 + code: to for code, to in _C1.items()})
    return body.decode(name, "replace")


def _guessed(body: bytes) -> str:
    """Neither marked, declared nor UTF-8: Windows-1252, which is ASCII too; or UTF-8 with some bytes damaged."""
    text = body.decode("utf-8", "replace")
    sound = sum(character > "\x7f" and character != "\ufffd" for character in text)
    return text if sound > 4 * text.count("\ufffd") else _read(body, "cp1252")
