"""Words of a report, weighed by how much they tell of its event (TF-IDF), in arrays."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.cluster.case import ClusterCase
from briefing.text.tokens import stopwords, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Sheet", "sheet"]

_HEADLINE = 2  # a word of the headline counts as two of the text
_WORDS = 120  # of the text: what a report is about is said at its start
_CHARACTERS = 1200  # that hold them
_TERMS = 100
_LONE = 0.5  # share of a word that no other report has in a report's length: it tells nothing against a likeness


@dataclass(frozen=True, slots=True)
class Sheet:
    """A row a report: `terms` (count, 100) are ids below `vocabulary`, heaviest first, and `weights` go with them.

    Rows are filled up with the id `vocabulary` and weight 0. A row's length is 1, less what words of no other report
    take up; such words are not in it.
    """

    terms: NDArray[np.int32]
    weights: NDArray[np.float32]
    vocabulary: int


def sheet(cases: Sequence[ClusterCase]) -> Sheet:
    """The weighed words of the cases, in their order: tf by 1 + log, idf by the batch, which tells what is news."""
    import numpy as np

    ids, counts, ends = _counted(cases)
    rows = np.repeat(np.arange(len(cases)), np.diff(ends, prepend=0))
    spread = np.bincount(ids, minlength=1)
    weights = (1 + np.log(counts)) * (np.log((1 + len(cases)) / (1 + spread)) + 1)[ids]
    lone = spread[ids] == 1
    squares = np.bincount(rows, np.where(lone, _LONE, 1.0) * weights**2, minlength=len(cases))
    weights /= np.sqrt(np.maximum(squares, 1e-12))[rows]
    rows, ids, weights = rows[~lone], ids[~lone], weights[~lone]
    order = np.argsort(2.0 * rows - weights, kind="stable")  # by row, heaviest first; equals as they stand in the text
    rows, ids, weights = rows[order], ids[order], weights[order]
    sizes = np.bincount(rows, minlength=len(cases))
    places = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = places < _TERMS
    terms = np.full((len(cases), _TERMS), len(spread), np.int32)
    table = np.zeros((len(cases), _TERMS), np.float32)
    terms[rows[kept], places[kept]] = ids[kept]
    table[rows[kept], places[kept]] = weights[kept]
    return Sheet(terms, table, len(spread))


def _counted(cases: Sequence[ClusterCase]) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64]]:
    """Term ids, how often each stands in its report, and where each report's end."""
    import numpy as np

    numbers: dict[str, int] = {}
    known: dict[str, dict[str, tuple[int, ...]]] = {}
    ids, counts, ends = array("i"), array("f"), array("q")
    for case in cases:
        tongue = known.setdefault(case.language, {})
        written = Counter(case.text[:_CHARACTERS].split()[:_WORDS])
        for chunk in case.headline.split():
            written[chunk] += _HEADLINE
        found: dict[int, int] = {}
        for chunk, count in written.items():
            numbered = tongue.get(chunk)
            if numbered is None:
                terms = _terms(chunk, case.language)
                numbered = tongue[chunk] = tuple(numbers.setdefault(term, len(numbers)) for term in terms)
            for number in numbered:
                found[number] = found.get(number, 0) + count
        ids.extend(found)
        counts.extend(found.values())
        ends.append(len(ids))
    return (
        np.frombuffer(ids, np.int32) if ids else np.zeros(0, np.int32),
        np.frombuffer(counts, np.float32).astype(np.float64) if counts else np.zeros(0),
        np.frombuffer(ends, np.int64) if ends else np.zeros(0, np.int64),
    )


def _terms(chunk: str, language: str) -> Iterator[str]:
    """Words that say something, without a plural s; neighbouring ideographs in pairs. A chunk has no white space."""
    stop = stopwords(language or "en")
    before = ""
    for word in words(chunk):
        ideograph = len(word) == 1 and word >= "\u3041" and word.isalpha()
        if ideograph:
            yield before + word
        elif word not in stop:
            yield word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
        before = word if ideograph else ""
