"""The article's own paragraphs among the blocks of a page."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from briefing.extract.blocks import Block
from briefing.extract.signs import NAMES

__all__ = ["chances", "chosen"]

_ENOUGH = 0.45
_SOME = 0.05
_ASKED = tuple(NAMES.index(name) for name in ("vote_mean", "vote_ld", "kin", "half_kin"))  # all silent: no article
_MAY_REPEAT = 50  # characters; shorter lines stand twice in many an article, longer ones only by the page's doing


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


def chances(rows: Sequence[Sequence[float]]) -> list[float]:
    """For each row of signs the chance, 0 to 1, that its block belongs to the article.

    Boosted regression trees (Friedman, Annals of Statistics 2001), trained on pages whose text is known.
    """
    return [_chance(row) if any(row[place] > _SOME for place in _ASKED) else 0.0 for row in rows]


def _chance(row: Sequence[float]) -> float:
    return 1.0 / (1.0 + math.exp(-sum([_leaf(tree, row) for tree in _trees()])))


_Tree = tuple[tuple[int, ...], tuple[float, ...], tuple[int, ...], tuple[int, ...], tuple[float, ...]]


def _leaf(tree: _Tree, row: Sequence[float]) -> float:
    """Branches: sign, threshold, left and right; a negative place is a leaf."""
    signs, thresholds, lefts, rights, leaves = tree
    place = 0
    while place >= 0:
        place = lefts[place] if row[signs[place]] <= thresholds[place] else rights[place]
    return leaves[~place]


@cache
def _trees() -> tuple[_Tree, ...]:
    text = resources.files("briefing.extract").joinpath("model.json").read_text("utf-8")
    model: Mapping[str, list[list[list[float]]]] = json.loads(text)
    places = [NAMES.index(str(name)) for name in model["signs"]]
    return tuple(
        (
            tuple(places[int(sign)] for sign in tree[0]),
            tuple(tree[1]),
            tuple(int(left) for left in tree[2]),
            tuple(int(right) for right in tree[3]),
            tuple(tree[4]),
        )
        for tree in model["trees"]
    )
