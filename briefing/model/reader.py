"""Who reads what, and when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, time, timedelta
from typing import Literal

__all__ = ["Format", "OnUncertain", "Profile", "Sender", "Subscription"]

Format = Literal["html", "text"]
OnUncertain = Literal["resend", "hold"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the mail is from."""

    name: str
    email: str
    reply_to: str = ""
    postal_address: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything of the configuration that shapes an edition. Readers with equal profiles can share one.

    Empty tuples in `regions`, `countries`, `topics` and `sources` mean all. Caps and budgets count stories or words.
    """

    briefing: str
    title: str
    language: str = "en"
    timezone: str = "UTC"
    home: str = ""
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    boost: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    stories: int = 8
    also: int = 6
    words_per_story: int = 70
    words: int = 800
    min_stories: int = 3
    weights: Mapping[str, float] = field(default_factory=dict)  # {} means the published ones
    region_cap: int = 3
    publisher_cap: int = 3
    quote_words: int = 90
    quote_share: float = 0.2
    first_window: timedelta = timedelta(hours=24)
    map: bool = True
    sample: bool = False  # made-up news: subject and masthead say so

    @property
    def key(self) -> str:
        """Twelve hex digits that are equal where everything that shapes the edition is equal."""
        facts = asdict(self) | {"first_window": self.first_window.total_seconds()}
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One reader of one briefing. `days` are ISO weekdays, 1 is Monday; `send_at` is in the profile's zone."""

    email: str
    profile: Profile
    name: str = ""
    send_at: time = time(6, 30)
    days: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    format: Format = "html"
    paused_until: date | None = None
    deliver_within: timedelta = timedelta(hours=4)
    on_uncertain: OnUncertain = "resend"

    @property
    def briefing(self) -> str:
        """Name of the briefing."""
        return self.profile.briefing
