"""Which language a text is written in."""

from __future__ import annotations

from functools import cache
from typing import Protocol

__all__ = ["detect"]

_LETTERS_AT_LEAST = 24
_READ_AT_MOST = 3000


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect(text: str, fallback: str = "") -> str:
    """ISO 639-1 code of the text's language, judged by its first 3,000 characters; `fallback` under 24 letters."""
    read = text[:_READ_AT_MOST]
    if sum(character.isalpha() for character in read) < _LETTERS_AT_LEAST:
        return fallback
    return str(_identifier().classify(read)[0]) or fallback


@cache
def _identifier() -> _Identifier:
    """py3langid's model: langid's naive Bayes over byte n-grams (Lui and Baldwin, ACL 2012); loads in about 0.2 s."""
    import py3langid

    return py3langid  # type: ignore[no-any-return,unused-ignore]
