"""Text as it is compared: what can be seen, white space folded, nothing else changed."""

from __future__ import annotations

import html
import re

__all__ = ["fold", "in_word", "unescaped"]

_UNSEEN = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0E, 0x1C),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,  # a soft hyphen is only a place to break a line
        0x61C,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xFDD0, 0xFDF0),
        0xFFFE,
        0xFFFF,
        *range(0xE0000, 0xE0080),
        *range(0xD800, 0xE000),
    )
)
_LOOSE_JOINER = re.compile("(?:^|(?<=\\s))[\u200c\u200d]+|[\u200c\u200d]+(?=\\s|$)")
_ZEROS = re.compile(r"&#0++(?=\d)")
_HUGE = re.compile(r"&#(?:\d{8,}+|[xX][0-9A-Fa-f]{9,}+);?")
_APOSTROPHES = "'’ʼ"
_HYPHENS = "-\u2010\u2011"


def fold(text: str) -> str:
    """One line: runs of white space of any kind as one space, characters that nobody can see dropped.

    Unseen are controls, bidi controls, soft hyphens and zero-width marks, none of which a message may carry. Joiners
    inside a word (U+200C, U+200D) spell it and stay.
    """
    return " ".join(_LOOSE_JOINER.sub("", text.translate(_UNSEEN)).split())


def unescaped(text: str) -> str:
    """Character references resolved once, as HTML does it, in linear time however long their digits are."""
    if "&" not in text:
        return text
    return html.unescape(_HUGE.sub("\ufffd", _ZEROS.sub("&#", text)))


def in_word(text: str, place: int) -> bool:
    """True where a cut before text[place] would go through a word, a number or an abbreviation such as U.S."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if _spells(before):
        return _spells(after) or (after in _APOSTROPHES + _HYPHENS and _spells(text[place + 1 : place + 2]))
    if not _spells(after):
        return False
    further = text[max(place - 3, 0) : place - 1]
    if before in _APOSTROPHES + _HYPHENS:
        return _spells(further[-1:])
    if before in ".,:" and further[-1:].isdigit():
        return after.isdigit()
    return before == "." and further[-1:].isalpha() and not _spells(further[:-1])


def _spells(character: str) -> bool:
    """True of letters of scripts that part words with spaces, of digits, and of marks that sit on letters."""
    return bool(character) and (character.isalnum() or _is_mark(character)) and not _needs_no_space(character)


def _is_mark(character: str) -> bool:
    import unicodedata

    return character in "\u200c\u200d" or unicodedata.category(character)[0] == "M"


def _needs_no_space(character: str) -> bool:
    """True of Chinese, Japanese, Thai, Lao, Burmese and Khmer, where any letter may begin a word."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x0E00 <= code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x20000 <= code <= 0x323AF
    )
