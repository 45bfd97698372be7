"""briefing send: an edition now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.talk import DryRun, Folder, Json, Now, instant, outcome_facts, say, show, tell, verdict
from briefing.model import DeliveryKind

if TYPE_CHECKING:
    from briefing.app import App
    from briefing.pipeline import Publish

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
    choice = Choice(folder, instant(now), told=_quiet if as_json else tell)
    with open_app(choice) as running, alone(running):
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
    from dataclasses import replace
    from zoneinfo import ZoneInfo

    from briefing.errors import ConfigError
    from briefing.model import DeliveryKey
    from briefing.schedule import Slot, publish_jobs

    now, ledger = running.clock.now(), running.store.ledger
    wanted = [s for s in running.config.subscriptions if to in ("", s.email) and briefing in ("", s.briefing)]
    if not wanted:
        raise ConfigError(to or briefing, "no subscription matches; see config/subscriptions.yaml")
    slots = [Slot(s, now.astimezone(ZoneInfo(s.profile.timezone)).date(), now) for s in wanted]
    if kind == "regular":
        slots = [slot for slot in slots if not ledger.has(slot.key)]

    def keyed(key: DeliveryKey) -> DeliveryKey:
        mine = replace(key, kind=kind)
        return mine if kind == "regular" else replace(mine, serial=ledger.next_serial(mine))

    jobs = publish_jobs(running, slots, now)
    return tuple(replace(job, readers=tuple(replace(row, key=keyed(row.key)) for row in job.readers)) for job in jobs)


def _quiet(outcome: object) -> None:
    """Says nothing: the outcome is shown as JSON at the end."""
