"""Who is sent what. The ledger is the queue: rows are leased, and every step is committed before the next.

    planned ─► claimed ─► in_flight ─► accepted | refused
       │          │           ├─► deferred ──(next try)──► claimed
       ▼          ▼           └─► uncertain ─(resend)────► claimed
    expired ◄─────┘

A claim leases rows to an owner for LEASE and raises their epoch. Steps after it name owner and epoch: whoever lost a
row to a later claim writes nothing. A row in flight whose lease lapsed (its sender died between the final dot and
the note of the answer) is uncertain: it is claimed again at once where its reader wants it resent, and held for a
decision otherwise. An uncertain row that was recorded with a time for its next try counts as open until then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Row, Update, and_, bindparam, func, or_, select, update

from briefing.adapters.store.database import Database
from briefing.adapters.store.tables import OPEN_ROWS, deliveries, editions
from briefing.model import Delivery, DeliveryKey, DeliveryState, Receipt
from briefing.ports import PlannedDelivery

__all__ = ["LEASE", "DeliveryLedger"]

LEASE = timedelta(seconds=120)
_AT_ONCE = 1000  # rows of one page, and of one insert
_NOBODY_KNOWS = "the sender stopped before it noted the server's answer"

_Verdict = Literal["claimed", "uncertain", "expired"]

_HELD = and_(
    deliveries.c.id == bindparam("row"),
    deliveries.c.owner == bindparam("holder"),
    deliveries.c.epoch == bindparam("held_epoch"),
)
_MARK = (
    update(deliveries)
    .where(_HELD, deliveries.c.state == "claimed", deliveries.c.expires_at >= bindparam("now"))
    .values(
        state="in_flight",
        attempts=deliveries.c.attempts + 1,
        message_id=bindparam("ident"),
        lease_until=bindparam("until"),
        updated_at=bindparam("now"),
    )
)


def _recording(*states: DeliveryState) -> Update:
    """Notes a receipt, for a row that is in one of these states."""
    return (
        update(deliveries)
        .where(_HELD, deliveries.c.state.in_(states))
        .values(
            state=bindparam("became"),
            reply=bindparam("said"),
            next_try=bindparam("again"),
            owner="",
            lease_until=None,
            updated_at=bindparam("now"),
        )
    )


_RECORD: Mapping[str, Update] = {
    "accepted": _recording("in_flight"),
    "uncertain": _recording("in_flight"),
    "deferred": _recording("in_flight", "claimed"),
    "refused": _recording("in_flight", "claimed"),
}
_SETTLE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("row"))
    .values(
        state=bindparam("became"),
        reply=bindparam("said"),
        owner=bindparam("holder"),
        epoch=bindparam("held_epoch"),
        lease_until=bindparam("until"),
        next_try=None,
        updated_at=bindparam("now"),
    )
)


class DeliveryLedger:
    """Fulfils ports.Ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, rows: Sequence[PlannedDelivery], now: datetime) -> int:
        """Enters rows whose key is not there yet, all or none; returns how many. Their edition must be stored."""
        query = self._database.insert(deliveries).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
        entered = 0
        with self._database.writing(durable=True) as connection:
            for start in range(0, len(rows), _AT_ONCE):
                some = [_planned(row, now) for row in rows[start : start + _AT_ONCE]]
                entered += connection.execute(query, some).rowcount
        return entered

    def has(self, key: DeliveryKey) -> bool:
        """True where the key has a row, in whatever state."""
        query = select(deliveries.c.id).where(_of_day(key), deliveries.c.serial == key.serial)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def next_serial(self, key: DeliveryKey) -> int:
        """The lowest serial from 1 that this briefing, reader, date and kind have no row for; 0 for regular ones."""
        if key.kind == "regular":
            return 0
        with self._database.reading() as connection:
            used = set(connection.execute(select(deliveries.c.serial).where(_of_day(key))).scalars())
        return next(serial for serial in range(1, len(used) + 2) if serial not in used)

    def claim(self, edition_id: str, owner: str, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """Leases due rows, lowest id first, and returns them; the lease is on the disk when this returns.

        Rows met on the way that are past `expires_at` become expired, those nobody may resend uncertain.
        """
        claimed: list[Delivery] = []
        with self._database.writing(durable=True) as connection:
            while len(claimed) < limit:
                wanted = limit - len(claimed)
                found = _due(connection, edition_id, now, wanted)
                settled = [_settled(delivery, owner, now) for delivery in found]
                if settled:
                    connection.execute(_SETTLE, [_settle_values(delivery) for delivery in settled])
                claimed += (delivery for delivery in settled if delivery.state == "claimed")
                if len(found) < wanted:
                    break
        return tuple(claimed)

    def mark_in_flight(self, delivery: Delivery, message_id: str, now: datetime) -> bool:
        """Notes that the message is about to be handed over, and renews the lease.

        False where the lease was lost, or `expires_at` has passed meanwhile: then nothing may be sent.
        """
        values = _held(delivery) | {"ident": message_id, "until": now + LEASE, "now": now}
        with self._database.writing() as connection:
            return connection.execute(_MARK, values).rowcount == 1

    def record(self, delivery: Delivery, receipt: Receipt, now: datetime, next_try: datetime | None = None) -> bool:
        """Notes what became of it; False where the lease was lost.

        `next_try` counts for deferred rows (None: at once), and for uncertain ones that may be resent (None: never).
        """
        again = receipt.state == "deferred" or (receipt.state == "uncertain" and delivery.on_uncertain == "resend")
        values = _held(delivery) | {
            "became": receipt.state,
            "said": receipt.reply,
            "again": next_try if again else None,
            "now": now,
        }
        with self._database.writing() as connection:
            return connection.execute(_RECORD[receipt.state], values).rowcount == 1

    def open_count(self, edition_id: str) -> int:
        """Rows that are planned, claimed, in flight or deferred, or uncertain with their resend to come."""
        query = select(func.count()).select_from(deliveries).where(deliveries.c.edition_id == edition_id, OPEN_ROWS)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def editions_with_open_rows(self) -> tuple[str, ...]:
        """Ids of editions that are not done, oldest press time first, equal ones by id."""
        waiting = select(deliveries.c.id).where(deliveries.c.edition_id == editions.c.id, OPEN_ROWS)
        query = select(editions.c.id).where(waiting.exists()).order_by(editions.c.press_time, editions.c.id)
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def deliveries(
        self, edition_id: str = "", states: Sequence[str] = (), since: date | None = None
    ) -> Iterator[Delivery]:
        """Rows by id, filtered, a page at a time: each page is as the store is when it is read."""
        query = select(deliveries).order_by(deliveries.c.id).limit(_AT_ONCE)
        if edition_id:
            query = query.where(deliveries.c.edition_id == edition_id)
        if states:
            query = query.where(deliveries.c.state.in_(states))
        if since is not None:
            query = query.where(deliveries.c.due_date >= since)
        last = -1
        while True:
            with self._database.reading() as connection:
                page = connection.execute(query.where(deliveries.c.id > last)).all()
            yield from map(_delivery, page)
            if len(page) < _AT_ONCE:
                return
            last = page[-1].id


def _of_day(key: DeliveryKey) -> ColumnElement[bool]:
    return and_(
        deliveries.c.briefing == key.briefing,
        deliveries.c.subscriber == key.subscriber,
        deliveries.c.due_date == key.due_date,
        deliveries.c.kind == key.kind,
    )


def _due(connection: Connection, edition_id: str, now: datetime, limit: int) -> list[Delivery]:
    """Open rows that need a decision now, lowest id first; locked against other machines where that is possible."""
    row = deliveries.c
    query = select(deliveries).where(
        row.edition_id == edition_id,
        OPEN_ROWS,
        or_(
            and_(row.state == "planned", row.due_at <= now),
            and_(row.state.in_(("deferred", "uncertain")), or_(row.next_try.is_(None), row.next_try <= now)),
            and_(row.state.in_(("claimed", "in_flight")), row.lease_until <= now),
            and_(row.state.in_(("planned", "deferred")), row.expires_at < now),
        ),
    )
    rows = connection.execute(query.order_by(row.id).limit(limit).with_for_update(skip_locked=True))
    return [_delivery(found) for found in rows]


def _verdict(delivery: Delivery, now: datetime) -> _Verdict:
    """What a due row becomes. Expired is only what nobody can have received."""
    late = delivery.expires_at < now
    if delivery.state in ("in_flight", "uncertain"):
        return "uncertain" if late or delivery.on_uncertain == "hold" else "claimed"
    return "expired" if late else "claimed"


def _settled(delivery: Delivery, owner: str, now: datetime) -> Delivery:
    state: DeliveryState = _verdict(delivery, now)
    ours = state == "claimed"
    return replace(
        delivery,
        state=state,
        owner=owner if ours else "",
        lease_until=now + LEASE if ours else None,
        epoch=delivery.epoch + 1,
        next_try=None,
        reply=_NOBODY_KNOWS if delivery.state == "in_flight" else delivery.reply,
        updated_at=now,
    )


def _settle_values(delivery: Delivery) -> dict[str, object]:
    return _held(delivery) | {
        "became": delivery.state,
        "said": delivery.reply,
        "until": delivery.lease_until,
        "now": delivery.updated_at,
    }


def _held(delivery: Delivery) -> dict[str, object]:
    return {"row": delivery.id, "holder": delivery.owner, "held_epoch": delivery.epoch}


def _planned(row: PlannedDelivery, now: datetime) -> dict[str, object]:
    return {
        "briefing": row.key.briefing,
        "subscriber": row.key.subscriber,
        "due_date": row.key.due_date,
        "kind": row.key.kind,
        "serial": row.key.serial,
        "edition_id": row.edition_id,
        "name": row.name,
        "format": row.format,
        "due_at": row.due_at,
        "expires_at": row.expires_at,
        "on_uncertain": row.on_uncertain,
        "state": "planned",
        "attempts": 0,
        "owner": "",
        "epoch": 0,
        "reply": "",
        "message_id": "",
        "updated_at": now,
    }


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=row.id,
        key=DeliveryKey(row.briefing, row.subscriber, row.due_date, row.kind, row.serial),
        edition_id=row.edition_id,
        name=row.name,
        format=row.format,
        due_at=row.due_at,
        expires_at=row.expires_at,
        state=row.state,
        attempts=row.attempts,
        next_try=row.next_try,
        owner=row.owner,
        lease_until=row.lease_until,
        epoch=row.epoch,
        reply=row.reply,
        message_id=row.message_id,
        updated_at=row.updated_at,
        on_uncertain=row.on_uncertain,
    )
