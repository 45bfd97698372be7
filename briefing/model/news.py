"""What was fetched, and what was read in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

__all__ = ["Article", "Basis", "Entry", "Fetched", "Reading"]

Basis = Literal["page", "feed"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of one answer as they came (content encoding undone), with the time and the address asked."""

    url: str
    at: datetime
    body: bytes
    content_type: str = ""

    @property
    def sha256(self) -> str:
        """Hex digest of the body."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed said of one article. Texts are plain (no markup, entities decoded once, one line)."""

    url: str  # absolute, http or https
    title: str
    published: datetime | None = None  # aware, UTC; None where the feed has no believable date
    summary: str = ""  # the outlet's standfirst, whole
    content: str = ""  # full text where the feed carries it: paragraphs joined by blank lines
    guid: str = ""
    link: str = ""  # what `url` was read from: as the feed wrote it, which may be relative; not stored
    undated: str = field(default="", compare=False)  # why there is no date: "before 1990: 1970-01-01"; not stored

    @property
    def words(self) -> int:
        """Words in the longer of summary and content: what decides whether the feed holds the whole text."""
        return max(len(self.summary.split()), len(self.content.split()))


@dataclass(frozen=True, slots=True)
class Reading:
    """What `extract` read in one page. Where `article` is False, `reason` says why and the texts are empty."""

    article: bool
    reason: str = ""
    headline: str = ""
    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str = ""
    dateline: str = ""
    caption: str = ""
    credit: str = ""
    paywall: bool = False  # the page itself says that it is not free to read

    @property
    def text(self) -> str:
        """Paragraphs joined by blank lines."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one report, as stored. `text` is what offsets of quoted sentences count in.

    basis "page": `paragraphs` are the article's own. basis "feed": the page may not or cannot be read; there are no
    paragraphs, and only the feed's `standfirst` may be shown, whole, and said to be one.
    """

    id: str
    source_id: str
    publisher: str
    url: str
    headline: str
    basis: Basis
    seen_at: datetime
    published: datetime  # the feed's date; the page's where the feed has none; else when first seen
    standfirst: str = ""
    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = "en"
    dateline: str = ""
    caption: str = ""
    credit: str = ""
    paywall: bool = False
    reason: str = ""  # why only feed text, where that is so

    @property
    def text(self) -> str:
        """Paragraphs joined by blank lines; "" where only feed text is known."""
        return "\n\n".join(self.paragraphs)
