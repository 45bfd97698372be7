"""Words of a report, weighed by how much they tell of its event (TF-IDF), in arrays."""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
_STEM = 6  # letters
_AT_ONCE = 4096  # reports counted together: bounds the memory
_LONE = 0.35  # share of a word that no other report has in a report's length: it tells nothing against a likeness


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

    rows, ids, counts = _counted(cases)
    spread = np.bincount(ids, minlength=1)
    weights = (1 + np.log(counts)) * (np.log((1 + len(cases)) / (1 + spread)) + 1)[ids]
    lone = spread[ids] == 1
    squares = np.bincount(rows, np.where(lone, _LONE, 1.0) * weights**2, minlength=len(cases))
    weights /= np.sqrt(np.maximum(squares, 1e-12))[rows]
    number = np.cumsum(spread > 1) - 1  # of a word that several have, without gaps
    rows, ids, weights = rows[~lone], number[ids[~lone]], weights[~lone]
    order = np.argsort(2.0 * rows - weights, kind="stable")  # by row, heaviest first; equals by id
    rows, ids, weights = rows[order], ids[order], weights[order]
    sizes = np.bincount(rows, minlength=len(cases))
    places = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = places < _TERMS
    vocabulary = int(number[-1]) + 1
    terms = np.full((len(cases), _TERMS), vocabulary, np.int32)
    table = np.zeros((len(cases), _TERMS), np.float32)
    terms[rows[kept], places[kept]] = ids[kept]
    table[rows[kept], places[kept]] = weights[kept]
    return Sheet(terms, table, vocabulary)


def _counted(cases: Sequence[ClusterCase]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Place of a report, id of a term, how often it stands there: three arrays of one length, by place, then by id.

    Ids go by a term's first use. Each chunk between white space is read once and goes by a number of its own.
    """
    import numpy as np

    following = itertools.count()
    known: dict[str, defaultdict[str, int]] = {}
    written, lengths = array("i"), array("q")
    for case in cases:
        numbered = known.setdefault(case.language, defaultdict(following.__next__)).__getitem__
        before = len(written)
        written.extend(map(numbered, case.text[:_CHARACTERS].split()[:_WORDS]))
        written.extend(map(numbered, case.headline.split() * _HEADLINE))
        lengths.append(len(written) - before)
    starts, terms = _read(known)
    vocabulary = int(terms.max(initial=0)) + 1
    chunks, ends = np.array(written, np.int32), np.cumsum([0, *lengths])
    rows, ids, counts = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for first in range(0, len(cases), _AT_ONCE):
        edges = ends[first : first + _AT_ONCE + 1]
        own = chunks[edges[0] : edges[-1]]
        sizes = starts[own + 1] - starts[own]
        places = np.arange(sizes.sum()) + np.repeat(starts[own] - np.cumsum(sizes) + sizes, sizes)
        row = np.repeat(np.repeat(np.arange(first, first + len(edges) - 1), np.diff(edges)), sizes)
        keys, count = np.unique(row * vocabulary + terms[places], return_counts=True)
        for whole, part in ((rows, keys // vocabulary), (ids, keys % vocabulary), (counts, count)):
            whole.append(part.astype(np.int32))
    return np.concatenate(rows), np.concatenate(ids), np.concatenate(counts)


def _read(known: Mapping[str, Mapping[str, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The terms of chunk n, by id, are terms[starts[n]:starts[n + 1]]: starts, terms."""
    import numpy as np

    chunks = sorted((number, chunk, language) for language, tongue in known.items() for chunk, number in tongue.items())
    ids: defaultdict[str, int] = defaultdict(itertools.count().__next__)
    starts, terms = array("q", [0]), array("q")
    for _, chunk, language in chunks:
        terms.extend(ids[term] for term in _terms(chunk, language))
        starts.append(len(terms))
    return np.array(starts, np.int64), np.array(terms, np.int64)


def _terms(chunk: str, language: str) -> Iterator[str]:
    """Words that say something, by their beginnings; neighbouring ideographs in pairs. A chunk has no white space.

    Six letters stand for a word and its forms in most languages that inflect (McNamee and Mayfield 2004).
    """
    stop = stopwords(language or "en")
    before = ""
    for word in words(chunk):
        ideograph = len(word) == 1 and word >= "\u3041" and word.isalpha()
        if ideograph:
            yield before + word
        elif word not in stop:
            yield word[:_STEM] if word.isalpha() else word
        before = word if ideograph else ""
