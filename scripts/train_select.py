"""Trains the model of `select` and writes briefing/select/tables/weights.json, with the SHA-256 of what it was made of.

Run: python scripts/train_select.py DATA, where DATA holds the files of SETS below (they belong to their publishers and
are not in this repository).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing.select.countries import places
from briefing.select.features import features

WEIGHTS = Path(__file__).parents[1] / "briefing" / "select" / "tables" / "weights.json"
SMALLEST = 0.03  # weights below it are dropped
Vector = NDArray[np.float64]
Loss = Callable[[Vector], tuple[float, Vector]]


@dataclass(frozen=True, slots=True)
class Set:
    """A file of cases, and what one of its cases weighs beside those of the others."""

    file: str
    weight: float


SETS = (
    Set("realfeeds_headlines.jsonl.gz", 4.0),
    Set("huffpost_headlines.jsonl.gz", 0.15),
    Set("ag_news.jsonl.gz", 0.3),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled text as the model sees it."""

    id: str
    seen: dict[str, float]
    foreign: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cases as rows of a sparse matrix: the values at (row, column)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Vector
    shape: tuple[int, int]

    def times(self, weights: Vector) -> Vector:
        """The product with a column of weights."""
        return np.bincount(self.rows, self.values * weights[self.columns], minlength=self.shape[0]).astype(float)

    def transposed_times(self, rows: Vector) -> Vector:
        """The product of the transposed matrix with one number a row."""
        return np.bincount(self.columns, self.values * rows[self.rows], minlength=self.shape[1]).astype(float)


def cases(path: Path, weight: float) -> Iterator[Case]:
    """The labelled cases of a file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            case = json.loads(line)
            seen = features(places(case["headline"], case["text"]), case.get("home", "")).weights
            yield Case(case["id"], dict(seen), bool(case["foreign"]), weight)


def matrix(found: Sequence[Case], names: dict[str, int]) -> Matrix:
    """The cases' features that have a name, scaled as the model reads them."""
    rows, columns, values = [], [], []
    for row, case in enumerate(found):
        for name, value in case.seen.items():
            if (column := names.get(name)) is not None:
                rows.append(row)
                columns.append(column)
                values.append(value)
    return Matrix(np.array(rows), np.array(columns), np.array(values), (len(found), len(names)))


def fit(found: Sequence[Case], *, penalty: float = 1.0, least: int = 3) -> dict[str, float]:
    """Weights of a logistic regression with a quadratic penalty; features of fewer than `least` cases have none."""
    counts = Counter(name for case in found for name in case.seen)
    names = {name: at for at, name in enumerate(sorted(n for n, count in counts.items() if count >= least))}
    table = matrix(found, names)
    sign = np.array([1.0 if case.foreign else -1.0 for case in found])
    importance = np.array([case.weight for case in found])

    def loss(weights: Vector) -> tuple[float, Vector]:
        margin = sign * table.times(weights)
        error = -importance * sign / (1 + np.exp(np.clip(margin, -30, 30)))
        value = importance @ np.logaddexp(0, -margin) + penalty / 2 * weights @ weights
        return float(value), table.transposed_times(error) + penalty * weights

    weights = minimum(loss, np.zeros(len(names)))
    return {name: float(weights[at]) for name, at in names.items()}


def minimum(loss: Loss, at: Vector, *, rounds: int = 200, memory: int = 10) -> Vector:
    """Where a smooth convex function is least, by L-BFGS (Liu and Nocedal 1989) with a backtracking line search."""
    value, gradient = loss(at)
    steps: deque[tuple[Vector, Vector]] = deque(maxlen=memory)
    for _ in range(rounds):
        direction = -_scaled(gradient, steps)
        length, slope = 1.0 if steps else 1.0 / float(np.linalg.norm(gradient)), float(gradient @ direction)
        while (following := loss(at + length * direction))[0] > value + 1e-4 * length * slope and length > 1e-12:
            length /= 2
        step, bend = length * direction, following[1] - gradient
        if step @ bend > 1e-12:
            steps.append((step, bend))
        small = value - following[0] < 1e-6 * abs(value)
        at, (value, gradient) = at + step, following
        if small:
            break
    return at


def _scaled(gradient: Vector, steps: deque[tuple[Vector, Vector]]) -> Vector:
    """The gradient times the inverse curvature that the last steps showed (the two-loop recursion)."""
    out, shares = gradient.copy(), []
    for step, bend in reversed(steps):
        share = (step @ out) / (step @ bend)
        shares.append(share)
        out -= share * bend
    if steps:
        step, bend = steps[-1]
        out *= (step @ bend) / (bend @ bend)
    for (step, bend), share in zip(steps, reversed(shares), strict=True):
        out += (share - (bend @ out) / (step @ bend)) * step
    return out


def main() -> None:
    """Trains on all sets and writes the weights."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("data", type=Path)
    folder = arguments.parse_args().data
    found = [case for part in SETS for case in cases(folder / part.file, part.weight)]
    weights = fit(found)
    kept = {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= SMALLEST}
    made_of = {part.file: hashlib.sha256((folder / part.file).read_bytes()).hexdigest() for part in SETS}
    text = json.dumps({"trained_on": made_of, "weights": kept}, ensure_ascii=False, indent=0, sort_keys=True)
    WEIGHTS.write_text(text + "\n", encoding="utf8")
    print(f"{len(kept):,} of {len(weights):,} weights, {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
