"""Who is due when, and the standing process that acts on it: APScheduler ticks, our own table decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.errors import BriefingError
from briefing.model import DeliveryKey, EditionKey, Subscription
from briefing.pipeline import Deliver, Gather, Outcome, Publish
from briefing.ports import PlannedDelivery

if TYPE_CHECKING:
    from briefing.app import App

__all__ = [
    "Slot",
    "alone",
    "deliver_open",
    "due_slots",
    "gather",
    "instant_of",
    "next_slot",
    "planned",
    "publish_jobs",
    "run_due",
    "serve",
    "slots_due",
    "sources_due",
]


_LEASE = 900.0  # seconds
_LOOK_BACK = 200  # editions: more than are skipped in the pause of a source


@dataclass(frozen=True, slots=True)
class Slot:
    """One reader's one morning: the local date it is for, and when it falls due in UTC."""

    subscription: Subscription
    due_date: date
    due_at: datetime

    @property
    def key(self) -> DeliveryKey:
        """Its row in the ledger."""
        return DeliveryKey(self.subscription.briefing, self.subscription.email, self.due_date)

    @property
    def expires_at(self) -> datetime:
        """Later than this it is not sent."""
        return self.due_at + self.subscription.deliver_within


def instant_of(day: date, at: time, zone: str) -> datetime:
    """The instant of a wall-clock time, UTC. In a gap the next valid minute; in a fold the first of the two."""
    place, utc = ZoneInfo(zone), ZoneInfo("UTC")
    wall = datetime.combine(day, at)
    while True:
        instant = wall.replace(tzinfo=place, fold=0).astimezone(utc)
        if instant.astimezone(place).replace(tzinfo=None) == wall:
            return instant
        wall += timedelta(minutes=1)


def due_slots(subscriptions: Iterable[Subscription], now: datetime) -> tuple[Slot, ...]:
    """The newest slot of each subscription that is due and not yet expired, by (due_at, briefing, address)."""
    found = []
    for subscription in subscriptions:
        local = now.astimezone(ZoneInfo(subscription.profile.timezone)).date()
        for day in (local, local - timedelta(days=1)):
            slot = _slot(subscription, day)
            if slot and slot.due_at <= now:
                found += [slot] if now <= slot.expires_at else []
                break
    return tuple(sorted(found, key=lambda s: (s.due_at, s.subscription.briefing, s.subscription.email)))


def next_slot(subscription: Subscription, now: datetime) -> Slot | None:
    """The first slot after `now` within the next year; None where there is none."""
    local = now.astimezone(ZoneInfo(subscription.profile.timezone)).date()
    for ahead in range(366):
        slot = _slot(subscription, local + timedelta(days=ahead))
        if slot and slot.due_at > now:
            return slot
    return None


def _slot(subscription: Subscription, day: date) -> Slot | None:
    if day.isoweekday() not in subscription.days:
        return None
    if subscription.paused_until and day < subscription.paused_until:
        return None
    return Slot(subscription, day, instant_of(day, subscription.send_at, subscription.profile.timezone))


def publish_jobs(app: App, slots: Sequence[Slot], press_time: datetime, *, whole: bool = False) -> tuple[Publish, ...]:
    """One job an edition: slots are grouped by briefing, profile and the reader's previous edition.

    With `whole` the previous edition does not count: each gets the news of a first edition's window.
    """
    groups: dict[EditionKey, list[Slot]] = {}
    for slot in slots:
        who = slot.subscription
        previous = None if whole else app.store.editions.previous_press_time(who.briefing, who.email)
        since = previous or press_time - who.profile.first_window
        key = EditionKey(who.briefing, who.profile.key, since, press_time)
        groups.setdefault(key, []).append(slot)
    return tuple(
        Publish(key, members[0].subscription.profile, tuple(planned(key, slot) for slot in members))
        for key, members in sorted(groups.items(), key=lambda group: group[0].id)
    )


def planned(key: EditionKey, slot: Slot) -> PlannedDelivery:
    """The slot as a row to be entered in the ledger."""
    who = slot.subscription
    return PlannedDelivery(slot.key, key.id, who.name, who.format, slot.due_at, slot.expires_at, who.on_uncertain)


def sources_due(app: App, source_ids: Sequence[str] = (), *, everything: bool = False) -> tuple[str, ...]:
    """Ids of the sources whose pause is over, of all or of those named; `everything` does not mind the pause."""
    now, standings = app.clock.now(), app.store.news.standings()
    return tuple(
        source
        for source in source_ids or tuple(app.services.sources)
        if everything or source not in standings or (standings[source].next_due or now) <= now
    )


def gather(app: App, source_ids: Sequence[str]) -> tuple[Outcome, ...]:
    """Asks these sources, as long as `collect.gather_limit` allows."""
    return app.runner.gather(source_ids, app.config.collect.gather_limit) if source_ids else ()


def slots_due(app: App) -> tuple[Slot, ...]:
    """Slots that are due now and have no row in the ledger yet.

    A morning that was skipped for want of stories is tried again when sources are asked again, not every minute.
    """
    now, ledger = app.clock.now(), app.store.ledger
    skipped = {
        (record.key.briefing, record.key.profile)
        for record in app.store.editions.editions(limit=_LOOK_BACK)
        if record.state == "skipped" and now - app.config.collect.every < record.key.press_time <= now
    }
    due = due_slots(app.config.subscriptions, now)
    return tuple(
        slot
        for slot in due
        if not ledger.has(slot.key) and (slot.subscription.briefing, slot.subscription.profile.key) not in skipped
    )


def alone(app: App) -> AbstractContextManager[None]:
    """Keeps other runs on the same store away for the length of the block; raises Locked."""
    return app.store.locks.hold("morning", app.services.settings.owner, app.clock.now(), _LEASE)


def run_due(app: App) -> tuple[Outcome, ...]:
    """One round: gather, publish whatever is due and not yet planned, deliver whatever the ledger has open."""
    outcomes = list(gather(app, sources_due(app)))
    outcomes += app.runner.run(publish_jobs(app, slots_due(app), app.clock.now()))
    return (*outcomes, *deliver_open(app, outcomes))


def deliver_open(app: App, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Delivers what the ledger has open of earlier editions: all but those just dealt with."""
    done = {outcome.job.edition_id for outcome in outcomes if isinstance(outcome.job, Deliver)}
    waiting = [i for i in app.store.ledger.editions_with_open_rows() if i not in done]
    return app.runner.run([Deliver(edition_id) for edition_id in waiting])


def serve(app: App, told: Callable[[str], None]) -> None:
    """The standing process: a round every minute, until interrupted. Rounds never overlap."""
    from apscheduler.schedulers.blocking import BlockingScheduler

    scheduler = BlockingScheduler(timezone="UTC")

    def tick() -> None:
        try:
            outcomes = run_due(app)
        except BriefingError as error:
            told(str(error))
            return
        for outcome in outcomes:
            if outcome.error and not isinstance(outcome.job, Gather):
                told(str(outcome.error))

    scheduler.add_job(tick, "interval", minutes=1, max_instances=1, coalesce=True, misfire_grace_time=None, id="tick")
    scheduler.add_job(tick, id="first", misfire_grace_time=None)
    try:
        scheduler.start()
    finally:
        app.runner.stop()
        if scheduler.running:
            scheduler.shutdown(wait=True)  # the round that is under way ends before the store is closed
