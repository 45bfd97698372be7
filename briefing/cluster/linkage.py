"""Average linkage over a sparse graph of pairs, with a heap."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["link"]

_CENTRES = 0.2  # share of the likeness of the groups' centres, which large groups of diverse reports keep


def link(count: int, pairs: Mapping[tuple[int, int], float], threshold: float) -> tuple[int, ...]:
    """For each of `count` places the lowest place of its group.

    The two groups that are most alike are joined until none reach `threshold`; ties go to the lowest places.
    Likeness of groups: four parts the mean over all their pairs (an absent pair is 0), one part that of their centres.
    """
    parts = _parts(count, pairs, threshold)
    within = sorted((one, other, value) for (one, other), value in pairs.items() if parts[one] == parts[other])
    groups = _Groups(count)
    for one, other, value in within:
        groups.sums[one][other] = groups.sums[other][one] = value
    heap = [(-value, one, other, 1, 1) for one, other, value in within if value >= threshold]
    heapq.heapify(heap)
    while heap:
        _, one, other, one_size, other_size = heapq.heappop(heap)
        if (groups.size[one], groups.size[other]) != (one_size, other_size):
            continue  # one of them has grown or gone since
        groups.join(one, other)
        for third in groups.sums[one]:
            alike = groups.alike(one, third)
            if alike >= threshold:
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-alike, low, high, groups.size[low], groups.size[high]))
    return tuple(_root(groups.parent, place) for place in range(count))


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

    def alike(self, one: int, other: int) -> float:
        between = self.sums[one][other]
        mean = between / (self.size[one] * self.size[other])
        return (1 - _CENTRES) * mean + _CENTRES * between / math.sqrt(self.inner[one] * self.inner[other])

    def join(self, one: int, other: int) -> None:
        """Puts `other` into `one`, the lower."""
        self.inner[one] += self.inner[other] + 2 * self.sums[one].pop(other)
        self.size[one], self.size[other], self.parent[other] = self.size[one] + self.size[other], 0, one
        del self.sums[other][one]
        for third, value in self.sums[other].items():
            del self.sums[third][other]
            self.sums[one][third] = self.sums[third][one] = self.sums[one].get(third, 0.0) + value
        self.sums[other] = {}


def _parts(count: int, pairs: Mapping[tuple[int, int], float], threshold: float) -> Sequence[int]:
    """Places that no chain of pairs at the threshold connects are never joined; the pairs between them are left out."""
    parent = list(range(count))
    for (one, other), value in pairs.items():
        if value >= threshold:
            low, high = sorted((_root(parent, one), _root(parent, other)))
            parent[high] = low
    return [_root(parent, place) for place in range(count)]


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
