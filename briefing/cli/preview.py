"""briefing preview: the exact message in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.talk import Folder, Now, instant, say

__all__ = ["preview", "register"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(preview)


def preview(
    folder: Folder = Path(),
    port: Annotated[int, typer.Option("--port", help="0 takes a free one.")] = 8025,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    static: Annotated[
        Path | None, typer.Option("--static", metavar="DIR", help="Write the pages to DIR and end.")
    ] = None,
    now: Now = "",
) -> int:
    """Show editions as they are sent: HTML, text, headers and source, on 127.0.0.1 only."""
    from briefing.app import Choice, open_store_app
    from briefing.web import serve_desk, write_static

    with open_store_app(Choice(folder, instant(now))) as running:
        if static is not None:
            for path in write_static(running.store.editions, static):
                print(path)
            return 0
        serve_desk(running.store.editions, port, lambda url: _ready(url, open_it))
    return 0


def _ready(url: str, open_it: bool) -> None:
    say(f"{url}  (stop with ^C)")
    if open_it:
        typer.launch(url)
