"""briefing demo: the sample day's edition, offline, through the same code as the real run."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.talk import say

__all__ = ["PRESS_TIME", "demo", "register"]

PRESS_TIME = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(demo)


def demo(
    out: Annotated[Path, typer.Option("--out", help="Where the files go.")] = Path("outbox"),
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> int:
    """Gather a bundled sample day, build its edition, prove it, and write it to outbox/. Offline, no account."""
    import tempfile

    from briefing import schedule
    from briefing.app import Choice, open_app, sample_folder, sample_web
    from briefing.cli.editions import build_now, write_edition
    from briefing.pipeline import prove_record

    say("Gathering the sample day (invented news, served on 127.0.0.1) …")
    with tempfile.TemporaryDirectory() as scratch, sample_web() as web, sample_folder() as folder:
        choice = Choice(folder, PRESS_TIME, storage=f"{scratch}/sample.db", outbox=out, connect_to=web)
        with open_app(choice) as running:
            outcomes = schedule.gather(running, tuple(running.services.sources))
            say(f"{len(outcomes)} feeds read, {sum(o.figures.get('pages', 0) for o in outcomes)} pages.")
            record, error = next(iter(build_now(running, "world")))
            findings = prove_record(record, running.store.news, running.services.sources)
            if error:
                raise error
            paths = write_edition(record, out)
    failed = [f for f in findings if not f.ok]
    proved = len(findings) - len(failed)
    say(f"{record.stories} stories; {proved} of {len(findings)} quotations, headlines and counts proved.")
    for finding in failed:
        say(f"NOT PROVED {finding.rule}: {finding.culprit} {finding.detail}")
    print("\n".join(paths))
    typed = sys.argv[0]
    command = typed if typed.endswith("bin/briefing") and not shutil.which("briefing") else "briefing"
    say("\nOpen the .html in a browser. Your own briefing:")
    say(f"  {command} init my-briefing\n  {command} once -C my-briefing")
    if open_it:
        typer.launch(next(path for path in paths if path.endswith(".html")))
    return 8 if failed else 0
