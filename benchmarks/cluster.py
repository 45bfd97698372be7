"""make bench-cluster: 2,000, 10,000 and 50,000 stories into events, beside dense average linkage at 2,000."""

from __future__ import annotations

import math
import random
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from benchmarks.report import Figure, report
from briefing.cluster import ClusterCase, label

__all__ = ["main", "stories"]

_SIZES = (2_000, 10_000, 50_000)
_A_DAY = 2_000
_DAY = datetime(2026, 11, 23, tzinfo=UTC)


def main() -> None:
    """The largest first, for its memory; then the product and the peer in turn, in one process, medians of three."""
    taken: dict[int, float] = {}
    for size in reversed(_SIZES[1:]):
        cases = stories(size)
        taken[size] = _seconds(lambda cases=cases: label(cases))  # type: ignore[misc]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    small = stories(_SIZES[0])
    ours, theirs = [], []
    for _ in range(3):
        ours.append(_seconds(lambda: label(small)))
        theirs.append(_seconds(lambda: _dense(small)))
    taken[_SIZES[0]] = statistics.median(ours)
    growth = math.log(taken[50_000] / taken[2_000]) / math.log(50_000 / 2_000)
    report(
        "bench-cluster",
        [
            Figure("stories_2000", taken[2_000], "s", 1.5),
            Figure("stories_10000", taken[10_000], "s"),
            Figure("stories_50000", taken[50_000], "s", 15),
            Figure("growth_exponent", growth, "", 1.2),
            Figure("peak_at_50000", peak, "MB", 400),
            Figure("peer_2000", statistics.median(theirs), "s"),
            Figure("to_peer_2000", taken[2_000] / statistics.median(theirs), "ratio"),
        ],
    )


def stories(count: int, seed: int = 7) -> list[ClusterCase]:
    """Made-up reports, 2,000 a day: events of 1 to 40, words after Zipf, a tenth of them reprints."""
    chance = random.Random(seed)
    common = [1 / rank for rank in range(2, 20_002)]
    sums = [0.0]
    for weight in common:
        sums.append(sums[-1] + weight)
    vocabulary = [f"word{number}" for number in range(20_000)]
    cases: list[ClusterCase] = []
    while len(cases) < count:
        start = _DAY + timedelta(days=len(cases) / _A_DAY)
        names = [f"name{chance.randrange(30_000)}" for _ in range(8)]
        last = ""
        for _ in range(min(40, int(chance.paretovariate(1.1)))):
            said = chance.choices(vocabulary, cum_weights=sums[1:], k=70) + chance.choices(names, k=18)
            chance.shuffle(said)
            text = last if last and chance.random() < 0.1 else " ".join(said)
            headline = " ".join(chance.choices(names, k=4) + chance.choices(vocabulary, cum_weights=sums[1:], k=4))
            when = start + timedelta(hours=chance.random() * 20)
            cases.append(ClusterCase(f"r{len(cases):06}", headline, text, when, f"source{chance.randrange(200)}"))
            last = text
    return cases[:count]


def _dense(cases: Sequence[ClusterCase]) -> list[int]:
    """The peer: TF-IDF and average linkage over the whole matrix of cosines, as textbooks have it (O(n²) memory)."""
    import numpy as np

    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(word, len(numbers)) for word in f"{c.headline} {c.text}".split()] for c in cases]
    table = np.zeros((len(cases), len(numbers)), np.float32)
    for row, words in zip(table, rows, strict=True):
        np.add.at(row, words, 1)
    table *= np.log(len(cases) / np.count_nonzero(table, axis=0))
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    alike = table @ table.T
    np.fill_diagonal(alike, -1)
    size, group = np.ones(len(cases)), list(range(len(cases)))
    best = alike.argmax(axis=1)
    while True:
        one = int(alike[np.arange(len(best)), best].argmax())
        other = int(best[one])
        if alike[one, other] < 0.2:
            return group
        mean = (size[one] * alike[one] + size[other] * alike[other]) / (size[one] + size[other])
        alike[one], alike[:, one], alike[one, one] = mean, mean, -1
        alike[other], alike[:, other] = -1, -1
        size[one] += size[other]
        group = [one if g == other else g for g in group]
        stale = np.flatnonzero((best == one) | (best == other))
        best[stale] = alike[stale].argmax(axis=1)
        best[one] = alike[one].argmax()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
