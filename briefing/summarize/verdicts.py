"""May this candidate be quoted, and who speaks in it? Asked only of those that rank high enough to matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import Article
from briefing.summarize.candidates import Candidate
from briefing.summarize.fitness import faults, measure
from briefing.summarize.quotations import Quotation, quotations, speaker

__all__ = ["Judge", "Verdict"]

_LINE_END = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BARE_WORDS = 2  # fewer outside the marks cannot name a speaker


@dataclass(frozen=True, slots=True)
class Verdict:
    """`faults` are codes of why it may not be quoted (see `fitness`; "half-quotation" and "unattributed" are ours)."""

    words: int
    faults: tuple[str, ...]
    speaker: str


@dataclass(slots=True)
class Judge:
    """Reads each candidate, and the quotations of each line, once."""

    articles: Sequence[Article]
    _texts: tuple[str, ...] = ()
    _verdicts: dict[Candidate, Verdict] = field(default_factory=dict)
    _quotations: dict[tuple[int, int], tuple[Quotation, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._texts = tuple(article.text for article in self.articles)

    def of(self, candidate: Candidate) -> Verdict:
        """The verdict on a candidate of these articles."""
        if candidate not in self._verdicts:
            self._verdicts[candidate] = self._read(candidate)
        return self._verdicts[candidate]

    def _read(self, candidate: Candidate) -> Verdict:
        start, end, sentence = candidate.start, candidate.end, candidate.text
        words = measure(sentence)
        touching = [q for q in self._quoted(candidate) if q.start < end and q.end > start]
        inner = [(max(q.start, start) - start, min(q.end, end) - start) for q in touching]
        wrong = list(faults(sentence, words))
        if any(not q.whole or q.start < start or q.end > end for q in touching):
            wrong.append("half-quotation")
        elif inner and len(_outside(sentence, inner).split()) < _BARE_WORDS:
            wrong.append("unattributed")
        return Verdict(words, tuple(wrong), speaker(sentence, inner))

    def _quoted(self, candidate: Candidate) -> tuple[Quotation, ...]:
        text = self._texts[candidate.article]
        start = max((text.rfind(mark, 0, candidate.start) for mark in "\n\r\u2028\u2029"), default=-1) + 1
        key = (candidate.article, start)
        if key not in self._quotations:
            found = _LINE_END.search(text, candidate.end)
            self._quotations[key] = quotations(text, start, found.start() if found else len(text))
        return self._quotations[key]


def _outside(sentence: str, inner: Sequence[tuple[int, int]]) -> str:
    kept, place = [], 0
    for start, end in inner:
        kept.append(sentence[place:start])
        place = max(place, end)
    return " ".join([*kept, sentence[place:]])
