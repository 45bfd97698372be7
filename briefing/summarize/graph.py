"""sumy's rankers in matrix form: the same ratings, without its loops over pairs of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["keyness", "lexrank", "luhn", "textrank"]


def lexrank(counts: NDArray[np.float64], threshold: float = 0.1, epsilon: float = 0.1) -> NDArray[np.float64]:
    """LexRank as sumy computes it, of n sentences given as n × v counts; ratings of length 1 by the Euclidean norm."""
    import numpy as np

    n = len(counts)
    frequency = counts / np.maximum(counts.max(axis=1, keepdims=True, initial=0), 1)
    weight = frequency * np.log(n / (1 + (counts > 0).sum(axis=0)))
    length = np.linalg.norm(weight, axis=1, keepdims=True)
    unit = weight / np.where(length > 0, length, 1)
    near = (unit @ unit.T > threshold).astype(np.float64)
    return _powers(near / np.maximum(near.sum(axis=1, keepdims=True), 1), epsilon, unit_length=True)


def textrank(counts: NDArray[np.float64], damping: float = 0.85, epsilon: float = 1e-4) -> NDArray[np.float64]:
    """TextRank as sumy computes it, of n sentences given as n × v counts; ratings that sum to 1 or nearly so."""
    import numpy as np

    n = len(counts)
    shared = counts @ counts.T
    size = np.log(np.maximum(counts.sum(axis=1), 1))
    norm = size[:, None] + size[None, :]
    weight = np.where(norm > 1e-8, shared / np.where(norm > 1e-8, norm, 1), shared)
    weight /= weight.sum(axis=1, keepdims=True) + 1e-7
    return _powers((1 - damping) / n + damping * weight, epsilon, unit_length=False)


def luhn(flags: NDArray[np.bool_], lengths: NDArray[np.int64], gap: int = 4) -> NDArray[np.float64]:
    """Luhn's rating as sumy computes it, from all sentences' words in a row: `flags` says which are significant.

    A chunk runs from a significant word to the last one before `gap` others in a row; it is worth the square of its
    significant words over its length, a single one nothing; a sentence is worth its best chunk.
    """
    import numpy as np

    n = len(lengths)
    at = np.flatnonzero(flags)
    if not len(at):
        return np.zeros(n)
    row = np.repeat(np.arange(n), lengths)[at]
    fresh = np.concatenate(([True], (np.diff(at) > gap) | (np.diff(row) > 0)))
    starts = np.flatnonzero(fresh)
    ends = np.concatenate((starts[1:], [len(at)])) - 1
    size = ends - starts + 1
    worth = np.where(size > 1, size**2 / (at[ends] - at[starts] + 1), 0.0)
    best = np.zeros(n)
    np.maximum.at(best, row[starts], worth)
    return best


def keyness(counts: NDArray[np.float64], weight: float = 0.5) -> NDArray[np.float64]:
    """Edmundson's key method as sumy computes it, all terms being bonus words: tokens of frequent terms a sentence."""
    import numpy as np

    total = counts.sum(axis=0)
    frequent: NDArray[np.float64] = (total > weight * total.max(initial=0)).astype(np.float64)
    return np.asarray(counts @ frequent)


def _powers(matrix: NDArray[np.float64], epsilon: float, *, unit_length: bool) -> NDArray[np.float64]:
    """The stationary vector of a row-stochastic matrix by the power method, to within `epsilon`."""
    import numpy as np

    flow = matrix.T
    ranks = np.full(len(matrix), 1.0 / len(matrix))
    change = 1.0
    while change > epsilon:
        following = flow @ ranks
        if unit_length:
            following = following / (np.linalg.norm(following) or 1.0)  # 0 where no sentence is like any, not itself
        change = float(np.linalg.norm(following - ranks))
        ranks = following
    return ranks
