"""Words of a report, weighed by how much they tell of its event (TF-IDF)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.cluster.case import ClusterCase
from briefing.text.tokens import stopwords, words

__all__ = ["Vector", "vectors"]

Vector = Mapping[str, float]

_HEADLINE = 2.0
_WORDS = 150  # of the text: what it is about is said at its start
_TERMS = 80


def vectors(cases: Sequence[ClusterCase]) -> tuple[Vector, ...]:
    """A unit vector a case, in the order of the cases; {} where it has no telling word."""
    counted = [_counts(case) for case in cases]
    spread = Counter(term for counts in counted for term in counts)
    return tuple(_weighed(counts, spread, len(cases)) for counts in counted)


def _counts(case: ClusterCase) -> Mapping[str, float]:
    stop = stopwords("en")
    counts: Counter[str] = Counter()
    for word in words(case.text)[:_WORDS]:
        counts[word] += 1
    for word in words(case.headline):
        counts[word] += _HEADLINE  # type: ignore[assignment]
    return {term: count for term, count in counts.items() if term not in stop}


def _weighed(counts: Mapping[str, float], spread: Mapping[str, int], total: int) -> Vector:
    weights = {
        term: (1 + math.log(count)) * (math.log((1 + total) / (1 + spread[term])) + 1) for term, count in counts.items()
    }
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
    length = math.sqrt(math.fsum(weight * weight for _, weight in kept))
    return {term: weight / length for term, weight in kept}
