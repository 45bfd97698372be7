"""What the linear model sees of a text: words and lists, with places all alike; and where it is, home or abroad."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from briefing.select.countries import WEIGHT, Placed, Places
from briefing.select.gazetteer import CUE
from briefing.select.lexicon import Hit, hits
from briefing.select.mentions import Words
from briefing.text.tokens import stopwords

__all__ = ["PLACE", "READ_AT_MOST", "Features", "Unit", "features", "units"]

PLACE = "@"
READ_AT_MOST = 70  # words of the text, beside the headline: what a report is about stands at its opening
_LENGTH = 4.0  # all words and pairs of a text together, however long it is


class Unit(NamedTuple):
    """A word by its key, or a place: then `name` is "@" and `code` its country. `raw` as the article writes it."""

    name: str
    code: str
    raw: str


@dataclass(frozen=True, slots=True)
class Features:
    """Weights by feature. `affairs`: words, pairs and lists, the same for every reader; `abroad`: where it happens, as
    seen from the reader's home. `hits` of "headline" and "text"."""

    affairs: Mapping[str, float]
    abroad: Mapping[str, float]
    hits: Mapping[str, Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class _Part:
    """The headline (0) or the text (1) as far as it is read."""

    number: int
    units: Sequence[Unit]
    placed: Sequence[Placed]
    hits: Sequence[Hit]


def features(places: Places, home: str) -> Features:
    """Features of an English text for a reader at home in `home` (ISO alpha-2, "" nowhere)."""
    parts = [_part(places, 0), _part(places, 1)]
    found = {"headline": parts[0].hits, "text": parts[1].hits}
    return Features(_affairs(parts, places), _abroad(parts, home), found)


def units(places: Places, part: int) -> tuple[Unit, ...]:
    """The words and places of a part as far as it is read; an institution also gives its own name as a word."""
    words = places.headline if part == 0 else places.text
    items = words.tokens[:READ_AT_MOST]
    starts = {place.first: place for place in places.placed if place.part == part and place.kind != CUE}
    out: list[Unit] = []
    at = 0
    while at < len(items):
        place = starts.get(at)
        if place is None:
            key = items[at].key
            out.append(Unit("0" if key.isdigit() else key, "", items[at].raw))
            at += 1
            continue
        raw = _raw(words, at, min(place.last, len(items) - 1))
        out.append(Unit(PLACE, place.code, raw))
        if place.kind == "i":
            out.append(Unit("_".join(token.key for token in items[at : place.last + 1]), "", raw))
        at = place.last + 1
    return tuple(out)


def _raw(words: Words, first: int, last: int) -> str:
    return words.text[words.tokens[first].start : words.tokens[last].end]


def _part(places: Places, number: int) -> _Part:
    words = places.headline if number == 0 else places.text
    placed = tuple(p for p in places.placed if p.part == number and p.first < READ_AT_MOST)
    return _Part(number, units(places, number), placed, tuple(hits(words.tokens[:READ_AT_MOST])))


def _affairs(parts: Sequence[_Part], places: Places) -> dict[str, float]:
    """Words and pairs by count (the headline's double), damped and brought to one length; lists by log count."""
    counts: Counter[str] = Counter()
    lists: Counter[str] = Counter()
    dull = stopwords("en")
    involved = min(len(_codes(parts)), 3)
    for part in parts:
        names = [unit.name for unit in part.units]
        for name in [name for name in names if name not in dull] + [f"{a} {b}" for a, b in pairwise(names)]:
            counts[name] += 2 - part.number
        for hit in part.hits:
            if hit.group != "topics":
                lists[f"#{hit.name}"] += 1
                if part.number == 0:
                    lists[f"#{hit.name} in headline"] += 1
                if hit.group == "acts":
                    lists[f"#{hit.name} of {involved}"] += 1
        lists[f"#institution {part.number}"] = sum(place.kind == "i" for place in part.placed)
    damped = {name: 1.0 + min(count, 6) / 3 if count > 1 else 1.0 for name, count in counts.items()}
    share = _LENGTH / (math.sqrt(sum(value * value for value in damped.values())) or 1.0)
    out = {name: value * share for name, value in damped.items()}
    out |= {name: math.log1p(count) for name, count in lists.items() if count}
    for name, codes in (("headline", _codes(parts[:1])), ("all", _codes(parts))):
        out[f"+{name} {min(len(codes), 3)}"] = 1.0
    out |= {"": 1.0} | ({} if places.text.tokens else {"+no text": 1.0})
    return out | ({"+no capitals": 1.0} if places.headline.lower else {})


def _abroad(parts: Sequence[_Part], home: str) -> dict[str, float]:
    """Home's share of what is named, how many countries abroad, and acts and words that stand by a place."""
    weights = {True: 0.0, False: 0.0}
    for part in parts:
        for place in part.placed:
            weights[place.code == home] += WEIGHT[place.kind] * (2 - part.number)
    total = sum(weights.values())
    lead = _lead(weights[True], weights[False])
    in_headline = Counter(place.code == home for place in parts[0].placed)
    codes = _codes(parts)
    out = {
        "": 1.0,
        f"+share {int(4 * weights[True] / total) if total else 'none'}": 1.0,
        f"+headline {min(in_headline[True], 2)} home {min(in_headline[False], 2)} abroad": 1.0,
        f"+all {min(len(codes - {home}), 3)} abroad{' and home' if home in codes else ''}": 1.0,
    }
    acts: Counter[str] = Counter()
    for part in parts:
        for hit in part.hits:
            if hit.group == "acts":
                acts[f"#{hit.name} {lead}"] += 1
                acts[f"#{hit.name}"] += 1
        out |= dict.fromkeys(_beside_places(part.units, home), 0.7)
    return out | {name: math.log1p(count) for name, count in acts.items()}


def _lead(home: float, abroad: float) -> str:
    """What is named most. At home alone even a pact or a deal is politics at home."""
    if not home and not abroad:
        return "nowhere"
    return "abroad" if abroad > home else "home" if abroad else "home alone"


def _beside_places(found: Sequence[Unit], home: str) -> Iterator[str]:
    """Pairs with a place in them: "@abroad president", "in @home"."""
    for left, right in pairwise(found):
        if left.code or right.code:
            yield f"{_sided(left, home)} {_sided(right, home)}"


def _sided(unit: Unit, home: str) -> str:
    return unit.name if not unit.code else "@home" if unit.code == home else "@abroad"


def _codes(parts: Sequence[_Part]) -> set[str]:
    return {place.code for part in parts for place in part.placed}
