"""The article's own paragraphs among the blocks of a page."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from briefing.extract.blocks import Block
from briefing.extract.signs import NAMES

__all__ = ["Tree", "chances", "chosen", "trees_of"]

_ENOUGH = 0.45
_MAY_REPEAT = 50  # characters; shorter lines stand twice in many an article, longer ones only by the page's doing

Tree = float | tuple[int, float, "Tree", "Tree"]
"""A leaf's value, or a branch: the sign's place, a threshold, the tree up to it and the tree above it."""


def chosen(blocks: Sequence[Block], chance: Sequence[float]) -> tuple[Block, ...]:
    """The blocks that are the article, in the page's order; of a paragraph that the page has twice the likelier."""
    best: dict[str, int] = {}
    for place, block in enumerate(blocks):
        if block.text not in best or chance[place] > chance[best[block.text]]:
            best[block.text] = place
    return tuple(
        block
        for place, block in enumerate(blocks)
        if chance[place] > _ENOUGH and (len(block.text) < _MAY_REPEAT or best[block.text] == place)
    )


def chances(rows: Sequence[Sequence[float]], trees: Sequence[Tree] = ()) -> list[float]:
    """For each row of signs the chance, 0 to 1, that its block belongs to the article.

    Boosted regression trees (Friedman, Annals of Statistics 2001), trained by scripts/train_extract.py on pages whose
    text is known; the shipped ones where none are given. An empty row has none.
    """
    asked = trees or _shipped()
    return [_chance(row, asked) if row else 0.0 for row in rows]


def trees_of(signs: Sequence[str], columns: Iterable[Sequence[Sequence[float]]]) -> tuple[Tree, ...]:
    """Trees of a model file, whose signs have these names.

    A tree's columns are its branches' signs, thresholds, places of the branch left and right, and the leaves' values;
    a negative place ~n is leaf n.
    """
    places = [NAMES.index(name) for name in signs]

    def tree(columns: Sequence[Sequence[float]], place: int) -> Tree:
        if place < 0:
            return columns[4][~place]
        sign, threshold, left, right = (column[place] for column in columns[:4])
        return places[int(sign)], threshold, tree(columns, int(left)), tree(columns, int(right))

    return tuple(tree(one, 0) for one in columns)


def _chance(row: Sequence[float], trees: Sequence[Tree]) -> float:
    total = 0.0
    for tree in trees:
        while isinstance(tree, tuple):
            sign, threshold, left, right = tree
            tree = left if row[sign] <= threshold else right
        total += tree
    return 1.0 / (1.0 + math.exp(-total))


@cache
def _shipped() -> tuple[Tree, ...]:
    model = json.loads(resources.files("briefing.extract").joinpath("model.json").read_text("utf-8"))
    return trees_of(model["signs"], model["trees"])
