"""Words of a text, for counting and comparing; never for showing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["stopwords", "words"]

_IDEOGRAPH = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_IDEOGRAPH}]"  # one by one: Chinese and Japanese don't space their words
    r"|(?:[^\W\d_]\.){2,}(?:['’]s)?"  # U.S., a.m.
    r"|\d+(?:[.,]\d+)*"
    rf"|(?:(?![{_IDEOGRAPH}])[^\W_])(?:(?![{_IDEOGRAPH}])\w|['’](?=[^\W\d_]))*"
)


def words(text: str) -> tuple[str, ...]:
    """Lower-case words in order: curly apostrophes as straight ones, without a possessive "'s".

    "U.S." stays one word ("u.s."), so does "1,200.5"; each Chinese or Japanese character is a word.
    """
    found = (match.lower().replace("’", "'") for match in _WORD.findall(text))
    return tuple(word.removesuffix("'s") for word in found)


def stopwords(language: str) -> frozenset[str]:
    """Words that say little, by ISO 639-1 or BCP 47 code; empty where we have no list."""
    return _tables().get(language.lower().partition("-")[0], frozenset())


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    text = resources.files("briefing.text").joinpath("stopwords.json").read_text("utf-8")
    return {language: frozenset(listed.split()) for language, listed in json.loads(text).items()}
