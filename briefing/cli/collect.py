"""briefing collect · once · run · status: gathering, and the whole morning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.talk import DryRun, Folder, Json, Now, instant, say, show

if TYPE_CHECKING:
    from briefing.app import App

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(collect)
    app.command()(once)
    app.command("run")(run_standing)
    app.command()(status)


def collect(
    folder: Folder = Path(),
    source: Annotated[list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")] = None,
    now: Now = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Gather now from every source whose pause is over (or from those named)."""
    from briefing import schedule
    from briefing.app import Choice, open_app
    from briefing.cli.outcomes import outcome_facts, verdict
    from briefing.cli.progress import Teller
    from briefing.errors import ConfigError

    with Teller(silent=as_json) as teller, open_app(Choice(folder, instant(now), told=teller)) as running:
        unknown = [name for name in source or () if name not in running.services.sources]
        if unknown:
            raise ConfigError(unknown[0], "no such source; ids are: " + ", ".join(sorted(running.services.sources)))
        due = schedule.sources_due(running, tuple(source or ()), everything=bool(source))
        if not due:
            say("no source is due; name one with --source to ask it now")
        if dry_run:
            return _would({"ask": due}, as_json)
        teller.expect(len(due))
        outcomes = schedule.gather(running, due)
    if as_json:
        show(outcome_facts(outcomes))
    return verdict(outcomes) or (7 if any(o.error for o in outcomes) else 0)


def once(folder: Folder = Path(), now: Now = "", dry_run: DryRun = False, as_json: Json = False) -> int:
    """Gather, build and send whatever is due, then end. Safe to run again: nobody gets an edition twice."""
    from briefing import schedule
    from briefing.app import Choice, open_app
    from briefing.cli.outcomes import outcome_facts, verdict
    from briefing.cli.progress import Teller
    from briefing.model import OPEN

    teller = Teller(silent=as_json)
    with teller, open_app(Choice(folder, instant(now), told=teller)) as running, schedule.alone(running):
        due = schedule.sources_due(running)
        if dry_run:
            readers = [f"{s.subscription.email} ({s.subscription.briefing})" for s in schedule.slots_due(running)]
            for edition in running.store.ledger.editions_with_open_rows():
                rows = running.store.ledger.deliveries(edition, states=tuple(OPEN))
                readers += [f"{row.key.subscriber} ({row.key.briefing})" for row in rows]
            return _would({"ask": due, "send to": readers}, as_json)
        teller.expect(len(due))
        outcomes = schedule.run_due(running)
    if not outcomes:
        say(f"nothing is due; {_next(running)}'briefing build' makes an edition now, 'briefing send' sends one")
    if as_json:
        show(outcome_facts(outcomes))
    return verdict(outcomes)


def _next(running: App) -> str:
    """When the next edition is due, "" where none is."""
    from briefing.schedule import next_slot

    now = running.clock.now()
    slots = [slot for s in running.config.subscriptions if (slot := next_slot(s, now))]
    first = min(slots, key=lambda slot: slot.due_at, default=None)
    return f"next is '{first.subscription.briefing}' at {first.due_at:%Y-%m-%d %H:%M} UTC; " if first else ""


def _would(facts: Mapping[str, Sequence[str]], as_json: bool) -> int:
    """Shows what a run would do; exit code 0."""
    if as_json:
        show(facts)
    else:
        for verb, names in facts.items():
            print(f"would {verb}: {', '.join(names) or 'none'}")
    return 0


def run_standing(
    folder: Folder = Path(),
    now: Now = "",
) -> int:
    """The scheduler: gathers through the day and sends each reader's edition at their minute, until stopped.

    SIGTERM is the normal end (exit code 0): what is being handed over is finished or stays in the ledger.
    """
    import signal
    from types import FrameType

    from briefing import schedule
    from briefing.app import Choice, open_app
    from briefing.cli.progress import Teller

    told_to_stop = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal told_to_stop
        told_to_stop = True
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        choice = Choice(folder, instant(now), hold=False, told=Teller())
        with open_app(choice) as running, schedule.alone(running):
            say("running; stop with ^C")
            schedule.serve(running, say)
    except KeyboardInterrupt:
        if not told_to_stop:
            raise
        say("stopped")
    return 0


def status(folder: Folder = Path(), now: Now = "", as_json: Json = False) -> int:
    """What was sent last, what comes next, what failed, and how the sources are."""
    from briefing.app import Choice, open_store_app
    from briefing.cli.facts import status_facts, status_lines

    with open_store_app(Choice(folder, instant(now))) as running:
        facts = status_facts(running)
    if as_json:
        show(facts)
    else:
        print("\n".join(status_lines(facts)))
    return 0
