"""Words of a text with their case and place, and the key under which a name is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Token", "key_of", "tokens"]

# "U.S.", "N.Korea" are one token; hyphens part ("US-China" is two); an apostrophe inside a word does not.
_TOKEN = re.compile(r"(?:[^\W\d_]\.)+[^\W_]*|[^\W_]+(?:['’][^\W_]+)*")


class Token(NamedTuple):
    """A word: `raw` as written at [start, end), `key` in lower case without full stops and possessive s."""

    raw: str
    key: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def _key(raw: str) -> str:
    word = raw.replace(".", "").replace("’", "'").casefold()
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def tokens(text: str) -> Iterator[Token]:
    """The words of the text in order."""
    for match in _TOKEN.finditer(text):
        raw = match.group()
        yield Token(raw, _key(raw), *match.span())


def key_of(name: str) -> str:
    """The tokens' keys with one blank between: "Côte d’Ivoire" → "côte d'ivoire", "U.S." → "us"."""
    return " ".join(_key(raw) for raw in _TOKEN.findall(name))
