"""Cutting at a word, and lines of 72 columns for the text part."""

from __future__ import annotations

__all__ = ["COLUMNS", "cut", "wrapped"]

COLUMNS = 72
_LOOSE_ENDS = " ,;:–—-(«“‘"


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut at a word and ended with "…" where it is longer.

    A word that would leave less than half of the room is cut inside.
    """
    if len(text) <= limit:
        return text
    room = text[:limit]
    place = room.rfind(" ")
    kept = text[:place] if place >= limit // 2 else text[: limit - 1]
    return kept.rstrip(_LOOSE_ENDS)[: limit - 1] + "…"


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """The text folded at white space into lines of at most 72 columns; `first` and `rest` open its lines.

    Words are never broken, so one that is longer (an address) has its line to itself. "" for a text without words.
    """
    words = text.split()
    if not words:
        return ""
    lines = [first + words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) > COLUMNS:
            lines.append(rest + word)
        else:
            lines[-1] += " " + word
    return "\n".join(lines)
