"""The order of the stories, and which of them make the edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.model import Scored, Source, Story
from briefing.rank.keywords import matching, phrases
from briefing.rank.options import RankOptions
from briefing.rank.reasons import why
from briefing.rank.signals import SIGNALS, Read

__all__ = ["rank"]


def rank(stories: Sequence[Story], sources: Mapping[str, Source], options: RankOptions) -> tuple[Scored, ...]:
    """All stories, best first; ties go to the newer story, then to its id.

    A story out of the edition says why: "muted", "region-cap" (its first region is full), "publisher-cap" (its lead's
    publisher is), or "below-cut" (the edition is full).
    """
    scored = [_scored(Read(story, phrases(story), sources, options)) for story in stories]
    scored.sort(key=lambda one: (-one.score, -one.story.first_seen.timestamp(), one.story.id))
    regions: Counter[str] = Counter()
    publishers: Counter[str] = Counter()
    placed = []
    for one in scored:
        region, publisher = next(iter(one.story.regions), ""), one.story.lead.publisher
        code = one.rejected or _out(
            region_full=bool(region) and regions[region] >= options.region_cap,
            publisher_full=publishers[publisher] >= options.publisher_cap,
            full=publishers.total() >= options.stories,
        )
        if not code:
            regions[region] += 1
            publishers[publisher] += 1
        placed.append(Scored(one.story, one.score, one.terms, one.why, code))
    return tuple(placed)


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
