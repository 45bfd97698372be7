"""What the jobs need of the world, as Protocols. Adapters fulfil them; `app` chooses which.

Clock     the time
Fetcher   bytes behind an address
Parser    hostile bytes into nouns, in a child that can be killed
Channel   a finished message out of the house
NewsStore, EditionStore, Ledger, Locks    one store, seen from four sides
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from briefing.model import (
    FEED,
    Article,
    Delivery,
    DeliveryKey,
    EditionRecord,
    EditionState,
    Entry,
    Fetched,
    Format,
    Listing,
    OnUncertain,
    Reading,
    Receipt,
    Standing,
    Validators,
)

__all__ = [
    "Answer",
    "Channel",
    "ChannelSession",
    "Clock",
    "EditionStore",
    "Envelope",
    "Fetcher",
    "Ledger",
    "Locks",
    "NewsStore",
    "Parser",
    "PlannedDelivery",
    "Pointing",
]

Pointing = Literal["sitemaps", "feeds"]


class Clock(Protocol):
    """The only source of the time. A held clock (`--now` in once, build, send, collect) stands still."""

    def now(self) -> datetime:
        """Aware, UTC."""

    @property
    def held(self) -> bool:
        """True where the clock stands still: then nobody waits."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: 200 with the body (content encoding undone) or, to a conditional request, 304 without."""

    fetched: Fetched
    final_url: str
    not_modified: bool
    validators: Validators


class Fetcher(Protocol):
    """Fetches politely: robots.txt for pages, few connections a host, caps on bytes and time, no private networks."""

    def feed(self, url: str, validators: Validators) -> Answer:
        """Raises FetchRefused, FetchGone, FetchTimeout, FetchFailed or TooLarge."""

    def page(self, url: str) -> Answer:
        """As `feed`, unconditional, and refused where robots.txt says so."""


class Parser(Protocol):
    """Reads hostile bytes within limits. Raises ParseTimeout and ParseFailed, for feeds also NotAFeed and TooLarge."""

    def feed(self, fetched: Fetched, listing: Listing = FEED) -> tuple[Entry, ...]:
        """The entries of a feed, or of what `listing` says it is, in its own order."""

    def pointers(self, fetched: Fetched, to: Pointing) -> tuple[str, ...]:
        """Absolute addresses, most promising first: the "sitemaps" of an index (none where the bytes are something

        else), or what may be "feeds" of the site whose page this is.
        """

    def article(self, fetched: Fetched) -> Reading:
        """What the page holds."""


class NewsStore(Protocol):
    """What was gathered: append-only."""

    def standings(self) -> Mapping[str, Standing]:
        """By source id; sources never asked are absent."""

    def put_standing(self, standing: Standing) -> None:
        """Replaces the source's standing."""

    def keep(self, fetched: Fetched) -> None:
        """Stores the bytes as fetched (once per hash) with address and time."""

    def fetched(self, url: str, by: datetime) -> tuple[Fetched, ...]:
        """Every kept answer of this address up to and including `by`, newest first."""

    def sightings(self, url: str, by: datetime) -> tuple[tuple[str, datetime], ...]:
        """Source and time of each version of an entry with this address that was seen by `by`, newest first."""

    def answer(self, url: str, at: datetime) -> Fetched | None:
        """The kept answer of this address at just this time; None where there is none."""

    def put_entries(self, source_id: str, entries: Sequence[Entry], seen_at: datetime) -> tuple[Entry, ...]:
        """Stores entries that are new or changed; returns those whose address was never seen before in this source."""

    def waiting(self, source_id: str) -> tuple[Entry, ...]:
        """Newest version of each entry of this source whose page was not read yet and failed fewer than three times."""

    def put_article(self, article: Article) -> None:
        """Stores one version of an article. The same id again is ignored."""

    def put_miss(self, source_id: str, url: str, at: datetime, reason: str, final: bool) -> None:
        """Records that a page could not be read; `final` ends further tries."""

    def articles(self, since: datetime, by: datetime, late: timedelta = timedelta(0)) -> tuple[Article, ...]:
        """Newest version of each article published in (since, by] and seen by `by`; by (published, id).

        With `late`, also those published that long before `since` of which nothing was seen by then.
        """


class EditionStore(Protocol):
    """Editions built, for sending, showing and proving."""

    def put_edition(self, record: EditionRecord) -> None:
        """Stores or, while nothing of it was sent, replaces an edition."""

    def set_edition_state(self, edition_id: str, state: EditionState, reason: str = "") -> None:
        """Moves an edition to another state."""

    def edition(self, edition_id: str) -> EditionRecord | None:
        """By id, None where unknown."""

    def editions(self, briefing: str = "", limit: int = 100) -> tuple[EditionRecord, ...]:
        """Newest press time first; of one briefing where named."""

    def previous_press_time(self, briefing: str, subscriber: str) -> datetime | None:
        """Press time of the last regular edition this reader was sent, or None."""


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    """A row to be entered in the ledger."""

    key: DeliveryKey
    edition_id: str
    name: str
    format: Format
    due_at: datetime
    expires_at: datetime
    on_uncertain: OnUncertain = "resend"


class Ledger(Protocol):
    """Who is sent what. The ledger alone decides; its unique key is (briefing, subscriber, due date, kind, serial)."""

    def plan(self, rows: Sequence[PlannedDelivery], now: datetime) -> int:
        """Enters rows whose key is not there yet; returns how many were entered."""

    def has(self, key: DeliveryKey) -> bool:
        """True where the key has a row, in whatever state."""

    def next_serial(self, key: DeliveryKey) -> int:
        """The lowest serial not yet used for manual and test rows."""

    def claim(self, edition_id: str, owner: str, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """Leases due rows (planned, deferred and due, claimed with a lapsed lease) durably and returns them.

        Rows past `expires_at` become expired instead; in_flight rows of a lapsed lease become uncertain, and are
        claimed again where their `on_uncertain` is "resend".
        """

    def mark_in_flight(self, delivery: Delivery, message_id: str, now: datetime) -> bool:
        """Durably notes that the message is about to be handed over; False where the lease was lost (epoch)."""

    def record(self, delivery: Delivery, receipt: Receipt, now: datetime, next_try: datetime | None = None) -> bool:
        """Notes what became of it; False where the lease was lost."""

    def open_count(self, edition_id: str) -> int:
        """Rows that are planned, claimed, in flight or deferred."""

    def editions_with_open_rows(self) -> tuple[str, ...]:
        """Ids of editions that are not done, oldest press time first."""

    def deliveries(
        self, edition_id: str = "", states: Sequence[str] = (), since: date | None = None
    ) -> Iterator[Delivery]:
        """Rows by id, filtered."""


class Locks(Protocol):
    """One leader among processes."""

    def hold(self, name: str, owner: str, now: datetime, seconds: float) -> AbstractContextManager[None]:
        """Holds a named lease for the length of the block; raises Locked where another process has it."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """SMTP envelope: bare addresses."""

    sender: str
    recipient: str


class ChannelSession(Protocol):
    """An open way out: one connection, or one folder."""

    def send(self, envelope: Envelope, message: bytes) -> Receipt:
        """Hands one message over. Never raises for a refusal: the receipt says it."""


class Channel(Protocol):
    """A way out of the house: SMTP, or the outbox folder."""

    def open(self) -> AbstractContextManager[ChannelSession]:
        """Raises ChannelDown where no message can be handed over."""
