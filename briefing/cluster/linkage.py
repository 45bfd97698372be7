"""Average linkage over a sparse graph of pairs, with a heap."""

from __future__ import annotations

import heapq
from collections.abc import Mapping

__all__ = ["link"]


def link(count: int, pairs: Mapping[tuple[int, int], float], threshold: float) -> tuple[int, ...]:
    """For each of `count` places the lowest place of its group.

    The two groups with the highest mean over all their pairs (an absent pair is 0) are joined until none reaches
    `threshold`; ties go to the lowest places.
    """
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    for (one, other), value in sorted(pairs.items()):
        sums[one][other] = sums[other][one] = value
    size, parent = [1] * count, list(range(count))
    heap = [(-value, one, other, 1, 1) for (one, other), value in pairs.items() if value >= threshold]
    heapq.heapify(heap)
    while heap:
        _, one, other, one_size, other_size = heapq.heappop(heap)
        if size[one] != one_size or size[other] != other_size:
            continue  # one of them has grown or gone since
        size[one], size[other], parent[other] = one_size + other_size, 0, one
        del sums[one][other], sums[other][one]
        for third, value in sums[other].items():
            del sums[third][other]
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + value
        sums[other] = {}
        for third, value in sums[one].items():
            mean = value / (size[one] * size[third])
            if mean >= threshold:
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-mean, low, high, size[low], size[high]))
    for place in range(count):
        parent[place] = parent[parent[place]] if parent[place] != place else place
    return tuple(parent)
