"""One row of the ledger: an edition on its way to one reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from briefing.model.reader import Format, OnUncertain

__all__ = ["OPEN", "Delivery", "DeliveryKey", "DeliveryKind", "DeliveryState", "Receipt"]

DeliveryKind = Literal["regular", "manual", "test"]
DeliveryState = Literal[
    "planned", "claimed", "in_flight", "accepted", "deferred", "refused", "suppressed", "uncertain", "expired"
]
OPEN: frozenset[DeliveryState] = frozenset({"planned", "claimed", "in_flight", "deferred"})


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """Unique in the ledger. `serial` is 0 for regular rows and counts manual and test ones of the same day."""

    briefing: str
    subscriber: str
    due_date: date  # the reader's local date
    kind: DeliveryKind = "regular"
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery and its state.

    planned → claimed (lease, owner, epoch) → in_flight → accepted | deferred | refused | uncertain;
    suppressed and expired end a row that was never handed over.
    """

    id: int
    key: DeliveryKey
    edition_id: str
    name: str  # of the reader, for the greeting; "" where not given
    format: Format
    due_at: datetime
    expires_at: datetime
    state: DeliveryState = "planned"
    attempts: int = 0
    next_try: datetime | None = None
    owner: str = ""
    lease_until: datetime | None = None
    epoch: int = 0
    reply: str = ""
    message_id: str = ""
    updated_at: datetime | None = None
    on_uncertain: OnUncertain = "resend"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one attempt to hand a message over: the new state, and the server's reply word for word."""

    state: Literal["accepted", "deferred", "refused", "uncertain"]
    reply: str
