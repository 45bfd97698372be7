"""From ranked stories to the laid-out edition: the lead, the sections, the quotations, and the reasons. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.cluster import cluster
from briefing.model import (
    AlsoToday,
    Article,
    Coverage,
    Edition,
    EditionKey,
    Piece,
    Profile,
    Scored,
    Selection,
    Source,
    Standing,
    Summary,
)
from briefing.rank import RankOptions, rank
from briefing.select import SelectOptions, select
from briefing.summarize import SummaryOptions, summarize

__all__ = ["Desk", "decide", "explain", "lay_out", "select_asked"]

_SECTIONS = ("africa", "americas", "asia-pacific", "europe", "middle-east", "thematic")
_LEAD_WORDS = 110
_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """The decisions on everything that arrived: one selection an article, all stories in rank order."""

    articles: tuple[Article, ...]
    selections: tuple[Selection, ...]
    scored: tuple[Scored, ...]

    @property
    def chosen(self) -> tuple[Scored, ...]:
        """Stories that stand in the edition, best first."""
        return tuple(scored for scored in self.scored if not scored.rejected)


def select_asked(articles: Sequence[Article], profile: Profile) -> tuple[tuple[Article, Selection], ...]:
    """The articles of the profile's sources, each with the decision on it: a matter of that article alone."""
    asked = tuple(a for a in articles if not profile.sources or a.source_id in profile.sources)
    return tuple(zip(asked, select(asked, SelectOptions.of(profile)), strict=True))


def decide(
    selected: Sequence[tuple[Article, Selection]], profile: Profile, key: EditionKey, sources: Mapping[str, Source]
) -> Desk:
    """Clusters and ranks what was selected."""
    by_id = {selection.article_id: selection for _, selection in selected}
    stories = cluster(tuple(article for article, selection in selected if selection.selected), by_id)
    scored = rank(stories, sources, RankOptions.of(profile, key.press_time))
    return Desk(tuple(a for a, _ in selected), tuple(s for _, s in selected), scored)


def lay_out(
    desk: Desk, key: EditionKey, profile: Profile, sources: Mapping[str, Source], standings: Mapping[str, Standing]
) -> Edition:
    """The edition: the best story leads, the others stand by region in rank order; numbers follow the page.

    A story of which nothing can be quoted becomes a one-liner.
    """
    quoted: list[tuple[Scored, Summary]] = []
    mute: list[Scored] = []
    said: list[str] = []
    for scored in desk.chosen[: profile.stories]:
        summary = _summary(scored, profile, leads=not quoted, said=tuple(said))
        if summary == Summary():
            mute.append(scored)
            continue
        said += [sentence.text for sentence in summary.sentences]
        quoted.append((scored, summary))
    ordered = [(*pair, "") for pair in quoted[:1]]
    for section in _SECTIONS:
        ordered += [(*pair, section) for pair in quoted[1:] if _section(pair[0]) == section]
    pieces = tuple(
        Piece(number, scored, summary, section) for number, (scored, summary, section) in enumerate(ordered, 1)
    )
    others = [scored for scored in desk.scored if scored.rejected and scored.rejected != "muted"]
    also = tuple(AlsoToday(scored) for scored in [*mute, *others])[: profile.also]
    return Edition(key, profile, pieces, also, _coverage(desk, pieces, sources, standings), sources)


def explain(desk: Desk, edition: Edition) -> str:
    """JSON text of every decision: why in, why out, the terms that sum to the rank, the sentences quoted."""
    quoted = {piece.scored.story.id: piece for piece in edition.pieces}
    stories = [_story_facts(scored, place, quoted.get(scored.story.id)) for place, scored in enumerate(desk.scored, 1)]
    member = {a.id: scored.story.id for scored in desk.scored for a in scored.story.articles}
    articles = [
        {
            "id": article.id,
            "headline": article.headline,
            "url": article.url,
            "source": article.source_id,
            "basis": article.basis,
            "selected": selection.selected,
            "reason": selection.reason,
            "score": round(selection.score, 4),
            "countries": list(selection.countries),
            "evidence": list(selection.evidence),
            "story": member.get(article.id),
        }
        for article, selection in zip(desk.articles, desk.selections, strict=True)
    ]
    return json.dumps({"stories": stories, "articles": articles}, ensure_ascii=False, sort_keys=True)


def _story_facts(scored: Scored, place: int, piece: Piece | None) -> dict[str, object]:
    story = scored.story
    return {
        "id": story.id,
        "place": place,
        "number": piece.number if piece else None,
        "headline": story.lead.headline,
        "url": story.lead.url,
        "score": scored.score,
        "terms": dict(scored.terms),
        "why": scored.why,
        "rejected": scored.rejected,
        "countries": list(story.countries),
        "publishers": list(story.publishers),
        "articles": [article.id for article in story.articles],
        "duplicates": dict(story.duplicates),
        "sentences": [s.text for s in piece.summary.sentences] if piece else [],
        "standfirst": piece.summary.standfirst if piece else "",
    }


def _section(scored: Scored) -> str:
    regions = scored.story.regions
    return regions[0] if regions and regions[0] in _SECTIONS else "thematic"


def _summary(scored: Scored, profile: Profile, *, leads: bool, said: tuple[str, ...]) -> Summary:
    """Quotes of the lead and, where it leads the edition, of one more outlet; reprints and other languages are left."""
    story = scored.story
    readable = [a for a in story.articles if a.basis == "page" and a.language == story.lead.language]
    readable = [a for a in readable if a.id not in story.duplicates]
    options = SummaryOptions(
        count=_SENTENCES if leads else _SENTENCES - 1,
        max_words=_LEAD_WORDS if leads else profile.words_per_story,
        quote_words=profile.quote_words,
        quote_share=profile.quote_share,
    )
    articles = readable[: 2 if leads else 1] if story.lead.basis == "page" else [story.lead]
    summary = summarize(articles, replace(options, avoid=said))
    return summary if summary.sentences else Summary(standfirst=story.lead.standfirst)


def _coverage(
    desk: Desk, pieces: Sequence[Piece], sources: Mapping[str, Source], standings: Mapping[str, Standing]
) -> Coverage:
    unreachable = sorted(s.name for s in sources.values() if s.id in standings and standings[s.id].error)
    feed_only = sum(bool(piece.summary.standfirst) for piece in pieces)
    return Coverage(len(sources), tuple(unreachable), len(desk.articles), feed_only)
