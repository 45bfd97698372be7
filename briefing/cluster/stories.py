"""From articles to stories: who leads, who stands behind it, where it plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.cluster.case import ClusterCase
from briefing.cluster.grouping import Group, group
from briefing.model import Article, Selection, Story

__all__ = ["cluster"]

_FULL = 120  # words: a report this long tells the event; a first flash doesn't


def cluster(articles: Sequence[Article], selections: Mapping[str, Selection]) -> tuple[Story, ...]:
    """Each article in just one story; stories by the time of their first article, then by id."""
    by_id = {article.id: article for article in articles}
    stories = [_story(found, by_id, selections) for found in group([_case(a) for a in by_id.values()])]
    return tuple(sorted(stories, key=lambda story: (story.first_seen, story.id)))


def _case(article: Article) -> ClusterCase:
    return ClusterCase(
        id=article.id,
        headline=article.headline,
        text=article.text or article.standfirst,
        published=article.published,
        source=article.source_id,
        publisher=article.publisher,
        credit=" ".join((*article.authors, article.dateline, article.credit)),
        language=article.language,
    )


def _story(found: Group, by_id: Mapping[str, Article], selections: Mapping[str, Selection]) -> Story:
    articles = _in_line([by_id[ident] for ident in found.ids], found.duplicates)
    decisions = [selections[article.id] for article in articles if article.id in selections]
    return Story(
        id=found.id,
        articles=articles,
        publishers=tuple(sorted({_owner(a) for a in articles if a.id not in found.duplicates})),
        countries=_merged([decision.countries for decision in decisions]),
        regions=_merged([decision.regions for decision in decisions]),
        topics=_merged([decision.topics for decision in decisions]),
        duplicates=dict(sorted(found.duplicates.items())),
        score=max((decision.score for decision in decisions), default=0.0),
    )


def _owner(article: Article) -> str:
    return article.publisher or article.source_id


def _in_line(articles: Sequence[Article], duplicates: Mapping[str, str]) -> tuple[Article, ...]:
    """The lead, then the best of each other publisher, then the rest.

    Best is: free to read, its page read, in the language that most of the articles are in, not a reprint, long
    enough to tell the event, early, long.
    """
    languages = Counter(article.language for article in articles)

    def worth(article: Article) -> tuple[bool, bool, int, bool, bool, float, int, str]:
        length = len(article.text.split())
        return (
            article.paywall,
            article.basis != "page",
            -languages[article.language],
            article.id in duplicates,
            length < _FULL,
            article.published.timestamp(),
            -length,
            article.id,
        )

    seen: Counter[str] = Counter()
    placed = []
    for article in sorted(articles, key=worth):
        origin = duplicates.get(article.id)
        placed.append((origin is not None, seen[_owner(article)], worth(article), article))
        seen[_owner(article)] += 1
    first = min(articles, key=worth)
    others = sorted((entry for entry in placed if entry[3].id != first.id), key=lambda entry: entry[:3])
    return (first, *(entry[3] for entry in others))


def _merged(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Every name once: those that more articles give first, among equals as the lead orders them, then the next."""
    told = Counter(name for names in lists for name in dict.fromkeys(names))
    return tuple(sorted(told, key=lambda name: -told[name]))
