"""One dated briefing for one audience, and the message that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from briefing.model.reader import Format, Profile
from briefing.model.source import Source
from briefing.model.story import Scored, Summary

__all__ = [
    "AlsoToday",
    "Coverage",
    "Edition",
    "EditionKey",
    "EditionRecord",
    "EditionState",
    "Evidence",
    "Finding",
    "Piece",
    "Skeleton",
]

EditionState = Literal["built", "held", "sending", "done", "skipped"]


@dataclass(frozen=True, slots=True)
class EditionKey:
    """Names an edition: readers who share all four share the edition."""

    briefing: str
    profile: str
    since: datetime  # aware, UTC: press time of these readers' previous edition
    press_time: datetime  # aware, UTC

    @property
    def id(self) -> str:
        """Such as "world-20261123T0600Z-1a2b3c4d": sortable by press time within a briefing."""
        facts = f"{self.briefing}|{self.profile}|{self.since.isoformat()}|{self.press_time.isoformat()}"
        return f"{self.briefing}-{self.press_time:%Y%m%dT%H%MZ}-{hashlib.sha256(facts.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A story as it stands in the edition. `region` is the section, "" for the lead; `number` counts from 1."""

    number: int
    scored: Scored
    summary: Summary
    region: str = ""


@dataclass(frozen=True, slots=True)
class AlsoToday:
    """A one-liner: headline and link."""

    scored: Scored


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the edition was made from: sources asked, those that did not answer (by name), articles considered."""

    sources: int
    unreachable: tuple[str, ...]
    articles: int
    feed_only: int  # stories of the edition that rest on feed text alone


@dataclass(frozen=True, slots=True)
class Edition:
    """The laid-out edition, before any markup: what compose renders. `sources` holds the quoted outlets by id."""

    key: EditionKey
    profile: Profile
    pieces: tuple[Piece, ...]  # the lead first, then by section
    also: tuple[AlsoToday, ...]
    coverage: Coverage
    sources: Mapping[str, Source] = field(default_factory=dict)
    trimmed: int = 0  # stories moved to "Also today" to keep the size or word limit


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A rendered message with holes, for one format: `parts` are the fixed bytes, `holes` what goes between them.

    len(parts) == len(holes) + 1. A hole is a name ("to", "message_id", "unsubscribe" …); what fills it is already
    encoded for its place. `html` and `text` are the decoded bodies, holes shown as they are for an unnamed reader.
    """

    edition_id: str
    format: Format
    subject: str
    parts: tuple[bytes, ...]
    holes: tuple[str, ...]
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Fetched bytes that a message's link can be proved against."""

    url: str  # of the article as linked, without fragment
    kind: Literal["page", "feed"]
    fetched_at: datetime
    body: bytes
    content_type: str = ""
    source_url: str = ""  # of the feed, where kind is "feed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a judge (prove, checks) says of a message. `ok` findings are kept to show what was proved."""

    rule: str
    ok: bool
    culprit: str  # the sentence, link or line
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """An edition as stored: its state, the finished skeletons by format, and the decisions behind it.

    `explanation` is JSON text: every candidate with its reason, terms and sentences, for `stories explain`.
    `unproved` are findings against articles that were left out because their text does not stand in the source.
    """

    key: EditionKey
    state: EditionState
    reason: str
    built_at: datetime
    title: str
    skeletons: tuple[Skeleton, ...] = ()
    explanation: str = "{}"
    unproved: tuple[Finding, ...] = ()
    stories: int = 0
    version: str = ""

    @property
    def id(self) -> str:
        """The edition's id."""
        return self.key.id
