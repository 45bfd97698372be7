"""Plain text out of whatever feeds and pages hold: no control characters, white space folded, nothing else changed."""

from __future__ import annotations

import re

__all__ = ["fold_space", "plain", "plain_paragraph"]

_SPACE_CONTROLS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1 without those that are white space
    "\xad"  # soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # zero width; joiners (U+200C, U+200D) spell words and stay
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
    "]+"
)
_STRAY_JOINER = re.compile("(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r])[^\S\n\r]*(?:\r\n|[\n\r])\s*|\u2029\s*")


def fold_space(text: str) -> str:
    """The text with each run of white space (of any script, no-break ones too) as one space, none at the ends."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """One line: white space folded; C0 and C1 controls, bidi controls, zero-width marks and lone surrogates out.

    Every other character stays as it is. Doing it twice changes nothing.
    """
    folded = fold_space(text)
    if folded.isprintable():  # then none of the others is in it: nine texts of ten
        return folded
    seen = _UNSEEN.sub("", _SPACE_CONTROLS.sub(" ", text))
    return fold_space(_STRAY_JOINER.sub("", seen))


def plain_paragraph(text: str) -> str:
    """As `plain`, except that blank lines stay: paragraphs, each one line, joined by one blank line."""
    lines = (plain(part) for part in _BLANK_LINE.split(text))
    return "\n\n".join(line for line in lines if line)
