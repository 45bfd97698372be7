"""Which reports are alike: pairs within a few days that are about the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_CHANCE = 0.1  # how a likeness loses weight as the crowd grows that it can come from by chance
_CROWD = 200  # reports within the window that leave a likeness as it is
_ROWS = 64
_TABLE = 1 << 20  # cells of a table over rows and words, or rows and reports
_FAINT = 0.08  # of the likeness: less counts as nothing


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of places, earlier < later, each once, with their likeness, 0 to 1.2: three arrays of one length."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    likeness: NDArray[np.floating]


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
    Zelnik-Manor and Perona 2004). It is drawn down further the more reports stand in the window of either, since among
    more the nearest is nearer by chance.
    """
    import numpy as np

    index = _indexed(sheet)
    opens = np.array(_opening(times), np.int64)
    earlier, later, cosines = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for block in _blocks(sheet, opens):
        rows, others = _candidates(sheet, index, opens, block)
        values = _cosines(sheet, block, rows, others)
        nearest = _highest(rows, values, _NEIGHBOURS)
        nearest = nearest[values[nearest] >= _FLOOR]
        earlier.append(others[nearest])
        later.append(rows[nearest])
        cosines.append(values[nearest])
    found = Pairs(np.concatenate(earlier), np.concatenate(later), np.concatenate(cosines))
    return _scaled(found, _crowds(opens))


def _blocks(sheet: Sheet, opens: NDArray[np.int64]) -> Iterator[slice]:
    """Rows that are worked on together: as many as keep the tables small."""
    start = 0
    while start < len(opens):
        width = max(sheet.vocabulary, start - int(opens[start : start + _ROWS].min()))
        end = min(len(opens), start + max(1, min(_ROWS, _TABLE // (width + _ROWS))))
        yield slice(start, end)
        start = end


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


def _candidates(
    sheet: Sheet, index: _Index, opens: NDArray[np.int64], block: slice
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the block, each with the reports of its window before it that share most of its heaviest terms.

    At most 48 a row; two arrays of one length, by row.
    """
    import numpy as np

    used, weights = sheet.terms[block, :_SEEK], sheet.weights[block, :_SEEK]
    low, rows = int(opens[block].min()), used.shape[0]
    ends = index.place[block, :_SEEK]
    sizes = np.where(used < sheet.vocabulary, np.minimum(ends - index.starts[used], _POSTINGS), 0).ravel()
    width = block.stop - low
    others = index.reports[(places := _runs(ends.ravel() - sizes, sizes))]
    inside = others >= low
    keys = (others + np.repeat(np.repeat(np.arange(rows) * width - low, used.shape[1]), sizes))[inside]
    products = (index.weights[places] * np.repeat(weights.ravel(), sizes))[inside]
    shared = np.bincount(keys, products)
    alike = np.flatnonzero(shared >= _SHARED)
    row, other = alike // width + block.start, alike % width + low
    fresh = other >= opens[row]
    row, other, alike = row[fresh], other[fresh], alike[fresh]
    chosen = _highest(row, shared[alike], _CANDIDATES)
    return row[chosen], other[chosen]


def _runs(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The whole numbers from each start, as many as its size, one run after the other."""
    import numpy as np

    return np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)


def _cosines(sheet: Sheet, block: slice, rows: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float32]:
    import numpy as np

    table = np.zeros((block.stop - block.start, sheet.vocabulary + 1), np.float32)
    np.put_along_axis(table, sheet.terms[block].astype(np.int64), sheet.weights[block], axis=1)
    products = table[(rows - block.start)[:, None], sheet.terms[others]] * sheet.weights[others]
    return np.asarray(products.sum(axis=1), np.float32)


def _highest(rows: NDArray[np.int64], values: NDArray[np.floating], most: int) -> NDArray[np.int64]:
    """Where the highest values of each row stand, at most `most` of them; rows ascend, values are below 2."""
    import numpy as np

    order = np.argsort(2.0 * rows - values, kind="stable")
    ranks = np.arange(len(rows)) - np.searchsorted(rows, rows[order])
    return order[ranks < most]


def _crowds(opens: NDArray[np.int64]) -> NDArray[np.float64]:
    """How many reports stand within the window of each, before it and after, itself included."""
    import numpy as np

    return (np.searchsorted(np.sort(opens), np.arange(len(opens)), "right") - opens).astype(np.float64)


def _scaled(pairs: Pairs, crowds: NDArray[np.float64]) -> Pairs:
    import numpy as np

    earlier, later, cosines = pairs.earlier, pairs.later, pairs.likeness.astype(np.float64)
    highest = np.zeros(len(crowds))
    np.maximum.at(highest, later, cosines)
    np.maximum.at(highest, earlier, cosines)
    likeness = cosines * np.sqrt(cosines / np.minimum(highest[later], highest[earlier]))
    clear = likeness >= _FAINT
    earlier, later, likeness = earlier[clear], later[clear], likeness[clear]
    crowd = np.maximum(np.maximum(crowds[earlier], crowds[later]), _CROWD)
    return Pairs(earlier, later, likeness * (_CROWD / crowd) ** _CHANCE)
