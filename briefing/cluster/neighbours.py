"""Which reports are alike: pairs within a few days that are about the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.cluster.terms import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Pairs", "neighbours"]


_WINDOW = timedelta(days=3)
_SEEK = 24  # heaviest terms of a report by which others are found
_POSTINGS = 300  # nearest reports looked at for each: bounds the work for words that all reports have
_CANDIDATES = 48
_NEIGHBOURS = 30
_SHARED = 0.03  # of the cosine, by the heaviest terms alone
_FLOOR = 0.05  # of the cosine
_FAINT = 0.08  # of the likeness: less counts as nothing


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of places, earlier < later, each once, with their likeness, 0 to 1: three arrays of one length."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    likeness: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Index:
    """Reports by term: those of term t are `reports[starts[t]:starts[t + 1]]`, ascending, with their `weights`.

    `place[row, column]` is where the sheet's entry stands in it.
    """

    reports: NDArray[np.int32]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]
    place: NDArray[np.int64]


def neighbours(sheet: Sheet, times: Sequence[datetime | None]) -> Pairs:
    """Each report with its 30 nearest among those before it in the window, by likeness.

    Reports stand in the order of time, undated ones last; an undated report is near all. Likeness is the cosine c,
    drawn down for a pair that both have much nearer neighbours: c √(c / m), m the lower of the two's highest cosine.
    So a pair in a crowd of reports on one topic must be nearer than a pair on its own (after local scaling,
    Zelnik-Manor and Perona 2004).
    """
    import numpy as np

    index = _indexed(sheet)
    weight_of = np.zeros(sheet.vocabulary + 1, np.float32)
    found: list[tuple[NDArray[np.int64], NDArray[np.float32]]] = []
    for row, first in enumerate(_opening(times)):
        candidates = _candidates(sheet, index, row, first)
        weight_of[sheet.terms[row]] = sheet.weights[row]
        cosines = (weight_of[sheet.terms[candidates]] * sheet.weights[candidates]).sum(axis=1)
        weight_of[sheet.terms[row]] = 0.0
        nearest = np.lexsort((candidates, -cosines))[:_NEIGHBOURS]
        nearest = nearest[cosines[nearest] >= _FLOOR]
        found.append((candidates[nearest], cosines[nearest]))
    return _scaled(found)


def _indexed(sheet: Sheet) -> _Index:
    import numpy as np

    flat = sheet.terms.ravel()
    order = np.argsort(flat, kind="stable")
    place = np.empty(len(flat), np.int64)
    place[order] = np.arange(len(flat))
    starts = np.searchsorted(flat[order], np.arange(sheet.vocabulary + 2))
    reports = (order // sheet.terms.shape[1]).astype(np.int32)
    return _Index(reports, sheet.weights.ravel()[order], starts, place.reshape(sheet.terms.shape))


def _opening(times: Sequence[datetime | None]) -> list[int]:
    """For each report the first that is not too old for it; 0 for an undated one."""
    opens, first = [], 0
    for time in times:
        if time is None:
            opens.append(0)
            continue
        while (before := times[first]) is not None and time - before > _WINDOW:
            first += 1
        opens.append(first)
    return opens


def _candidates(sheet: Sheet, index: _Index, row: int, first: int) -> NDArray[np.int64]:
    """The reports from `first` to before the row that share most of its heaviest terms, by weight; at most 48."""
    import numpy as np

    used = sheet.terms[row, :_SEEK]
    used = used[used < sheet.vocabulary]
    ends = index.place[row, : len(used)]
    starts = np.maximum(index.starts[used], ends - _POSTINGS)
    sizes = ends - starts
    places = np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    others = index.reports[places]
    products = index.weights[places] * np.repeat(sheet.weights[row, : len(used)], sizes)
    inside = others >= first
    shared = np.bincount(others[inside] - first, products[inside])
    alike = np.flatnonzero(shared >= _SHARED)
    if len(alike) > _CANDIDATES:
        alike = np.sort(alike[np.lexsort((alike, -shared[alike]))[:_CANDIDATES]])
    return alike + first


def _scaled(found: Sequence[tuple[NDArray[np.int64], NDArray[np.float32]]]) -> Pairs:
    import numpy as np

    later = np.repeat(np.arange(len(found)), [len(others) for others, _ in found])
    earlier = np.concatenate([np.zeros(0, np.int64), *(others for others, _ in found)])
    cosines = np.concatenate([np.zeros(0), *(values for _, values in found)])
    highest = np.zeros(len(found))
    np.maximum.at(highest, later, cosines)
    np.maximum.at(highest, earlier, cosines)
    likeness = cosines * np.sqrt(cosines / np.minimum(highest[later], highest[earlier]))
    clear = likeness >= _FAINT
    return Pairs(earlier[clear], later[clear], likeness[clear])
