"""briefing collect · once · run · status: gathering, and the whole morning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.talk import Folder, Json, Now, instant, outcome_facts, say, show, tell, verdict

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
    as_json: Json = False,
) -> int:
    """Gather now from every source whose pause is over (or from those named)."""
    from briefing import schedule
    from briefing.app import Choice, open_app
    from briefing.errors import ConfigError

    with open_app(Choice(folder, instant(now), told=_silent if as_json else tell)) as running:
        unknown = [name for name in source or () if name not in running.services.sources]
        if unknown:
            raise ConfigError(unknown[0], "no such source; ids are: " + ", ".join(sorted(running.services.sources)))
        outcomes = schedule.gather_due(running, tuple(source or ()), everything=bool(source))
    if not outcomes:
        say("no source is due; name one with --source to ask it now")
    if as_json:
        show(outcome_facts(outcomes))
    return verdict(outcomes) or (7 if any(o.error for o in outcomes) else 0)


def once(folder: Folder = Path(), now: Now = "", as_json: Json = False) -> int:
    """Gather, build and send whatever is due, then end. Safe to run again: nobody gets an edition twice."""
    from briefing import schedule
    from briefing.app import Choice, open_app

    choice = Choice(folder, instant(now), told=_silent if as_json else tell)
    with open_app(choice) as running, schedule.alone(running):
        outcomes = schedule.run_due(running)
    if not outcomes:
        say("nothing is due")
    if as_json:
        show(outcome_facts(outcomes))
    return verdict(outcomes)


def run_standing(
    folder: Folder = Path(),
    now: Now = "",
) -> int:
    """The scheduler: gathers through the day and sends each reader's edition at their minute, until stopped."""
    import signal
    from types import FrameType

    from briefing import schedule
    from briefing.app import Choice, open_app

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    with open_app(Choice(folder, instant(now), hold=False, told=tell)) as running, schedule.alone(running):
        say("running; stop with ^C")
        schedule.serve(running, say)
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


def _silent(outcome: object) -> None:
    """Says nothing: the outcome is shown as JSON at the end."""
