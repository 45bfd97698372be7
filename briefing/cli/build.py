"""briefing build: an edition to out/."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.talk import DryRun, Folder, Json, Now, instant, say, show

__all__ = ["build", "register"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(build)


def build(
    folder: Folder = Path(),
    briefing: Annotated[str, typer.Option("--briefing", help="Which briefing; all of them if not named.")] = "",
    out: Annotated[Path, typer.Option("--out", help="Where the files go.")] = Path("out"),
    now: Now = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Build an edition from what was gathered, prove it, and write .eml, .html, .txt and .json."""
    from briefing.app import Choice, open_app
    from briefing.cli.editions import build_now, write_edition

    built = []
    with open_app(Choice(folder, instant(now))) as running:
        for record, error in build_now(running, briefing, store=not dry_run):
            paths = [] if dry_run or error else write_edition(record, running.folder / out)
            built.append({"edition": record.id, "state": record.state, "stories": record.stories, "files": paths})
            if error:
                say(str(error))
                code = error.exit_code
            else:
                code = 8 if record.unproved else 0
            built[-1]["exit"] = code
    if as_json:
        show(built)
    else:
        for fact in built:
            print(f"{fact['edition']}: {fact['state']}, {fact['stories']} stories")
            for path in fact["files"] if isinstance(fact["files"], list) else ():
                print(f"  {path}")
    codes = [int(str(fact["exit"])) for fact in built]
    return max(codes, default=0)
