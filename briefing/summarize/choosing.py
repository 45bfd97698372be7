"""Which candidates are quoted, under the limits, without saying a thing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import Article
from briefing.summarize.candidates import Candidate
from briefing.summarize.fitness import measure
from briefing.summarize.options import SummaryOptions
from briefing.summarize.ranking import Ranking
from briefing.summarize.verdicts import Judge
from briefing.text.tokens import stopwords, words

__all__ = ["choose"]

_SAME = 0.6
_REPETITION = 1.0
_OPENING = 5
_FORGIVABLE = (frozenset({"short"}), frozenset({"short", "long"}))


def choose(
    sentences: Sequence[Candidate],
    ranking: Ranking,
    articles: Sequence[Article],
    options: SummaryOptions,
    judge: Judge,
) -> tuple[Candidate, ...]:
    """The quoted candidates in article order, then text order.

    Greedy by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): score less likeness to what is already
    quoted; ties by order. The first choice is of the lead article (where it has more than five sentences),
    so that the summary begins with what happened and the others add to it. One that leans waits until its predecessor
    is quoted. Where no candidate is without fault, a short one may stand alone, else a long one; where there is none
    at all, nothing is quoted.
    """
    chosen = _Quoted(sentences, articles, options, judge)
    for forgiven, most in ((frozenset[str](), options.count), *((codes, 1) for codes in _FORGIVABLE)):
        if not chosen.places:
            _take(chosen, ranking, forgiven, min(most, options.count))
    return tuple(sentences[place] for place in sorted(chosen.places))


def _take(chosen: _Quoted, ranking: Ranking, forgiven: frozenset[str], most: int) -> None:
    value = list(ranking.scores)
    alike = [0.0] * len(value)
    refused: set[int] = set()
    anchored = sum(not sentence.article for sentence in chosen.sentences) > _OPENING
    while len(chosen.places) < most:
        order = sorted(range(len(value)), key=lambda i: (-(value[i] - _REPETITION * alike[i]), i))
        for place in order:
            if place in refused or place in chosen.places or not chosen.ready(place, anchored):
                continue
            if chosen.admits(place, forgiven):
                break
            refused.add(place)
        else:
            if not anchored:
                return
            anchored = False
            continue
        anchored = False
        chosen.add(place)
        if ranking.likeness is not None:
            alike = [max(known, float(new)) for known, new in zip(alike, ranking.likeness[place], strict=True)]


@dataclass(slots=True)
class _Quoted:
    """What has been chosen so far, by place in `sentences`, and what may still be."""

    sentences: Sequence[Candidate]
    articles: Sequence[Article]
    options: SummaryOptions
    judge: Judge
    places: list[int] = field(default_factory=list)
    contents: list[frozenset[str]] = field(default_factory=list)
    budgets: tuple[float, ...] = ()
    _known: dict[int, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.contents = [_content(text, self.articles[0].language) for text in self.options.avoid]
        self.budgets = tuple(_budget(article, self.options) for article in self.articles)

    def ready(self, place: int, anchored: bool) -> bool:
        """True unless it leans on a sentence that is not quoted, or is `anchored` to the lead article and not of it."""
        candidate = self.sentences[place]
        if anchored and candidate.article:
            return False
        return not candidate.leans or (candidate.place > 0 and place - 1 in self.places)

    def admits(self, place: int, forgiven: frozenset[str]) -> bool:
        """True where it has no fault that is not forgiven, keeps the limits and is new."""
        candidate, verdict = self.sentences[place], self.judge.of(self.sentences[place])
        if not forgiven.issuperset(verdict.faults):
            return False
        lengths = [(self.sentences[i].article, self.judge.of(self.sentences[i]).words) for i in self.places]
        total = sum(length for _, length in lengths) + verdict.words
        if self.options.max_words is not None and total > self.options.max_words:
            return False
        quoted = sum(length for article, length in lengths if article == candidate.article)
        if quoted and quoted + verdict.words > self.budgets[candidate.article]:
            return False
        content = self._content_of(place)
        return not any(len(content & said) >= _SAME * max(1, min(len(content), len(said))) for said in self.contents)

    def add(self, place: int) -> None:
        """Quotes it."""
        self.places.append(place)
        self.contents.append(self._content_of(place))

    def _content_of(self, place: int) -> frozenset[str]:
        if place not in self._known:
            candidate = self.sentences[place]
            self._known[place] = _content(candidate.text, self.articles[candidate.article].language)
        return self._known[place]


def _budget(article: Article, options: SummaryOptions) -> float:
    """Words that may be quoted of the article; its first sentence stands whatever this says."""
    share = float("inf") if options.quote_share is None else options.quote_share * measure(article.text)
    return min(share, float("inf") if options.quote_words is None else options.quote_words)


def _content(text: str, language: str) -> frozenset[str]:
    return frozenset(words(text)) - stopwords(language)
