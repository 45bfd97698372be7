"""How commands talk: words on stderr, data on stdout, JSON where asked, no colour off a terminal.

Imported for every command, so it imports next to nothing.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["DryRun", "Folder", "Json", "Now", "complain", "instant", "say", "show"]

Folder = Annotated[Path, typer.Option("--dir", "-C", help="Folder that holds config/ (or the three files).")]
Now = Annotated[
    str,
    typer.Option(
        "--now", envvar="BRIEFING_NOW", metavar="INSTANT", help="Set the clock, such as 2026-11-21T06:00:00Z."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout instead of words.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write and send nothing.")]


def say(line: str = "") -> None:
    """A line of talk, on stderr."""
    print(line, file=sys.stderr, flush=True)


def complain(message: str) -> None:
    """An error, on stderr, red on a terminal. Reports that already name file:line:column stand as they are."""
    red = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    start, end = ("\x1b[31m", "\x1b[0m") if red else ("", "")
    prefix = "" if ": error: " in message else "briefing: "
    say(f"{start}{prefix}{message}{end}")


def show(facts: object) -> None:
    """Data, on stdout, as JSON."""
    print(json.dumps(facts, ensure_ascii=False, indent=2, default=str))


def instant(text: str) -> datetime | None:
    """The instant a --now option names, UTC; None for an empty one. Raises typer.BadParameter."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no instant; write it as 2026-11-21T06:00:00Z") from error
    if moment.tzinfo is None:
        raise typer.BadParameter(f"'{text}' has no zone; end it with Z for UTC")
    return moment.astimezone(UTC)
