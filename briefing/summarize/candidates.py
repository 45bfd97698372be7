"""The sentences of the articles, as candidates for quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.model import Article
from briefing.summarize.openers import leans
from briefing.text.sentences import spans

__all__ = ["Candidate", "candidates"]

_MOST = 80
_JUNK_REACHES = 600
_BEFORE_THE_REPORT = re.compile(
    r"(?:[^\"“”]*?(?<![^\s)])(?<!\bthe )(?<!\bof )(?<!\band )(?<!\bby )(?<!\bto )(?<!\bin )(?<!\bfrom )(?<!\bwith )"
    r"[A-Z]{2}[A-Z.’'-]+(?: [A-Z.’'-]{2,}){0,3}(?:, [A-Z][\w.,/ ]{2,30})?"
    r"(?: (?:\([\w./ ]{2,25}\) )?(?:--|[—–])| \([\w./ ]{2,25}\) -) (?=[A-Z\"“])"  # until "LONDON, Nov. 6 (Reuters) -"
    r"|.*(?:\(Opens in new window\)|Thank you for subscribing!|Skip Ad|x Embed x Share|[Rr]ead more|toggle caption) "
    r"(?=[A-Z\"“])"
    r"|\((?:Photo|Image|Picture|Credit|Video)[^()]{2,60}\) (?=[A-Z\"“])|\([A-Z][\w /]{1,30}\) ?(?=[A-Z\"“])"
    r"|(?:Photo|Image|Advertisement|Media caption) (?=[A-Z][a-z]+ [a-z])|\[[A-Z][^\[\]]{9,120}\] (?=[A-Z\"“]))+"
)
_HINTS = ("(", "[", " -- ", " — ", " – ", " - ", "ead more", "kip Ad", "subscribing!", "toggle", "x Embed")
_LABELS = ("Photo ", "Image ", "Advertisement ", "Media caption ")
_MOST_OF_ONE_AT_LEAST = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of article number `article`: text[start:end] of it. `place` and `paragraph` count from 0.

    One that `leans` is only understood after its predecessor. `opens` is true for the first of a paragraph.
    """

    article: int
    place: int
    paragraph: int
    opens: bool
    start: int
    end: int
    text: str
    leans: bool


def candidates(articles: Sequence[Article]) -> tuple[Candidate, ...]:
    """The first sentences of the articles, datelines apart, in article order, then text order.

    Eighty in all, shared out evenly, but a dozen of each at least: news stands at the top, and the time it takes to
    compare sentences grows with the square of their number.
    """
    most = max(_MOST // max(1, len(articles)), _MOST_OF_ONE_AT_LEAST)
    return tuple(
        candidate for number, article in enumerate(articles) for candidate in islice(_of(article, number), most)
    )


def _of(article: Article, number: int) -> Iterator[Candidate]:
    text, language = article.text, article.language.lower().partition("-")[0]
    place, paragraph, line_end, opens = 0, -1, 0, True
    for span in spans(text, language):
        if paragraph < 0 or "\n" in text[line_end : span.start]:
            paragraph, opens = paragraph + 1, True
        line_end = span.end
        if span.dateline:
            continue
        start = _start(text, span.start, span.end)
        sentence = text[start : span.end]
        yield Candidate(number, place, paragraph, opens, start, span.end, sentence, leans(sentence, language))
        place, opens = place + 1, False


def _start(text: str, start: int, end: int) -> int:
    """Where the sentence's own words begin: after a credit, a link or a dateline that the page has glued to it."""
    reach = min(end, start + _JUNK_REACHES)
    head = text[start:reach]
    if not head.startswith(_LABELS) and not any(hint in head for hint in _HINTS):
        return start
    found = _BEFORE_THE_REPORT.match(text, start, reach)
    return found.end() if found and found.end() < end else start
