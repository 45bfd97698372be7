"""briefing init: configuration that starts."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["init", "register"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to write.")] = Path(),
    email: Annotated[str, typer.Option(help="Your address.")] = "",
    title: Annotated[str, typer.Option(help="Title of the briefing.")] = "World Briefing",
    zone: Annotated[str, typer.Option(help="Your time zone, such as Europe/Lisbon.")] = "UTC",
    send_at: Annotated[str, typer.Option(help="When it should arrive, such as 06:30.")] = "06:30",
) -> int:
    """Write config/ and .env. Asks on a terminal what no flag says; never overwrites a file."""
    from briefing.app import write_config

    if sys.stdin.isatty() and not email:
        title = typer.prompt("Title", default=title)
        email = typer.prompt("Your address", default="reader@example.org")
        zone = typer.prompt("Time zone", default=zone)
        send_at = typer.prompt("Send at", default=send_at)
    for path in write_config(folder, title, email or "reader@example.org", (zone, send_at), secrets.token_hex(32)):
        print(path)
    at = "" if folder == Path() else f" -C {folder}"
    print("Next:")
    print(f"  briefing check{at}      # is everything in order?")
    print(f"  briefing once{at}       # gather, build and send what is due (to outbox/ until SMTP is set in .env)")
    print(f"  briefing preview{at}    # look at the edition in a browser")
    return 0
