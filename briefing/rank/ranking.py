"""The order of the stories, and which of them make the edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from briefing.model import Scored, Source, Story
from briefing.rank.keywords import matching, phrases
from briefing.rank.options import RankOptions
from briefing.rank.reasons import why
from briefing.rank.signals import SIGNALS, Read

__all__ = ["rank"]


def rank(stories: Sequence[Story], sources: Mapping[str, Source], options: RankOptions) -> tuple[Scored, ...]:
    """All stories, best first; ties go to the newer story, then to its id.

    A story whose lead's publisher is full is led by the next of its reports that is free to read and another
    publisher's; its score stays. A story out of the edition says why: "muted", "region-cap" (its first region is full),
    "publisher-cap" (all who could lead it are), or "below-cut" (the edition is full).
    """
    scored = [_scored(Read(story, phrases(story), sources, options)) for story in stories]
    scored.sort(key=lambda one: (-one.score, -one.story.first_seen.timestamp(), one.story.id))
    regions: Counter[str] = Counter()
    publishers: Counter[str] = Counter()
    placed = []
    for one in scored:
        region = next(iter(one.story.regions), "")
        full = {publisher for publisher, count in publishers.items() if count >= options.publisher_cap}
        story = _led_by_another(one.story, full, sources) if one.story.lead.publisher in full else one.story
        code = one.rejected or _out(
            region_full=bool(region) and regions[region] >= options.region_cap,
            publisher_full=story.lead.publisher in full,
            full=publishers.total() >= options.stories,
        )
        if not code:
            regions[region] += 1
            publishers[story.lead.publisher] += 1
        placed.append(Scored(one.story if code else story, one.score, one.terms, one.why, code))
    return tuple(placed)


def _led_by_another(story: Story, full: Collection[str], sources: Mapping[str, Source]) -> Story:
    """The story led by its first free report of a publisher that has room, or as it is where there is none.

    A think tank leads only where no newsroom can.
    """
    able = [
        article
        for article in story.articles
        if article.basis == "page" and not article.paywall and article.id not in story.duplicates
        if article.language == story.lead.language and article.publisher not in full
    ]
    if not able:
        return story
    lead = min(
        able, key=lambda article: article.source_id in sources and sources[article.source_id].kind == "think-tank"
    )
    return replace(story, articles=(lead, *(other for other in story.articles if other is not lead)))


def _scored(read: Read) -> Scored:
    weights = read.options.weights
    terms = {name: weights.get(name, 0.0) * signal(read) for name, signal in SIGNALS.items()}
    followed = matching(read.story, read.said, read.options.follow)
    reason = why(read.story, followed, read.options.language)
    muted = "muted" if matching(read.story, read.said, read.options.mute) else ""
    return Scored(read.story, sum(terms.values()), terms, reason, muted)


def _out(*, region_full: bool, publisher_full: bool, full: bool) -> str:
    """The edition's end goes first: a story below it is not out for its region."""
    if full:
        return "below-cut"
    if region_full:
        return "region-cap"
    return "publisher-cap" if publisher_full else ""
