"""Trains the trees of briefing/extract/model.json on pages whose text is known, and writes the SHA-256 of each file.

    python -m scripts.train_extract DATA            trains on everything and writes the model
    python -m scripts.train_extract DATA --cv       trains without each fifth of the hosts in turn; F1 on that fifth

DATA/extract holds aeb_open and fundus_open (JSON Lines, gzipped: id, url, html, text); the sample day of this
repository is trained on too. Needs lightgbm (the group `train` of pyproject.toml).

A block is right where more than half of its runs of four words stand in the known text. It weighs by its words, and
every page the same, because pages are judged so. Trees are LightGBM's (Ke et al., NeurIPS 2017): few, small, each from
half of the signs and four fifths of the blocks, so that no host's markup is learned by heart.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import numpy as np

from benchmarks.report import Figure, report
from briefing.extract.blocks import Block
from briefing.extract.body import chances, trees_of
from briefing.extract.signs import NAMES
from briefing.extract.tree import open_page
from briefing.extract.weighing import Weighed, weigh
from scripts.margin import page_f1, peer_text, runs, shown

__all__ = ["f1", "host", "main", "shares"]

_ROOT = Path(__file__).resolve().parents[1]
_MODEL = _ROOT / "briefing" / "extract" / "model.json"
_SAMPLE = _ROOT / "tests" / "quality" / "sample_gold.jsonl"
_FOLDS = 5
FLOORS: Mapping[str, float] = {"aeb_open": 0.968, "fundus_open": 0.952}  # of --cv
_TREES = 120
_SETTINGS: Mapping[str, object] = {
    "objective": "binary",
    "num_leaves": 12,
    "learning_rate": 0.06,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}
_RUN = 4  # words
_LONG = 50  # characters; a longer paragraph that the page has twice is right in one place only
_WORD = re.compile(r"\w+")


class Branch(TypedDict, total=False):
    """A node of a tree as lightgbm tells it: a branch, or a leaf with its value."""

    split_feature: int
    threshold: float
    left_child: Branch
    right_child: Branch
    leaf_value: float


@dataclass(frozen=True, slots=True)
class Case:
    """A page, weighed, with its known text and for each block the share of it that stands there."""

    set: str
    host: str
    page: Weighed
    text: str
    right: tuple[float, ...]
    peer: str  # trafilatura's text, where it was asked for


def main() -> None:
    """Reads the sets, then trains and writes, or trains per fold and reports."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cv", action="store_true")
    arguments = parser.parse_args()
    files = (*sorted((arguments.data / "extract").glob("*.jsonl.gz")), _SAMPLE)
    cases = [case for file in files for case in _read(file, arguments.cv)]
    if arguments.cv:
        report("eval-cv-extract", _cross_validate(cases))
    facts = {
        "sha256": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "pages": Counter(case.set for case in cases),
        "signs": NAMES,
        "trees": _train(cases),
    }
    _MODEL.write_text(json.dumps(facts, separators=(",", ":")) + "\n", "utf-8")


def _read(file: Path, peer: bool) -> Iterator[Case]:
    held = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    for line in held.splitlines():  # of bytes: inside JSON no other line end counts
        row = json.loads(line)
        body = row["html"].encode() if "html" in row else (_ROOT / row["html_path"]).read_bytes()
        page = weigh(open_page(body, row["url"], "text/html; charset=utf-8"))
        right = shares(page.blocks, row["text"])
        theirs = peer_text(body.decode(), row["url"]) if peer and file != _SAMPLE else ""
        yield Case(file.name.partition(".")[0], host(row["url"]), page, row["text"], right, theirs)


def host(url: str) -> str:
    """The last two labels of the address's host: enough to keep one outlet's pages in one fold."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def shares(blocks: Sequence[Block], text: str) -> tuple[float, ...]:
    """For each block how much of it, 0 to 1, stands in the known text.

    Lines of fewer than four words count where they are a line of it. Of a long paragraph that the page has more often
    than the text the place with the most right blocks around counts, the first of several.
    """
    words = _WORD.findall(text)
    known = runs(text)
    lines = frozenset(" ".join(_WORD.findall(line)) for line in text.splitlines())
    said = f" {' '.join(words)} "
    found = [_share(_WORD.findall(block.text), known, lines, said) for block in blocks]
    places: dict[str, list[int]] = {}
    for place, block in enumerate(blocks):
        if len(block.text) >= _LONG and found[place] > 0.5:
            places.setdefault(block.text, []).append(place)
    right = list(found)
    for paragraph, all_places in places.items():
        if said.count(f" {' '.join(_WORD.findall(paragraph))} ") < len(all_places):
            best = max(all_places, key=lambda place: (sum(found[max(0, place - 4) : place + 5]), -place))
            for place in all_places:
                right[place] = found[place] if place == best else 0.0
    return tuple(right)


def _share(words: Sequence[str], known: Counter[tuple[str, ...]], lines: frozenset[str], said: str) -> float:
    line = " ".join(words)
    if not words:
        return 0.0
    if len(words) < _RUN:
        return float(line in lines or (len(words) == _RUN - 1 and f" {line} " in said))
    own = [tuple(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1)]
    return sum(run in known for run in own) / len(own)


def _train(cases: Sequence[Case]) -> list[list[list[float]]]:
    """The trees, each in the columns of `briefing.extract.body.Tree`."""
    import lightgbm

    asked = [told for case in cases for told in _asked(case)]
    rows, labels, weights = (np.array(column, dtype=np.float64) for column in zip(*asked, strict=True))
    held = lightgbm.Dataset(rows, labels, weight=weights / weights.mean())
    found = lightgbm.train(dict(_SETTINGS), held, num_boost_round=_TREES).dump_model()
    return [_columns(tree["tree_structure"]) for tree in found["tree_info"] if tree["num_leaves"] > 1]


def _asked(case: Case) -> Iterator[tuple[Sequence[float], bool, float]]:
    """The signs of each block that the model is asked about, whether it is right, and its weight."""
    sizes = [_size(block.text) for block in case.page.blocks]
    whole = max(50.0, sum(size * share for size, share in zip(sizes, case.right, strict=True)))
    for signs, share, size in zip(case.page.signs, case.right, sizes, strict=True):
        if signs:
            yield signs, share > 0.5, (size + 1.5) / whole


def _size(text: str) -> float:
    return max(len(text.split()), sum(1 for c in text if c > "⺀") / 2)


def _columns(tree: Branch) -> list[list[float]]:
    """Nested branches, flattened."""
    columns: list[list[float]] = [[], [], [], [], []]
    signs, thresholds, lefts, rights, leaves = columns

    def flat(node: Branch) -> int:
        if "leaf_value" in node:
            leaves.append(round(node["leaf_value"], 5))
            return ~(len(leaves) - 1)
        place = len(signs)
        signs.append(node["split_feature"])
        thresholds.append(float(f"{node['threshold']:.6g}"))
        lefts.append(0)
        rights.append(0)
        lefts[place] = flat(node["left_child"])
        rights[place] = flat(node["right_child"])
        return place

    flat(tree)
    return columns


def _cross_validate(cases: Sequence[Case]) -> list[Figure]:
    """F1 on each fifth of the hosts by trees that saw none of them, and by how much that is over trafilatura's."""
    found: dict[str, list[tuple[Case, str]]] = {}
    for fold in range(_FOLDS):
        trees = trees_of(NAMES, _train([case for case in cases if _fold(case) != fold]))
        for case in cases:
            if _fold(case) == fold and case.set != _SAMPLE.stem:
                kept = case.page.kept(chances(case.page.signs, trees))
                said = "\n\n".join(block.text for block in kept)
                found.setdefault(case.set, []).append((case, said))
    return [figure for name in sorted(found) for figure in _figures(name, found[name])]


def _figures(name: str, found: Sequence[tuple[Case, str]]) -> list[Figure]:
    ours = [page_f1(case.text, said) for case, said in found]
    theirs = [page_f1(case.text, case.peer) for case, _ in found]
    reached = f1([(case.text, said) for case, said in found])
    peer = f1([(case.text, case.peer) for case, _ in found])
    return [
        Figure(f"{name}.F1", reached, "score", FLOORS.get(name), floor=True),
        Figure(f"{name}.trafilatura", peer, "score"),
        *shown(name, ours, theirs),
    ]


def _fold(case: Case) -> int:
    return hashlib.sha256(case.host.encode()).digest()[1] % _FOLDS


def f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Of (known, found) texts: from the means, over pages, of precision and recall of runs of four words."""
    precision = recall = 0.0
    for known, found in pairs:
        true, said = runs(known), runs(found)
        both = (true & said).total()
        precision += both / said.total()
        recall += both / true.total()
    return 2 * precision * recall / (precision + recall) / len(pairs) if precision + recall else 0.0


if __name__ == "__main__":
    main()
