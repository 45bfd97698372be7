"""XML from strangers, made harmless before a parser sees it: no DTD, no illegal characters, no unknown references."""

from __future__ import annotations

import re
from html import escape
from html.entities import html5

__all__ = ["from_root", "is_web_page", "resolved", "without_illegal"]

_PROLOG = 65_536  # characters in which the root element must begin
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_RUNS = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    r"|(?P<tag><[!/?A-Za-z](?>[^<>\"']|\"[^<\"]*\"|'[^<']*')*>)|(?P<words>[^<]+)"
)
_REFERENCE = re.compile(r"&(?:#(?P<code>[xX][0-9A-Fa-f]{1,8}|[0-9]{1,8});|(?P<name>\w{1,32});)?")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def from_root(text: str, *names: str) -> str:
    """The text from its root element on, where that has one of these local names; else "".

    What stands before it is dropped, and with it every DTD: no entity of its own is ever expanded.
    """
    root = re.compile(rf"<!--(?s:.*?)(?:-->|\Z)|<(?:[\w.-]{{1,40}}:)?(?P<root>{'|'.join(names)})(?=[\s>])", re.I)
    for found in root.finditer(text, 0, _PROLOG):
        if found["root"]:
            return "" if _WEB_PAGE.search(text, 0, found.start()) else text[found.start() :]
    return ""


def is_web_page(text: str) -> bool:
    """True where HTML begins in the first 65,536 characters."""
    return _WEB_PAGE.search(text, 0, _PROLOG) is not None


def without_illegal(text: str) -> str:
    """Without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def resolved(text: str) -> str:
    """References resolved, once: words that hold any become CDATA (which expat hands over in one piece).

    HTML's named characters are known, a bare ampersand is one, references to nothing are dropped.
    """
    return _RUNS.sub(_run, text) if "&" in text else text


def _run(found: re.Match[str]) -> str:
    if found["tag"]:
        return _REFERENCE.sub(lambda each: escape(_character(each), quote=True), found["tag"])
    if found["words"] and "&" in found["words"]:
        words = _REFERENCE.sub(_character, found["words"]).replace("]]>", "]]]]><![CDATA[>")
        return f"<![CDATA[{words}]]>"
    return found[0]


def _character(found: re.Match[str]) -> str:
    if found["code"]:
        code = found["code"].lower()
        number = int(code[1:], 16) if code.startswith("x") else int(code)
        return chr(number) if number <= 0x10FFFF and not _ILLEGAL.match(chr(number)) else ""
    return html5.get(found["name"] + ";", "") if found["name"] else "&"
