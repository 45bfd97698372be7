"""Editions that are sent when somebody says so, not when they are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from briefing.app import App
from briefing.errors import ConfigError
from briefing.model import DeliveryKey, DeliveryKind, EditionRecord
from briefing.pipeline import Publish
from briefing.schedule import Slot, planned, publish_jobs

__all__ = ["jobs_by_hand"]


def jobs_by_hand(running: App, kind: DeliveryKind, to: str, briefing: str) -> tuple[Publish, ...]:
    """One job an edition. A manual row carries the edition that today's regular one carried, where there is one.

    Raises ConfigError where nobody is meant.
    """
    now, ledger = running.clock.now(), running.store.ledger
    wanted = [s for s in running.config.subscriptions if to in ("", s.email) and briefing in ("", s.briefing)]
    if not wanted:
        raise ConfigError(to or briefing, "no subscription matches; see config/subscriptions.yaml")
    slots = [Slot(s, now.astimezone(ZoneInfo(s.profile.timezone)).date(), now) for s in wanted]
    if kind == "regular":
        return publish_jobs(running, [slot for slot in slots if not ledger.has(slot.key)], now)
    had = _editions_had(running, slots) if kind == "manual" else {}
    again = tuple(
        Publish(had[s.key].key, s.subscription.profile, (planned(had[s.key].key, s),)) for s in slots if s.key in had
    )
    anew = publish_jobs(running, [slot for slot in slots if slot.key not in had], now, whole=kind == "test")
    return tuple(_of_kind(job, kind, running) for job in again + anew)


def _editions_had(running: App, slots: Sequence[Slot]) -> dict[DeliveryKey, EditionRecord]:
    """The edition of each slot's regular row, where that row exists."""
    keys = {slot.key for slot in slots}
    rows = running.store.ledger.deliveries(since=min(slot.due_date for slot in slots))
    found = {row.key: running.store.editions.edition(row.edition_id) for row in rows if row.key in keys}
    return {key: record for key, record in found.items() if record is not None}


def _of_kind(job: Publish, kind: DeliveryKind, running: App) -> Publish:
    """The same job with rows of their own kind, so that today's regular row stays as it is."""
    rows = []
    for row in job.readers:
        key = replace(row.key, kind=kind)
        rows.append(replace(row, key=replace(key, serial=running.store.ledger.next_serial(key))))
    return replace(job, readers=tuple(rows))
