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

Pairs = dict[tuple[int, int], float]

_WINDOW = timedelta(days=3)
_SEEK = 24  # heaviest terms of a report by which others are found
_POSTINGS = 300  # nearest reports looked at for each: bounds the work for words that all reports have
_CANDIDATES = 60
_NEIGHBOURS = 30
_FLOOR = 0.05  # of the cosine


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
    """(earlier place, later place) → likeness, 0 to 1, of each report and its 30 nearest before it in the window.

    Reports stand in the order of time, undated ones last; an undated report is near all. Likeness is the cosine c,
    drawn down for a pair that both have much nearer neighbours: c √(c / m), m the lower of the two's highest cosine.
    So a pair in a crowd of reports on one topic must be nearer than a pair on its own (after local scaling,
    Zelnik-Manor and Perona 2004).
    """
    import numpy as np

    index, opens = _indexed(sheet), _opening(times)
    likeness = np.zeros(len(times), np.float32)
    weight_of = np.zeros(sheet.vocabulary + 1, np.float32)
    found: list[tuple[NDArray[np.int64], NDArray[np.float32]]] = []
    for row, first in enumerate(opens):
        candidates = _candidates(sheet, index, row, likeness)
        candidates = candidates[candidates >= first]
        weight_of[sheet.terms[row]] = sheet.weights[row]
        weight_of[-1] = 0.0
        cosines = np.einsum("ij,ij->i", weight_of[sheet.terms[candidates]], sheet.weights[candidates])
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


def _candidates(sheet: Sheet, index: _Index, row: int, likeness: NDArray[np.float32]) -> NDArray[np.int64]:
    """Earlier reports that share the row's heaviest terms, about 60, ascending; `likeness` is left zero as it came."""
    import numpy as np

    seen = []
    for column in range(_SEEK):
        term = int(sheet.terms[row, column])
        if term == sheet.vocabulary:
            break
        end = int(index.place[row, column])
        start = max(int(index.starts[term]), end - _POSTINGS)
        if start < end:
            others = index.reports[start:end]
            likeness[others] += sheet.weights[row, column] * index.weights[start:end]
            seen.append(others)
    if not seen:
        return np.zeros(0, np.int64)
    touched = np.concatenate(seen)
    values = likeness[touched]
    likeness[touched] = 0.0
    if len(touched) > _CANDIDATES:
        touched = touched[values >= _bar(values)]
    return np.unique(touched).astype(np.int64)


def _bar(values: NDArray[np.float32]) -> float:
    """The likeness that about 60 different reports reach; a report stands once for each term it shares."""
    import numpy as np

    distinct = np.unique(values)
    return float(distinct[-_CANDIDATES]) if len(distinct) > _CANDIDATES else float(distinct[0])


def _scaled(found: Sequence[tuple[NDArray[np.int64], NDArray[np.float32]]]) -> Pairs:
    import numpy as np

    if not found:
        return {}
    later = np.repeat(np.arange(len(found)), [len(others) for others, _ in found])
    earlier = np.concatenate([others for others, _ in found])
    cosines = np.concatenate([values for _, values in found]).astype(np.float64)
    highest = np.zeros(len(found))
    np.maximum.at(highest, later, cosines)
    np.maximum.at(highest, earlier, cosines)
    scaled = cosines * np.sqrt(cosines / np.minimum(highest[later], highest[earlier]))
    return dict(zip(zip(earlier.tolist(), later.tolist(), strict=True), scaled.tolist(), strict=True))
