"""The packaged word lists: what states do, the nine topics, what is not foreign affairs, and forms of pieces."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from briefing.select.spelling import Token, key_of

__all__ = ["Hit", "form_of", "hits"]

_VOWELS = "aeiou"


class Hit(NamedTuple):
    """A phrase of a list at words [first, last]: group "acts", "topics" or "against", and the list's name."""

    first: int
    last: int
    group: str
    name: str


_Entry = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


def hits(items: Sequence[Token]) -> Iterator[Hit]:
    """Every listed phrase, the longest at each word; a phrase of several lists gives one hit each."""
    index = _index()
    at = 0
    while at < len(items):
        size = 1
        for words, lists in index.get(items[at].key, ()):
            if len(words) == 1 or tuple(token.key for token in items[at : at + len(words)]) == words:
                size = len(words)
                yield from (Hit(at, at + size - 1, group, name) for group, name in lists)
                break
        at += size


def form_of(headline: str) -> tuple[str, str]:
    """The form that a headline announces ("opinion", "video", "live-blog" …) and by which words; ("", "") for none."""
    for name, patterns in _forms().items():
        for pattern in patterns:
            if found := pattern.search(headline):
                return name, found.group()
    return "", ""


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("briefing.select").joinpath("tables", "lexicon.toml").read_text(encoding="utf8"))


@cache
def _forms() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {
        name: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        for name, patterns in _tables()["forms"].items()
    }


@cache
def _index() -> Mapping[str, tuple[_Entry, ...]]:
    lists: dict[tuple[str, ...], dict[tuple[str, str], None]] = {}
    for group in ("acts", "topics", "against"):
        for name, text in _tables()[group].items():
            for phrase in text.replace("\n", " ").split(","):
                for form in _inflected(phrase.strip()):
                    if words := tuple(key_of(form).split()):
                        lists.setdefault(words, {})[(group, name)] = None
    by_first: dict[str, list[_Entry]] = {}
    for words, names in lists.items():
        by_first.setdefault(words[0], []).append((words, tuple(names)))
    return {first: tuple(sorted(group, key=lambda e: (-len(e[0]), e[0]))) for first, group in by_first.items()}


def _inflected(phrase: str) -> tuple[str, ...]:
    """The phrase, or where a ~ marks one of its words that word's forms in s, ed and ing."""
    if "~" not in phrase:
        return (phrase,)
    before, _, after = phrase.partition("~")
    if before.endswith("e"):
        endings = (before, before + "s", before + "d", before[:-1] + "ing")
    elif before.endswith("y") and before[-2] not in _VOWELS:
        endings = (before, before[:-1] + "ies", before[:-1] + "ied", before + "ing")
    elif before.endswith(("s", "x", "ch", "sh")):
        endings = (before, before + "es", before + "ed", before + "ing")
    else:
        endings = (before, before + "s", before + "ed", before + "ing")
    return tuple(form + after for form in endings)
