"""Countries named in texts that are not English, by the names of the Unicode CLDR."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefing.select.spelling import tokens

__all__ = ["countries_in", "known_languages"]

_UNSPACED = frozenset(("zh", "ja", "ko", "th"))
_INFLECTED = frozenset("bg cs et fi hr hu lt lv pl ro ru sk sl sr sv tr uk".split())
_CLITICS = ("وال", "بال", "لل", "فال", "كال", "و", "ب", "ل", "ف", "ה", "ב", "ל", "מ", "ו")
_CASELESS = frozenset("ar fa he hi bn ur".split()) | _UNSPACED
_LONGEST = 5  # words in a name


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of one language: whole ones, and stems of the one-word names where words change their endings."""

    whole: Mapping[str, str]
    stems: Mapping[str, str]
    pattern: re.Pattern[str] | None


def known_languages() -> frozenset[str]:
    """Languages, besides English, whose country names are known (ISO 639-1)."""
    return frozenset(_table())


def countries_in(headline: str, text: str, language: str) -> tuple[str, ...]:
    """Countries most often named first (the headline counts twice); () for a language that is not known."""
    if language not in _table():
        return ()
    weights: dict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    for weight, part in ((2, headline), (1, text)):
        for code in _codes(part, language):
            weights[code] += weight
            first.setdefault(code, len(first))
    return tuple(sorted(weights, key=lambda code: (-weights[code], first[code])))


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("briefing.select").joinpath("tables", "names.json").read_text(encoding="utf8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def _names(language: str) -> _Names:
    names = _table()[language]
    if language in _UNSPACED:
        longest = sorted(names, key=lambda name: (-len(name), name))
        return _Names(names, {}, re.compile("|".join(map(re.escape, longest))))
    whole = {" ".join(token.key for token in tokens(name)): code for name, code in names.items()}
    stems: dict[str, str] = {}
    for name, code in whole.items():
        stem = re.sub(r"[aeiouyаеиоуыэюяіїьй]{1,2}$", "", name)
        if language in _INFLECTED and " " not in name and len(stem) >= 4:
            stems.setdefault(stem, code)
    return _Names(whole, stems, None)


def _codes(text: str, language: str) -> Iterator[str]:
    names = _names(language)
    if names.pattern is not None:
        yield from (names.whole[match.group()] for match in names.pattern.finditer(text.casefold()))
        return
    words = tuple(tokens(text))
    at = 0
    while at < len(words):
        size, code = _at([word.key for word in words[at : at + _LONGEST]], names)
        if code and (language in _CASELESS or words[at].raw[0].isupper()):
            yield code
        at += size


def _at(keys: list[str], names: _Names) -> tuple[int, str]:
    """How many words the name here has, and its country; (1, "") where none stands here."""
    for size in range(len(keys), 0, -1):
        if code := names.whole.get(" ".join(keys[:size])):
            return size, code
    key = keys[0]
    for clitic in _CLITICS:
        rest = key.removeprefix(clitic)
        if rest != key and (code := names.whole.get(rest) or names.whole.get("ال" + rest)):
            return 1, code
    for cut in range(4):
        stem = key[: len(key) - cut]
        if len(stem) >= 4 and (code := names.stems.get(stem)):
            return 1, code
    return 1, ""
