"""The ranking signals, one function each. A signal is 0 to 1; its weight stands in `options.WEIGHTS`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.model import Source, Story
from briefing.rank.keywords import Phrases, matching
from briefing.rank.options import RankOptions

__all__ = ["SIGNALS", "Read", "Signal"]

_MANY = 8  # independent publishers that count in full
_HALF_LIFE = 12.0  # hours
_HEAVIEST = 2.0  # weight of a source that counts in full


@dataclass(frozen=True, slots=True)
class Read:
    """A story with its words and the sources behind it."""

    story: Story
    said: Phrases
    sources: Mapping[str, Source]
    options: RankOptions


Signal = Callable[[Read], float]


def publishers(read: Read) -> float:
    """0 for one independent publisher, 1 for eight and more, by the logarithm."""
    return min(1.0, math.log2(max(1, len(read.story.publishers))) / math.log2(_MANY))


def foreign_affairs(read: Read) -> float:
    """The story's foreign-affairs score."""
    return min(1.0, max(0.0, read.story.score))


def recency(read: Read) -> float:
    """1 at press time, halved every twelve hours since the story's newest article."""
    newest = max(article.published for article in read.story.articles)
    hours = max(0.0, (read.options.press_time - newest).total_seconds() / 3600)
    return float(0.5 ** (hours / _HALF_LIFE))


def follow(read: Read) -> float:
    """1 where the story is about a country or keyword that the reader follows."""
    return float(bool(matching(read.story, read.said, read.options.follow)))


def boost(read: Read) -> float:
    """1 where the story says a word that the briefing boosts."""
    return float(bool(matching(read.story, read.said, read.options.boost)))


def source(read: Read) -> float:
    """Half the weight of the heaviest source, at most 1; a neutral source has weight 1."""
    weights = [read.sources[a.source_id].weight for a in read.story.articles if a.source_id in read.sources]
    return min(1.0, max(0.0, max(weights, default=1.0) / _HEAVIEST))


SIGNALS: Mapping[str, Signal] = MappingProxyType(
    {
        "publishers": publishers,
        "foreign-affairs": foreign_affairs,
        "recency": recency,
        "follow": follow,
        "boost": boost,
        "source": source,
    }
)
