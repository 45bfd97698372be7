"""Trains the model of `select` and writes briefing/select/tables/weights.json, with the SHA-256 of what it was made of.

Run: python scripts/train_select.py DATA, where DATA holds the files of SETS below (they belong to their publishers and
are not in this repository). With --cv it trains without each fifth in turn, prints how well that fifth is judged, and
writes nothing; AllSides is never trained on.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from briefing.select.countries import Places, places
from briefing.select.features import features

WEIGHTS = Path(__file__).parents[1] / "briefing" / "select" / "tables" / "weights.json"
SMALLEST = 0.04  # weights below it are dropped
FOLDS = 5
# Where the weights of lists start from: what the training sets, mostly of one year, show too rarely. By hand.
PRIOR: Mapping[str, float] = {
    "#diplomacy": 0.4,
    "#diplomacy in headline": 0.5,
    "#diplomacy of 2": 0.4,
    "#diplomacy of 3": 0.4,
    "#dealings of 2": 0.4,
    "#dealings of 3": 0.4,
    "#institutions in headline": 0.5,
    "#institutions": 0.2,
    "#conflict in headline": 0.4,
    "#nuclear in headline": 0.4,
    "#trade in headline": 0.4,
    "#power in headline": 0.4,
    "#politics in headline": 0.2,
    "#people in headline": 0.4,
    "#sport in headline": -0.8,
    "#sport": -0.4,
    "#celebrity in headline": -0.8,
    "#celebrity": -0.4,
    "#business in headline": -0.5,
    "#crime": -0.4,
    "#crime in headline": -1.0,
    "#weather": -0.4,
    "#weather in headline": -1.0,
    "#accident": -0.4,
    "#accident in headline": -1.0,
    "#lifestyle in headline": -0.6,
    "#science in headline": -0.5,
    "#health in headline": -0.4,
    "#human-interest in headline": -0.4,
}
# Of the half that says where: deals and pacts of one country with itself are politics at home.
PRIOR_ABROAD: Mapping[str, float] = {
    "#politics home alone": -0.6,
    "#power home alone": -0.4,
    "#diplomacy home alone": -0.4,
    "#dealings home alone": -0.4,
    "#politics home": -0.2,
    "#diplomacy home": 0.4,
    "#diplomacy abroad": 0.4,
}
Vector = NDArray[np.float64]
Loss = Callable[[Vector], tuple[float, Vector]]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled text as the model sees it. teaches: "affairs" or "abroad" alone, or "both" at once."""

    id: str
    affairs: Mapping[str, float]
    abroad: Mapping[str, float]
    teaches: str
    foreign: bool
    weight: float


def case(row: Row, found: Places, home: str, teaches: str, label: tuple[bool, float]) -> Case:
    """The case of a row for a reader at home in `home`; label: what it teaches, and its weight."""
    seen = features(found, home)
    return Case(row["id"], seen.affairs, seen.abroad, teaches, *label)


def realfeeds(row: Row, found: Places) -> Iterator[Case]:
    """I and D are public affairs, N is not; where they happen is told for both homes, and for the country itself."""
    label, weight = row["label"], 4.0
    if row["home"] == "US":  # the rows come in pairs, one for each home
        yield case(row, found, "US", "affairs", (label != "N", weight))
        if label.startswith("D:") and label not in ("D:US", "D:GB"):
            yield case(row, found, label[2:], "abroad", (False, weight))
    if label != "N":
        yield case(row, found, row["home"], "abroad", (bool(row["foreign"]), weight))


def huffpost(row: Row, found: Places) -> Iterator[Case]:
    """World news of a paper at home in the US; of the rest every third case, over twice as heavy."""
    foreign = bool(row["foreign"])
    if foreign or fold(row["id"], 3) == 0:
        yield case(row, found, "US", "both", (foreign, 0.35 if foreign else 0.9))


def ag_news(row: Row, found: Places) -> Iterator[Case]:
    """Its class World holds politics at home too: it teaches what public affairs are, not where."""
    yield case(row, found, row["home"], "affairs", (bool(row["foreign"]), 0.3))


def bbc(row: Row, found: Places) -> Iterator[Case]:
    """British politics are public affairs; business, sport, entertainment and technology are not."""
    yield case(row, found, "GB", "affairs", ("-pol" in row["id"], 0.3))


def realday(row: Row, found: Places) -> Iterator[Case]:
    """All of it is foreign affairs for somebody."""
    yield case(row, found, "", "affairs", (True, 1.0))


Teacher = Callable[[Row, Places], Iterator[Case]]
SETS: Mapping[str, Teacher] = {
    "realfeeds_headlines.jsonl.gz": realfeeds,
    "huffpost_headlines.jsonl.gz": huffpost,
    "ag_news.jsonl.gz": ag_news,
    "bbc_unlabelled.jsonl.gz": bbc,
    "cluster_realday_2020-06-17.jsonl.gz": realday,
    "cluster_realday_2020-07-15.jsonl.gz": realday,
}
LESSONS = Path(__file__).with_name("select_lessons.txt")
GOALS: Mapping[str, float] = {
    "realfeeds_headlines.jsonl.gz": 0.88,
    "huffpost_headlines.jsonl.gz": 0.72,
    "ag_news.jsonl.gz": 0.88,
    "allsides_2021_apr_jul.jsonl.gz": 0.93,  # no model ever learns from it
}


def rows(path: Path) -> Iterator[Row]:
    """The cases of a file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def taught(folder: Path) -> Iterator[Case]:
    """What all the sets teach, and our own lessons."""
    for name, teacher in SETS.items():
        for row in rows(folder / name):
            yield from teacher(row, places(row["headline"], row["text"]))
    for line in LESSONS.read_text(encoding="utf8").splitlines():
        mark, _, headline = line.partition(" ")
        if mark in ("+", "-"):
            yield case({"id": headline}, places(headline, ""), "", "affairs", (mark == "+", 3.0))


def fold(name: str, folds: int) -> int:
    """Which part a case is in; both readers of one article are in the same."""
    key = name.removesuffix("-US").removesuffix("-GB")
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % folds


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


def matrix(found: Sequence[Mapping[str, float]], names: Mapping[str, int]) -> Matrix:
    """One row for each text, with the features that have a name."""
    entries = [(at, names[name], value) for at, row in enumerate(found) for name, value in row.items() if name in names]
    at, columns, values = zip(*entries, strict=True)
    return Matrix(np.array(at), np.array(columns), np.array(values, dtype=float), (len(found), len(names)))


def named(found: Sequence[Mapping[str, float]], least: int) -> dict[str, int]:
    """The columns of the features that at least so many texts have."""
    counts = Counter(name for row in found for name in row)
    return {name: at for at, name in enumerate(sorted(n for n, count in counts.items() if count >= least))}


def logistic(values: Vector) -> Vector:
    """1 / (1 + exp(-v)), kept off 0 and 1."""
    return 1 / (1 + np.exp(-np.clip(values, -20, 20)))


def fit(found: Sequence[Case], *, penalty: float = 1.0, least: int = 4) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of both halves, fitted together to what each case teaches, with a quadratic penalty around the priors."""
    halves = [[case.affairs for case in found], [case.abroad for case in found]]
    names = [named(half, least) for half in halves]
    tables = [matrix(half, known) for half, known in zip(halves, names, strict=True)]
    target = np.array([case.foreign for case in found], dtype=float)
    importance = np.array([case.weight for case in found])
    uses = [np.array([case.teaches in (half, "both") for case in found]) for half in ("affairs", "abroad")]
    cut = len(names[0])
    start = np.array([PRIOR.get(n, 0.0) for n in names[0]] + [PRIOR_ABROAD.get(n, 0.0) for n in names[1]])

    def loss(weights: Vector) -> tuple[float, Vector]:
        sides = [weights[:cut], weights[cut:]]
        odds = [logistic(table.times(side)) for table, side in zip(tables, sides, strict=True)]
        product = np.where(uses[0], odds[0], 1.0) * np.where(uses[1], odds[1], 1.0)
        value = -importance @ (target * np.log(product) + (1 - target) * np.log1p(-product))
        pull = importance * (product - target) / (1 - product)
        slopes = [
            table.transposed_times(np.where(use, pull * (1 - odd), 0.0))
            for table, use, odd in zip(tables, uses, odds, strict=True)
        ]
        off = weights - start
        return float(value + penalty / 2 * off @ off), np.concatenate(slopes) + penalty * off

    best = minimum(loss, start)
    affairs, abroad = (
        {n: float(part[at]) for n, at in known.items()}
        for known, part in zip(names, (best[:cut], best[cut:]), strict=True)
    )
    return affairs, abroad


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


def score(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that one half of the model gives."""
    return float(logistic(np.array(sum(weights.get(name, 0.0) * value for name, value in found.items()))))


def f1(judged: Sequence[tuple[bool, float]]) -> float:
    """Harmonic mean of precision and recall at 0.5."""
    hit = sum(foreign for foreign, value in judged if value >= 0.5)
    return 2 * hit / (sum(value >= 0.5 for _, value in judged) + sum(foreign for foreign, _ in judged))


def figures(judged: Sequence[tuple[bool, float]]) -> str:
    """Precision, recall and F1 at 0.5, average precision, and how far scores are from shares, by tenths."""
    hit = sum(foreign for foreign, value in judged if value >= 0.5)
    said, true = sum(value >= 0.5 for _, value in judged), sum(foreign for foreign, _ in judged)
    ranked = [foreign for foreign, _ in sorted(judged, key=lambda pair: -pair[1])]
    precise = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    average = float(precise[np.array(ranked)].mean())
    tenths = [[pair for pair in judged if int(min(pair[1], 0.999) * 10) == tenth] for tenth in range(10)]
    curve = " ".join(f"{np.mean([foreign for foreign, _ in part]):.2f}" if part else "-" for part in tenths)
    precision, recall, both = hit / max(said, 1), hit / true, f1(judged)
    return (
        f"P {precision:.4f} R {recall:.4f} F1 {both:.4f} AP {average:.4f}; share of foreign by tenth of score: {curve}"
    )


def cross_validate(folder: Path) -> NoReturn:
    """Prints the figures of models that did not see what they judge."""
    found = list(taught(folder))
    judged: dict[str, list[tuple[bool, float]]] = {name: [] for name in GOALS}
    for left_out in range(FOLDS):
        affairs, abroad = fit([case for case in found if fold(case.id, FOLDS) != left_out])
        for name in judged:
            for row in rows(folder / name):
                if fold(row["id"], FOLDS) == left_out:
                    seen = features(places(row["headline"], row["text"]), row["home"])
                    value = score(seen.affairs, affairs) * score(seen.abroad, abroad)
                    judged[name].append((bool(row["foreign"]), value))
    reached = {}
    for name, pairs in judged.items():
        print(f"{name}: {figures(pairs)}", flush=True)
        reached[name.partition(".")[0]] = {"value": round(f1(pairs), 4), "limit": GOALS[name], "unit": "F1, at least"}
    ok = all(f1(pairs) >= GOALS[name] for name, pairs in judged.items())
    print(json.dumps({"target": "eval-cv-select", "ok": ok, "figures": reached}))
    sys.exit(0 if ok else 1)


def main() -> None:
    """Trains on all sets and writes the weights, or cross-validates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cv", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.data
    if arguments.cv:
        cross_validate(folder)
    affairs, abroad = (
        {name: round(weight, 3) for name, weight in half.items() if abs(weight) >= SMALLEST}
        for half in fit(list(taught(folder)))
    )
    made_of = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in SETS}
    made_of[LESSONS.name] = hashlib.sha256(LESSONS.read_bytes()).hexdigest()
    table = {"abroad": abroad, "affairs": affairs, "trained_on": made_of}
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf8")
    print(f"{len(affairs):,} and {len(abroad):,} weights, {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
