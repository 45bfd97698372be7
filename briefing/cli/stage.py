"""briefing stage NAME: one stage as a filter, JSON Lines in and out (PRODUCT.md, section 5)."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from briefing.cli.talk import complain

__all__ = ["register", "stage"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(stage)


def stage(name: Annotated[str, typer.Argument(help="feed, extract, select, cluster, sentences or summarize.")]) -> int:
    """One stage as a filter: JSON Lines on stdin, JSON Lines on stdout in the same order, one out for each in."""
    from briefing.app import stage_filters

    filters = stage_filters()
    if name not in filters:
        complain(f"no stage '{name}'; there are: {', '.join(filters)}")
        return 2
    with filters[name]() as answers:
        for line in answers(_lines()):
            sys.stdout.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
            sys.stdout.flush()
    return 0


def _lines() -> list[str] | object:
    return (line.decode("utf-8", "replace") for line in sys.stdin.buffer if line.strip())
