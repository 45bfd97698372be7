"""Editions built: their state, the finished skeletons, the decisions behind them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import accumulate, pairwise

from sqlalchemy import Connection, Row, delete, func, select, update

from briefing.adapters.store.database import Database
from briefing.adapters.store.tables import deliveries, editions, skeletons
from briefing.errors import StoreError
from briefing.model import EditionKey, EditionRecord, EditionState, Finding, Skeleton

__all__ = ["Editions"]

_UNTOUCHED = ("planned", "suppressed", "expired")  # deliveries that nobody can have received
_SENT = ("accepted", "uncertain", "in_flight")  # deliveries that the reader has, or may have, received


class Editions:
    """Fulfils ports.EditionStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_edition(self, record: EditionRecord) -> None:
        """Stores an edition, or replaces it while no delivery of it was begun; StoreError afterwards."""
        row = _row_of(record)
        insert = self._database.insert(editions).values(row)
        changed = {name: insert.excluded[name] for name in row if name != "id"}
        with self._database.writing(durable=True) as connection:
            self._refuse_if_begun(connection, record.id)
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=changed))
            connection.execute(delete(skeletons).where(skeletons.c.edition_id == record.id))
            if record.skeletons:
                connection.execute(skeletons.insert(), _skeleton_rows(record))

    def set_edition_state(self, edition_id: str, state: EditionState, reason: str = "") -> None:
        """Moves an edition to another state. StoreError where it is unknown."""
        query = update(editions).where(editions.c.id == edition_id).values(state=state, reason=reason)
        with self._database.writing() as connection:
            if not connection.execute(query).rowcount:
                raise StoreError(self._database.place, f"holds no edition {edition_id}")

    def edition(self, edition_id: str) -> EditionRecord | None:
        """By id, None where unknown."""
        with self._database.reading() as connection:
            row = connection.execute(select(editions).where(editions.c.id == edition_id)).one_or_none()
            return None if row is None else _records(connection, [row])[0]

    def editions(self, briefing: str = "", limit: int = 100) -> tuple[EditionRecord, ...]:
        """Newest press time first, equal ones by id; of one briefing where named."""
        query = select(editions).order_by(editions.c.press_time.desc(), editions.c.id).limit(limit)
        if briefing:
            query = query.where(editions.c.briefing == briefing)
        with self._database.reading() as connection:
            return _records(connection, connection.execute(query).all())

    def previous_press_time(self, briefing: str, subscriber: str) -> datetime | None:
        """Press time of the last regular edition this reader was sent, or may have been sent."""
        query = (
            select(func.max(editions.c.press_time))
            .join_from(deliveries, editions, deliveries.c.edition_id == editions.c.id)
            .where(
                deliveries.c.briefing == briefing,
                deliveries.c.subscriber == subscriber,
                deliveries.c.kind == "regular",
                deliveries.c.state.in_(_SENT),
            )
        )
        with self._database.reading() as connection:
            latest: datetime | None = connection.execute(query).scalar_one()
        return latest

    def _refuse_if_begun(self, connection: Connection, edition_id: str) -> None:
        begun = select(deliveries.c.id).where(
            deliveries.c.edition_id == edition_id, deliveries.c.state.not_in(_UNTOUCHED)
        )
        if connection.execute(begun.limit(1)).first() is not None:
            reason = f"keeps edition {edition_id} as it is: its delivery has begun, and readers must get the same one"
            raise StoreError(self._database.place, reason)


def _row_of(record: EditionRecord) -> dict[str, str | int | datetime]:
    return {
        "id": record.id,
        "briefing": record.key.briefing,
        "profile": record.key.profile,
        "since": record.key.since,
        "press_time": record.key.press_time,
        "state": record.state,
        "reason": record.reason,
        "built_at": record.built_at,
        "title": record.title,
        "explanation": record.explanation,
        "unproved": json.dumps([asdict(finding) for finding in record.unproved], ensure_ascii=False),
        "stories": record.stories,
        "version": record.version,
    }


def _skeleton_rows(record: EditionRecord) -> list[dict[str, object]]:
    return [
        {
            "edition_id": record.id,
            "place": place,
            "format": skeleton.format,
            "subject": skeleton.subject,
            "parts": b"".join(skeleton.parts),
            "lengths": json.dumps([len(part) for part in skeleton.parts]),
            "holes": skeleton.holes,
            "html": skeleton.html,
            "text": skeleton.text,
        }
        for place, skeleton in enumerate(record.skeletons)
    ]


def _records(connection: Connection, rows: Sequence[Row[tuple[object, ...]]]) -> tuple[EditionRecord, ...]:
    query = select(skeletons).where(skeletons.c.edition_id.in_([row.id for row in rows]))
    found: dict[str, list[Skeleton]] = {}
    for row in connection.execute(query.order_by(skeletons.c.edition_id, skeletons.c.place)):
        found.setdefault(row.edition_id, []).append(_skeleton(row))
    return tuple(_record(row, tuple(found.get(row.id, ()))) for row in rows)


def _skeleton(row: Row[tuple[object, ...]]) -> Skeleton:
    cuts = accumulate(json.loads(row.lengths), initial=0)
    return Skeleton(
        edition_id=row.edition_id,
        format=row.format,
        subject=row.subject,
        parts=tuple(row.parts[start:end] for start, end in pairwise(cuts)),
        holes=row.holes,
        html=row.html,
        text=row.text,
    )


def _record(row: Row[tuple[object, ...]], finished: tuple[Skeleton, ...]) -> EditionRecord:
    return EditionRecord(
        key=EditionKey(row.briefing, row.profile, row.since, row.press_time),
        state=row.state,
        reason=row.reason,
        built_at=row.built_at,
        title=row.title,
        skeletons=finished,
        explanation=row.explanation,
        unproved=tuple(Finding(**finding) for finding in json.loads(row.unproved)),
        stories=row.stories,
        version=row.version,
    )
