"""Articles about one event, what is quoted of them, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from briefing.model.news import Article

__all__ = ["Scored", "Selection", "Sentence", "Story", "Summary"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The decision on one article: is it foreign affairs for this reader, and what is it about.

    `score` is 0 to 1; `reason` is a code such as "foreign-affairs", "sport", "home-politics", "language"; `evidence`
    are the words of the article that decided. `countries` are ISO alpha-2, most central first.
    """

    article_id: str
    score: float
    selected: bool
    reason: str
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event, the lead first.

    `duplicates` maps the id of a reprint to the id of its origin; both stay in `articles`.
    """

    id: str
    articles: tuple[Article, ...]
    publishers: tuple[str, ...]  # independent owners, sorted; a reprint counts as its origin
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    duplicates: Mapping[str, str] = field(default_factory=dict)
    score: float = 0.0  # foreign-affairs score of the story: the highest of its articles

    @property
    def lead(self) -> Article:
        """The article whose headline and link stand for the story."""
        return self.articles[0]

    @property
    def first_seen(self) -> datetime:
        """When the first of its articles was published."""
        return min(article.published for article in self.articles)


@dataclass(frozen=True, slots=True)
class Scored:
    """A story with its rank. `terms` sum to `score`; `why` is at most twelve words; `rejected` says why it is out."""

    story: Story
    score: float
    terms: Mapping[str, float]
    why: str
    rejected: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verbatim sentence: `text == article.text[start:end]`; `speaker` where someone is quoted in it."""

    text: str
    article_id: str
    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Verbatim sentences, or (with `standfirst`) the outlet's own standfirst from its feed, whole, and no sentences."""

    sentences: tuple[Sentence, ...] = ()
    standfirst: str = ""
