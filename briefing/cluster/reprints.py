"""Near duplicates: reports that are one text, edited or cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefing.cluster.case import ClusterCase

__all__ = ["reprints"]

_WORD = re.compile(r"\w+")
_SHARED = 0.5  # of the shorter text's shingles that stand in the longer: rewritten reports of one event stay below .2
_LEAST = 20  # shingles: fewer say nothing


def reprints(cases: Sequence[ClusterCase], groups: Sequence[int]) -> Mapping[int, int]:
    """Place of a reprint → place of its origin, both of one group; an origin is never itself a reprint.

    The origin is the report whose owner the others credit in byline or dateline, else the first in order.
    """
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        members[group].append(place)
    found: dict[int, int] = {}
    for places in members.values():
        if len(places) > 1:
            for family in _families(places, {place: _shingles(cases[place].text) for place in places}):
                origin = _origin([cases[place] for place in family], family)
                found.update((place, origin) for place in family if place != origin)
    return found


def _shingles(text: str) -> frozenset[int]:
    """Three words in a row, each as its 64-bit hash: only whether two are equal counts, and numbers take less time."""
    said = _WORD.findall(text.lower())
    return frozenset(map(hash, zip(said, said[1:], said[2:], strict=False)))


def _families(places: Sequence[int], shingles: Mapping[int, frozenset[int]]) -> list[list[int]]:
    borrowers = _borrowers(shingles)
    families: list[list[int]] = []
    for place in places if borrowers else ():
        own, borrows = shingles[place], place in borrowers
        same = [f for f in families if any((borrows or o in borrowers) and _same(own, shingles[o]) for o in f)]
        families = [f for f in families if f not in same]
        families.append(sorted([place, *(other for family in same for other in family)]))
    return [family for family in families if len(family) > 1]


def _borrowers(shingles: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Those whose shingles are shared widely enough: of two that are one text the shorter is always among them."""
    seen: set[int] = set()
    again: set[int] = set()
    for own in shingles.values():
        again |= seen & own
        seen |= own
    return frozenset(place for place, own in shingles.items() if len(own & again) >= _SHARED * len(own))


def _same(one: frozenset[int], other: frozenset[int]) -> bool:
    least = min(len(one), len(other))
    return least >= _LEAST and len(one & other) >= _SHARED * least


def _origin(family: Sequence[ClusterCase], places: Sequence[int]) -> int:
    for case, place in zip(family, places, strict=True):
        name = _folded(case.owner)
        if name and any(name in _folded(other.credit) for other in family if other.owner != case.owner):
            return place
    return places[0]


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
