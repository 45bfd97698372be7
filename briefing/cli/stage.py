"""briefing stage NAME: one stage as a filter, JSON Lines in and out (PRODUCT.md, section 5)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.talk import complain, say

if TYPE_CHECKING:
    from briefing.cli.filters import Case

__all__ = ["register", "stage"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(stage)


def stage(name: Annotated[str, typer.Argument(help="feed, extract, select, cluster, sentences or summarize.")]) -> int:
    """One stage as a filter: JSON Lines on stdin, JSON Lines on stdout in the same order, one out for each in."""
    from briefing.cli.filters import FILTERS

    if name not in FILTERS:
        complain(f"no stage '{name}'; there are: {', '.join(FILTERS)}")
        return 2
    errors = 0
    for answer in FILTERS[name](_cases()):
        errors += "error" in answer
        sys.stdout.write(json.dumps(answer) + "\n")  # ASCII: U+0085 and U+2028 end a line for some readers
        sys.stdout.flush()
    if errors:
        say(f"{errors} lines could not be answered; each says why in its 'error'")
    return 0


def _cases() -> Iterator[Case]:
    """Each line as a case; a line that is no JSON object becomes one that carries its error."""
    from briefing.cli.filters import Unread

    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Unread(id=None, error=f"line {number}: {error}")
            continue
        if isinstance(case, dict) and "id" in case:
            yield case
        else:
            yield Unread(id=None, error=f"line {number}: not an object with an 'id'")
