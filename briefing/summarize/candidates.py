"""The sentences of the articles, as candidates for quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Article
from briefing.summarize.fitness import faults, measure
from briefing.summarize.openers import leans
from briefing.summarize.quotations import Quotation, quotations, speaker
from briefing.text.sentences import Span, split

__all__ = ["Candidate", "candidates"]

_LINE_END = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\Z")
_BARE_WORDS = 2  # fewer outside the marks cannot name a speaker


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of article number `article`; `place` and `paragraph` count from 0, datelines apart.

    `faults` are codes of why it may not be quoted (see `fitness`; "half-quotation" and "unattributed" are found here);
    one that `leans` may be quoted only after its predecessor. `opens` is true for the first of a paragraph; `inside`
    is the share of its characters that stand between quotation marks, 0 to 1.
    """

    article: int
    place: int
    paragraph: int
    opens: bool
    start: int
    end: int
    text: str
    words: int
    faults: tuple[str, ...]
    leans: bool
    inside: float
    speaker: str


def candidates(articles: Sequence[Article]) -> tuple[Candidate, ...]:
    """Every sentence of every article but datelines, in article order, then text order."""
    return tuple(candidate for number, article in enumerate(articles) for candidate in _of(article, number))


def _of(article: Article, number: int) -> list[Candidate]:
    text, language = article.text, article.language.lower().partition("-")[0]
    found: list[Candidate] = []
    quoted: tuple[Quotation, ...] = ()
    paragraph, line_end = -1, -1
    for span in split(text, language):
        if span.start >= line_end:
            paragraph, line_end = paragraph + 1, _end_of_line(text, span.start)
            quoted = quotations(text, span.start, line_end)
        if not span.dateline:
            opens = not found or found[-1].paragraph != paragraph
            found.append(_candidate(text, span, quoted, (number, len(found), paragraph, opens, language)))
    return found


def _candidate(text: str, span: Span, quoted: Sequence[Quotation], place: tuple[int, int, int, bool, str]) -> Candidate:
    number, order, paragraph, opens, language = place
    sentence = text[span.start : span.end]
    words = measure(sentence)
    touching = [q for q in quoted if q.start < span.end and q.end > span.start]
    inner = [(max(q.start, span.start) - span.start, min(q.end, span.end) - span.start) for q in touching]
    wrong = list(faults(sentence, words))
    if any(not q.whole or q.start < span.start or q.end > span.end for q in touching):
        wrong.append("half-quotation")
    elif inner and len(_outside(sentence, inner).split()) < _BARE_WORDS:
        wrong.append("unattributed")
    return Candidate(
        article=number,
        place=order,
        paragraph=paragraph,
        opens=opens,
        start=span.start,
        end=span.end,
        text=sentence,
        words=words,
        faults=tuple(wrong),
        leans=leans(sentence, language),
        inside=sum(end - start for start, end in inner) / len(sentence),
        speaker=speaker(sentence, inner),
    )


def _end_of_line(text: str, start: int) -> int:
    found = _LINE_END.search(text, start)
    return found.start() if found else len(text)


def _outside(sentence: str, inner: Sequence[tuple[int, int]]) -> str:
    kept, place = [], 0
    for start, end in inner:
        kept.append(sentence[place:start])
        place = max(place, end)
    return " ".join([*kept, sentence[place:]])
