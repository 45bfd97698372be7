"""Average linkage over a sparse graph of pairs, with a heap."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.cluster.neighbours import Pairs

__all__ = ["link"]

_Pair = tuple[int, int, float]

_CENTRES = 0.2  # share of the likeness of the groups' centres, which large groups of diverse reports keep


def link(count: int, pairs: Pairs, threshold: float) -> tuple[int, ...]:
    """For each of `count` places the lowest place of its group.

    The two groups that are most alike are joined until none reach `threshold`; ties go to the lowest places.
    Likeness of groups: four parts the mean over all their pairs (an absent pair is 0), one part that of their centres.
    """
    groups = _Groups(count)
    for part in _parts(count, pairs, threshold):
        _link_part(groups, part, threshold)
    return tuple(_root(groups.parent, place) for place in range(count))


def _link_part(groups: _Groups, part: Sequence[_Pair], threshold: float) -> None:
    for one, other, value in part:
        groups.sums[one][other] = groups.sums[other][one] = value
    heap = [(-value, one, other, 1, 1) for one, other, value in part if value >= threshold]
    heapq.heapify(heap)
    size = groups.size
    while heap:
        _, one, other, one_size, other_size = heapq.heappop(heap)
        if size[one] != one_size or size[other] != other_size:
            continue  # one of them has grown or gone since
        groups.join(one, other)
        for third, alike in groups.alike(one):
            if alike >= threshold:
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-alike, low, high, size[low], size[high]))


@dataclass(slots=True)
class _Groups:
    """Each group goes by its lowest place. `sums` holds the likeness summed over all pairs between two groups."""

    count: int
    sums: list[dict[int, float]] = field(init=False)
    size: list[int] = field(init=False)
    inner: list[float] = field(init=False)  # likeness summed over all ordered pairs of the group, itself with itself 1
    parent: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.sums = [{} for _ in range(self.count)]
        self.size = [1] * self.count
        self.inner = [1.0] * self.count
        self.parent = list(range(self.count))

    def alike(self, one: int) -> list[tuple[int, float]]:
        """Every group that has pairs with `one`, with its likeness to it."""
        size, length = self.size, math.sqrt(self.inner[one])
        of_mean, of_centres = (1 - _CENTRES) / size[one], _CENTRES / length
        return [
            (third, between * (of_mean / size[third] + of_centres / math.sqrt(self.inner[third])))
            for third, between in self.sums[one].items()
        ]

    def join(self, one: int, other: int) -> None:
        """Puts `other` into `one`, the lower."""
        self.inner[one] += self.inner[other] + 2 * self.sums[one].pop(other)
        self.size[one], self.size[other], self.parent[other] = self.size[one] + self.size[other], 0, one
        del self.sums[other][one]
        for third, value in self.sums[other].items():
            del self.sums[third][other]
            self.sums[one][third] = self.sums[third][one] = self.sums[one].get(third, 0.0) + value
        self.sums[other] = {}


def _parts(count: int, pairs: Pairs, threshold: float) -> Iterator[Sequence[_Pair]]:
    """The pairs, part by part: places that no chain of pairs at the threshold connects are never joined."""
    import numpy as np

    parent = list(range(count))
    strong = pairs.likeness >= threshold
    for one, other in zip(pairs.earlier[strong].tolist(), pairs.later[strong].tolist(), strict=True):
        low, high = sorted((_root(parent, one), _root(parent, other)))
        parent[high] = low
    part = np.array([_root(parent, place) for place in range(count)], np.int64)
    within = np.flatnonzero(part[pairs.earlier] == part[pairs.later])
    within = within[np.argsort(part[pairs.later[within]], kind="stable")]
    edges = np.flatnonzero(np.diff(part[pairs.later[within]], prepend=-1, append=-1)).tolist()
    for start, end in pairwise(edges):
        chosen = within[start:end]
        columns = (pairs.earlier[chosen].tolist(), pairs.later[chosen].tolist(), pairs.likeness[chosen].tolist())
        yield list(zip(*columns, strict=True))


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
