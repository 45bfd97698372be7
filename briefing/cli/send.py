"""briefing send: an edition now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.progress import Teller
from briefing.cli.talk import DryRun, Folder, Json, Now, instant, outcome_facts, say, show, verdict
from briefing.model import DeliveryKey, DeliveryKind, EditionRecord
from briefing.pipeline.jobs import Publish

if TYPE_CHECKING:
    from briefing.app import App
    from briefing.schedule import Slot

__all__ = ["register", "send"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(send)


def send(
    folder: Folder = Path(),
    to: Annotated[str, typer.Option("--to", help="Only this subscriber.")] = "",
    briefing: Annotated[str, typer.Option("--briefing", help="Only this briefing.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Also to those who have had today's.")] = False,
    test: Annotated[bool, typer.Option("--test", help="As a test: does not count as today's edition.")] = False,
    now: Now = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Build today's edition now and send it. It fills today's row, so that `once` then sends nothing."""
    from briefing.app import Choice, open_app
    from briefing.schedule import alone

    kind: DeliveryKind = "test" if test else "manual" if again else "regular"
    with (
        Teller(silent=as_json) as teller,
        open_app(Choice(folder, instant(now), told=teller)) as running,
        alone(running),
    ):
        jobs = _jobs(running, kind, to, briefing)
        if dry_run:
            names = [row.key.subscriber for job in jobs for row in job.readers]
            say("would send to: " + (", ".join(names) or "nobody; everyone has had today's (see --again)"))
            return 0
        outcomes = running.runner.run(jobs)
    if not outcomes:
        say("nobody to send to; everyone has had today's edition (--again sends it once more)")
    if as_json:
        show(outcome_facts(outcomes))
    return verdict(outcomes)


def _jobs(running: App, kind: DeliveryKind, to: str, briefing: str) -> tuple[Publish, ...]:
    """One job an edition. A manual row carries the edition that today's regular one carried, where there is one."""
    from zoneinfo import ZoneInfo

    from briefing.errors import ConfigError
    from briefing.schedule import Slot, planned, publish_jobs

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
