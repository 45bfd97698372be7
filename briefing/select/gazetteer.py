"""The packaged tables of places (made by scripts/make_places.py), read once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["BLOCKER", "CUE", "Gazetteer", "Phrase", "Reading", "gazetteer"]

BLOCKER = "x"
CUE = "q"


@dataclass(frozen=True, slots=True)
class Reading:
    """One country that a name may stand for.

    kind: n country name, d demonym, c capital, b big city, s smaller place, i institution or person, t first-level
    division, q a word of one country's local news; `weak` ones need company. case: "U" only in capitals, "L" in any.
    """

    code: str
    kind: str
    weak: bool = False
    case: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of one or more words with its readings, first the likeliest. Without readings it blocks what it holds."""

    words: tuple[str, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`phrases` by first word, longest first; `postal` are the marks that may follow a comma ("Ga", "TX")."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    postal: Mapping[str, str]
    given: frozenset[str]
    regions: Mapping[str, str]
    names: Mapping[str, str]


def _load(name: str) -> dict[str, dict[str, list[list[str]]]]:
    text = files("briefing.select").joinpath("tables", name).read_text(encoding="utf8")
    return json.loads(text)  # type: ignore[no-any-return]


def _phrases(table: Mapping[str, list[list[str]]], cues: Mapping[str, str], blockers: list[str]) -> list[Phrase]:
    out = [
        Phrase(tuple(key.split()), (Reading(code.rstrip("!"), CUE, not code.endswith("!"), "L"),))
        for key, code in cues.items()
    ]
    out += [Phrase(tuple(key.split()), ()) for key in blockers if key not in table]
    taken = {phrase.words for phrase in out}
    for key, rows in table.items():
        words = tuple(key.split())
        if words not in taken:
            out.append(
                Phrase(words, tuple(Reading(code, kind.lower(), kind.isupper(), case) for code, kind, case in rows))
            )
    return out


@cache
def gazetteer() -> Gazetteer:
    """The tables; the same object each time."""
    raw: dict = _load("places.json")  # type: ignore[type-arg]
    by_first: dict[str, list[Phrase]] = {}
    for phrase in _phrases(raw["names"], raw["cues"], raw["blockers"]):
        by_first.setdefault(phrase.words[0], []).append(phrase)
    ordered = {first: tuple(sorted(group, key=lambda p: (-len(p.words), p.words))) for first, group in by_first.items()}
    countries = raw["countries"]
    return Gazetteer(
        phrases=MappingProxyType(ordered),
        postal=MappingProxyType(raw["postal"]),
        given=frozenset(raw["given"]),
        regions=MappingProxyType({code: country["region"] for code, country in countries.items()}),
        names=MappingProxyType({code: country["name"] for code, country in countries.items()}),
    )
