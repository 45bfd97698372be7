"""Which candidates are quoted, under the limits, without saying a thing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import Article
from briefing.summarize.candidates import Candidate
from briefing.summarize.fitness import measure
from briefing.summarize.options import SummaryOptions
from briefing.text.tokens import stopwords, words

__all__ = ["choose"]

_SAME = 0.6
_FORGIVABLE = ({"short"}, {"short", "long"})


def choose(
    sentences: Sequence[Candidate], scores: Sequence[float], articles: Sequence[Article], options: SummaryOptions
) -> tuple[Candidate, ...]:
    """The quoted candidates in article order, then text order.

    Greedy by (score, order). One that leans waits until its predecessor is quoted. Where no candidate is without
    fault, a short one may stand, else a long one; where there is none at all, nothing is quoted.
    """
    order = sorted(range(len(sentences)), key=lambda i: (-scores[i], i))
    ranked = [sentences[i] for i in order]
    said = _Said(options, articles)
    _take([c for c in ranked if not c.faults], said)
    for forgiven in _FORGIVABLE:
        if not said.chosen:
            _take([c for c in ranked if not c.leans and set(c.faults) <= forgiven], said, most=1)
    return tuple(sorted(said.chosen, key=lambda c: (c.article, c.place)))


def _take(ranked: list[Candidate], said: _Said, most: int | None = None) -> None:
    waiting = list(ranked)
    while waiting and not said.full(most):
        fit = next((c for c in waiting if said.admits(c)), None)
        if fit is None:
            return
        waiting.remove(fit)
        said.add(fit)


@dataclass(slots=True)
class _Said:
    """What has been chosen so far, and what may still be."""

    options: SummaryOptions
    articles: Sequence[Article]
    chosen: list[Candidate] = field(default_factory=list)
    contents: list[frozenset[str]] = field(default_factory=list)
    budgets: dict[int, float] = field(default_factory=dict)
    elsewhere: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.elsewhere = [_content(text, "en") for text in self.options.avoid]
        for number, article in enumerate(self.articles):
            limits = [float("inf")]
            if self.options.quote_words is not None:
                limits.append(self.options.quote_words)
            if self.options.quote_share is not None:
                limits.append(self.options.quote_share * measure(article.text))
            self.budgets[number] = min(limits)

    def full(self, most: int | None = None) -> bool:
        return len(self.chosen) >= min(self.options.count, most or self.options.count)

    def admits(self, candidate: Candidate) -> bool:
        if candidate.leans and not any(
            c.article == candidate.article and c.place == candidate.place - 1 for c in self.chosen
        ):
            return False
        total = sum(c.words for c in self.chosen) + candidate.words
        if self.options.max_words is not None and total > self.options.max_words:
            return False
        quoted = sum(c.words for c in self.chosen if c.article == candidate.article)
        if quoted and quoted + candidate.words > self.budgets[candidate.article]:
            return False
        return not self._repeats(candidate)

    def add(self, candidate: Candidate) -> None:
        self.chosen.append(candidate)
        self.contents.append(_content(candidate.text, self._language(candidate)))

    def _repeats(self, candidate: Candidate) -> bool:
        content = _content(candidate.text, self._language(candidate))
        return any(
            len(content & other) >= _SAME * max(1, min(len(content), len(other)))
            for other in (*self.contents, *self.elsewhere)
        )

    def _language(self, candidate: Candidate) -> str:
        return self.articles[candidate.article].language


def _content(text: str, language: str) -> frozenset[str]:
    return frozenset(words(text)) - stopwords(language)
