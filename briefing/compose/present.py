"""From the edition to its view: every text cleaned, every link checked, every line worded, every count counted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from briefing.compose.attribution import attribution, behind_paywall, cited, outlet, tongue
from briefing.compose.calendar import direction, press_date, tag
from briefing.compose.safety import clean, label, link
from briefing.compose.view import AlsoView, Brief, EditionView, SectionView, StoryView
from briefing.compose.wording import counted, phrase, words
from briefing.compose.wrapping import cut
from briefing.model import AlsoToday, Edition, Piece, Sender

__all__ = ["SUBJECT", "present", "word_count"]

SUBJECT = 60
_PREHEADER = (40, 90)
_BRIEFS = (3, 8)
_BRIEF = 62  # characters that stand on one line of 520 px, and of the text part
_WIDE = frozenset({"zh", "ja", "ko", "yue"})  # a character of these takes the room of two
_WORDS_PER_MINUTE = 230


def present(edition: Edition, sender: Sender) -> EditionView:
    """The view of an edition whose pieces are numbered and whose links are good."""
    profile = replace(edition.profile, language=tag(edition.profile.language) or "en")
    edition, language = replace(edition, profile=profile), profile.language
    stories = tuple(_story(piece, edition) for piece in edition.pieces)
    also = tuple(_also(row, edition) for row in edition.also)
    day = press_date(edition.key.press_time, profile.timezone, language)
    date = day[:1].upper() + day[1:]
    counts = _counts(stories, also, edition)
    title = label(profile.title) or label(profile.briefing)
    return EditionView(
        id=edition.key.id,
        title=title,
        language=language,
        direction=direction(language),
        subject=_subject(stories, title, sample=words(language)["sample_mark"] if profile.sample else ""),
        preheader=_preheader(stories, f"{date} · {counts}"),
        sample=words(language)["sample"] if profile.sample else "",
        date=date,
        counts=counts,
        in_brief=_in_brief(edition.pieces, stories),
        lead=stories[0] if stories else None,
        sections=tuple(_sections(edition.pieces[1:], stories[1:], words(language))),
        also=also,
        coverage=_coverage(edition),
        because=phrase(language, "because", title=title),
        postal_address=clean(sender.postal_address),
        words=words(language),
    )


def word_count(stories: Sequence[StoryView], also: Sequence[AlsoView]) -> int:
    """White-space separated words of headlines, quoted sentences, standfirsts and the headlines of Also today."""
    texts = [row.headline for row in also]
    for story in stories:
        texts.append(story.headline)
        texts += [quote.text for quote in story.quotes]
        texts += [story.standfirst.text] if story.standfirst else []
    return sum(len(text.split()) for text in texts)


def _story(piece: Piece, edition: Edition) -> StoryView:
    lead = piece.scored.story.lead
    sources = cited(piece, edition)
    named = attribution(piece, edition, sources)
    language, way = tongue(lead, edition)
    return StoryView(
        number=piece.number,
        anchor=f"story-{piece.number}",
        headline=clean(lead.headline),
        url=link(lead.url),
        quotes=sources.quotes,
        standfirst=sources.standfirst,
        lead=named.lead,
        time=named.time,
        also=named.also,
        more=named.more,
        attribution=named.line,
        why=label(piece.scored.why),
        links=sources.links,
        paywall=behind_paywall(lead, edition),
        language=language,
        direction=way,
    )


def _also(row: AlsoToday, edition: Edition) -> AlsoView:
    lead = row.scored.story.lead
    language, way = tongue(lead, edition)
    return AlsoView(
        headline=clean(lead.headline),
        url=link(lead.url),
        outlet=outlet(lead, edition),
        paywall=behind_paywall(lead, edition),
        language=language,
        direction=way,
    )


def _sections(
    pieces: Sequence[Piece], stories: Sequence[StoryView], wording: Mapping[str, str]
) -> Iterator[SectionView]:
    paired = zip(pieces, stories, strict=True)
    for region, members in groupby(paired, key=lambda pair: pair[0].region):
        title = wording.get(f"region.{region}", wording["region."])
        yield SectionView(title, tuple(story for _, story in members))


def _subject(stories: Sequence[StoryView], title: str, sample: str) -> str:
    return sample + cut(stories[0].headline if stories else title, SUBJECT - len(sample))


def _preheader(stories: Sequence[StoryView], facts: str) -> str:
    """Second and third story, cut to share the room; the date and counts where they leave the line too short."""
    shortest, longest = _PREHEADER
    headlines = [story.headline for story in stories[1:3]]
    if len(headlines) == 2:
        share = longest - 3 - min(len(headlines[1]), (longest - 3) // 2)
        first = cut(headlines[0], share)
        headlines = [first, cut(headlines[1], longest - 3 - len(first))]
    line = " · ".join(headlines)
    if len(line) < shortest:
        line = " · ".join([*headlines, facts])
    return cut(line, longest)


def _in_brief(pieces: Sequence[Piece], stories: Sequence[StoryView]) -> tuple[Brief, ...]:
    """The best eight in the order of the page; none where there are fewer than three stories."""
    fewest, most = _BRIEFS
    if len(stories) < fewest:
        return ()
    ranked = sorted(pieces, key=lambda piece: (piece.number != 1, -piece.scored.score, piece.number))[:most]
    kept = {piece.number for piece in ranked}
    return tuple(
        Brief(story.number, story.anchor, cut(story.headline, _room(piece)), story.language, story.direction)
        for piece, story in zip(pieces, stories, strict=True)
        if story.number in kept
    )


def _room(piece: Piece) -> int:
    wide = piece.scored.story.lead.language.partition("-")[0].lower() in _WIDE
    return _BRIEF // 2 if wide else _BRIEF


def _counts(stories: Sequence[StoryView], also: Sequence[AlsoView], edition: Edition) -> str:
    language = edition.profile.language
    outlets = {named.name for story in stories for named in (story.lead, *story.also)} | {row.outlet for row in also}
    total = word_count(stories, also)
    return phrase(
        language,
        "counts",
        stories=counted(language, "story", len(stories)),
        sources=counted(language, "source", len(outlets)),
        words=counted(language, "word", total),
        minutes=max(1, math.ceil(total / _WORDS_PER_MINUTE)),
    )


_NAMED = 6


def _coverage(edition: Edition) -> str:
    language, coverage = edition.profile.language, edition.coverage
    comma = words(language)["comma"]
    read = phrase(
        language,
        "read",
        feeds=counted(language, "feed", max(0, coverage.sources - len(coverage.unreachable))),
    )
    if coverage.unreachable:
        names = comma.join(label(name) for name in coverage.unreachable[:_NAMED])
        if len(coverage.unreachable) > _NAMED:
            names = phrase(language, "and_more", names=names, n=len(coverage.unreachable) - _NAMED)
        read += comma + phrase(language, "unreachable", n=len(coverage.unreachable), names=names)
    made = phrase(
        language,
        "made_from",
        read=read,
        articles=counted(language, "article", coverage.articles),
        stories=counted(language, "story", len(edition.pieces)),
    )
    feed_only = sum(bool(piece.summary.standfirst) for piece in edition.pieces)
    if feed_only:
        made += comma + phrase(language, "of_feed_text", n=feed_only)
    sentences = [f"{made}.", words(language)["promise"]]
    if edition.trimmed:
        sentences.insert(1, counted(language, "trimmed", edition.trimmed))
    return " ".join(sentences)
