"""briefing send: an edition now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.talk import DryRun, Folder, Json, Now, instant, say, show

if TYPE_CHECKING:
    from briefing.model import DeliveryKind

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
    from briefing.cli.by_hand import jobs_by_hand
    from briefing.cli.outcomes import outcome_facts, verdict
    from briefing.cli.progress import Teller
    from briefing.schedule import alone, deliver_open

    kind: DeliveryKind = "test" if test else "manual" if again else "regular"
    with (
        Teller(silent=as_json) as teller,
        open_app(Choice(folder, instant(now), told=teller)) as running,
        alone(running),
    ):
        jobs = jobs_by_hand(running, kind, to, briefing)
        if dry_run:
            names = [row.key.subscriber for job in jobs for row in job.readers]
            if as_json:
                show({"send to": names})
            else:
                print("would send to: " + (", ".join(names) or "nobody; today's is on its way or done (see --again)"))
            return 0
        outcomes = running.runner.run(jobs)
        outcomes += deliver_open(running, outcomes) if kind == "regular" else ()
    if not outcomes:
        say("nothing to send: today's edition was dealt with for everyone ('briefing status'); --again sends it anew")
    if as_json:
        show(outcome_facts(outcomes))
    return verdict(outcomes)
