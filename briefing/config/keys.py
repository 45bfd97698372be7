"""The keys of the three files, as pydantic models: what may stand where, and what it means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from briefing.config import words
from briefing.model import Format, Kind, OnUncertain, SourceFormat

__all__ = [
    "BriefingFile",
    "BriefingKeys",
    "Collect",
    "ReaderKeys",
    "SourceKeys",
    "SourcesFile",
    "Subscriber",
    "SubscriptionsFile",
]

_T = TypeVar("_T")


def _from_text(read: Callable[[str], _T]) -> BeforeValidator:
    def check(value: object) -> _T:
        if not isinstance(value, str):
            raise ValueError("should be a text; put it in quotes")
        return read(value)

    return BeforeValidator(check)


def _pattern(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


def _days(value: object) -> frozenset[int]:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(day, str) for day in value)):
        return words.days(value)
    raise ValueError("should be daily, weekdays, weekends or a list such as [mon, thu]")


def _network(value: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(value)
    except ValueError as error:
        raise ValueError(f"'{value}' is no network; write 10.0.0.0/8") from error


Duration = Annotated[timedelta, _from_text(words.duration), _pattern(r"^\d+\s*[smhdw]$", "30m")]
Rate = Annotated[float, _from_text(words.rate), _pattern(r"^\d+\s*/\s*(second|minute|hour|day)$", "60/minute")]
ClockTime = Annotated[time, _from_text(words.clock_time), _pattern(r"^\d{1,2}:\d{2}$", "06:30")]
LocalDate = Annotated[date, _from_text(words.local_date), _pattern(r"^\d{4}-\d{2}-\d{2}$", "2026-12-01")]
Zone = Annotated[str, _from_text(words.zone), _pattern(r"^[A-Za-z0-9_+/-]+$", "Europe/Lisbon")]
Email = Annotated[str, _from_text(words.address), _pattern(r"^[^\s@]+@[^\s@]+$", "ana@example.org")]
WebUrl = Annotated[str, _from_text(words.web_url), _pattern(r"^https?://", "https://example.org/feed.xml")]
SmtpUrl = Annotated[str, _from_text(words.smtp_url), _pattern(r"^(smtps?|smtp\+starttls)://|^\$|^$", "${SMTP_URL}")]
Country = Annotated[str, _from_text(words.country), _pattern(r"^[A-Za-z]{2,3}$", "NO")]
Network = Annotated[
    IPv4Network | IPv6Network, _from_text(_network), WithJsonSchema({"type": "string", "examples": ["10.0.0.0/8"]})
]
Days = Annotated[
    frozenset[int],
    BeforeValidator(_days),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Region = Literal["africa", "americas", "asia-pacific", "europe", "middle-east", "thematic"]
Topic = Literal[
    "conflict", "diplomacy", "trade", "nuclear", "human-rights", "migration", "climate", "elections", "economy"
]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
BriefingName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]  # it is part of ids and file names
Words = Annotated[str, Field(min_length=1, max_length=200)]
Line = Annotated[str, Field(max_length=500, pattern=r"^[^\r\n\x00-\x08\x0b\x0c\x0e-\x1f]*$")]


class _Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Keywords(_Keys):
    """Words that lift a story, and words that keep one out."""

    boost: list[Words] = []
    mute: list[Words] = []


class Caps(_Keys):
    """Stories of one region and of one publisher, at most."""

    region: Annotated[int, Field(ge=1, le=100)] = 3
    publisher: Annotated[int, Field(ge=1, le=100)] = 3


class Quote(_Keys):
    """What is quoted of one article, at most: words, and share of its text."""

    words: Annotated[int, Field(ge=10, le=1000)] = 90
    share: Annotated[float, Field(gt=0, le=1)] = 0.2


class Review(_Keys):
    """Whether an editor must see the edition first."""

    required: bool = False
    by: Duration = timedelta(minutes=20)
    otherwise: Literal["send", "hold"] = "send"


class ReaderKeys(_Keys):
    """Keys of a briefing that each reader may set too."""

    send_at: ClockTime | None = None
    days: Days | None = None
    holidays: list[LocalDate] | None = None
    timezone: Zone | None = None
    home: Country | None = None
    follow: list[Words] | None = None
    regions: list[Region] | None = None
    countries: list[Country] | None = None
    topics: list[Topic] | None = None
    keywords: Keywords | None = None
    sources: list[str] | None = None
    languages: list[Language] | None = None
    map: bool | None = None
    format: Format | None = None
    paused_until: LocalDate | None = None


class BriefingKeys(ReaderKeys):
    """One briefing."""

    title: Annotated[Line, Field(min_length=1)] | None = None
    based_on: str | None = None
    template: str | None = None
    language: Language | None = None
    review: Review | None = None
    stories: Annotated[int, Field(ge=1, le=60)] | None = None
    also: Annotated[int, Field(ge=0, le=60)] | None = None
    words_per_story: Annotated[int, Field(ge=20, le=500)] | None = None
    words: Annotated[int, Field(ge=100, le=10000)] | None = None
    min_stories: Annotated[int, Field(ge=1, le=60)] | None = None
    deliver_within: Duration | None = None
    first_window: Duration | None = None
    on_uncertain: OnUncertain | None = None
    weights: dict[str, Annotated[float, Field(ge=0, le=100)]] | None = None
    caps: Caps | None = None
    quote: Quote | None = None


class Subscriber(ReaderKeys):
    """One reader."""

    email: Email
    name: Line = ""
    briefings: list[str] | None = None


class SenderKeys(_Keys):
    """Who the mail is from."""

    name: Line = "World Briefing"
    email: Email
    reply_to: Email | None = None
    postal_address: Line = ""


class Operator(_Keys):
    """Who is told when something is wrong."""

    email: Email


class Smtp(_Keys):
    """The way out."""

    url: SmtpUrl = ""
    fallback: SmtpUrl = ""
    rate: Rate | None = None
    per_domain: Rate | None = None
    connections: Annotated[int, Field(ge=1, le=50)] = 2


class Dkim(_Keys):
    """Signing by the program itself."""

    domain: str
    selector: str
    key: str


class Secrets(_Keys):
    """The key behind Message-IDs and links."""

    key: str = ""
    previous: list[str] = []


class Archive(_Keys):
    """How long past editions stay."""

    keep: str = "forever"


class Collect(_Keys):
    """How news is gathered."""

    every: Duration = timedelta(minutes=30)
    keep: Duration = timedelta(days=30)
    gather_limit: Duration = timedelta(minutes=10)
    user_agent: Line = ""
    contact: Line = ""
    connections_per_host: Annotated[int, Field(ge=1, le=20)] = 1
    allow_networks: list[Network] = []


class BriefingFile(_Keys):
    """briefing.yaml."""

    sender: SenderKeys
    operator: Operator | None = None
    smtp: Smtp = Smtp()
    dkim: Dkim | None = None
    secrets: Secrets = Secrets()
    storage: Annotated[str, Field(min_length=1)] = "data/briefing.db"
    public_url: WebUrl | None = None
    archive: Archive = Archive()
    collect: Collect = Collect()
    defaults: BriefingKeys = BriefingKeys()
    briefings: Annotated[dict[BriefingName, BriefingKeys], Field(min_length=1)]
    sample: bool = False


class SourceKeys(_Keys):
    """One feed, news sitemap, or page of links."""

    url: WebUrl
    format: SourceFormat = "feed"
    links: Annotated[str, _from_text(words.link_glob), _pattern(r"^(/|\*|https?://)", "/world/*")] = ""
    every: Duration | None = None
    name: Annotated[Line, Field(min_length=1)] | None = None
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")] | None = None
    country: Country | None = None
    language: Language = "en"
    kind: Kind = "paper"
    publisher: Annotated[Line, Field(min_length=1)] | None = None
    ownership: Line = ""
    ownership_source: WebUrl | None = None
    weight: Annotated[float, Field(ge=0, le=10)] = 1.0
    paywall: bool = False
    enabled: bool = True

    @model_validator(mode="after")
    def _links_fit_the_format(self) -> Self:
        if self.format == "page" and not self.links:
            raise ValueError(
                "a page needs 'links', which says what its articles' addresses look like, such as /world/*"
            )
        if self.format == "feed" and self.links:
            raise ValueError("'links' is for a source with format: page or format: sitemap")
        return self


class SourcesFile(_Keys):
    """sources.yaml."""

    sources: Annotated[list[SourceKeys], Field(min_length=1)]


class SubscriptionsFile(_Keys):
    """subscriptions.yaml."""

    subscribers: list[Subscriber]
