"""Where news comes from, and how that has been going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

__all__ = ["FEED", "Kind", "Listing", "Source", "SourceFormat", "Standing", "Validators"]

Kind = Literal["wire", "public", "paper", "state", "ngo", "think-tank", "official"]
SourceFormat = Literal["feed", "sitemap", "page"]


@dataclass(frozen=True, slots=True)
class Listing:
    """How a source lists its news: in a feed, in a news sitemap (or an index of those), or as links on a page.

    `links` is a glob in which "*" stands for any characters: only links that match it count. It is compared with the
    whole address, or with path and query where it begins with "/" (then links to other hosts never match). "" is all.
    """

    format: SourceFormat = "feed"
    links: str = ""


FEED = Listing()


@dataclass(frozen=True, slots=True)
class Source:
    """One feed, sitemap or page of one outlet, as configured. Those of one `publisher` count once.

    `weight` 1 is neutral. `every` is how often it is asked, None where as often as all others.
    """

    id: str
    url: str
    name: str
    publisher: str
    country: str = ""  # ISO 3166 alpha-2, upper case; "" where unknown
    language: str = "en"  # BCP 47
    kind: Kind = "paper"
    ownership: str = ""  # a short phrase as published, such as "state-funded"
    weight: float = 1.0
    paywall: bool = False
    listing: Listing = FEED
    every: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us so that we need not fetch the same bytes twice (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source has answered so far. `failures` counts those in a row; `error` is the last one, "" when well."""

    source_id: str
    validators: Validators = Validators()
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    next_due: datetime | None = None
    failures: int = 0
    error: str = ""
