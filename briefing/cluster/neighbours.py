"""Which reports are alike: pairs within a few days whose words are about the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from briefing.cluster.terms import Vector

__all__ = ["Pairs", "neighbours"]

Pairs = dict[tuple[int, int], float]

_WINDOW = timedelta(days=3)
_FLOOR = 0.05


def neighbours(vectors: Sequence[Vector], times: Sequence[datetime | None]) -> Pairs:
    """(earlier place, later place) → cosine, 0 to 1, of pairs inside the window; an undated report is near all."""
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    pairs: Pairs = {}
    for place, vector in enumerate(vectors):
        alike: defaultdict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for other, theirs in postings[term]:
                alike[other] += weight * theirs
            postings[term].append((place, weight))
        for other, cosine in alike.items():
            if cosine >= _FLOOR and _near(times[other], times[place]):
                pairs[other, place] = cosine
    return pairs


def _near(one: datetime | None, other: datetime | None) -> bool:
    return one is None or other is None or abs(one - other) <= _WINDOW
