"""briefing check: the configuration and templates, or one message."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.talk import Folder, Json, say, show

__all__ = ["check", "register"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(check)


def check(
    what: Annotated[str, typer.Argument(metavar="[FILE.eml]", help="A message; the configuration if not named.")] = "",
    folder: Folder = Path(),
    as_json: Json = False,
) -> int:
    """Check the configuration (every problem at once, file:line:column), or the mail rules on a message."""
    return _message(Path(what), as_json) if what else _configuration(folder, as_json)


def _configuration(folder: Path, as_json: bool) -> int:
    from briefing.app import load_config, templates
    from briefing.compose import check_templates
    from briefing.errors import BriefingError

    try:
        config = load_config(folder)
        check_templates(templates(folder))
    except BriefingError as error:
        if not as_json:
            raise
        show({"errors": str(error).splitlines()})
        return error.exit_code
    facts = {
        "sources": len(config.sources),
        "briefings": sorted(config.profiles),
        "subscriptions": len(config.subscriptions),
        "delivery": "smtp" if config.smtp_url else "outbox",
    }
    if as_json:
        show(facts)
    else:
        counts = {"source": config.sources, "briefing": config.profiles, "subscription": config.subscriptions}
        said = ", ".join(f"{len(of)} {name}{'' if len(of) == 1 else 's'}" for name, of in counts.items())
        print(f"{said}: in order")
        for notice in config.notices:
            say(notice)
        if not config.smtp_url:
            say("no smtp.url: messages go to outbox/ (set BRIEFING_SMTP_URL in .env to send them)")
    return 0


def _message(path: Path, as_json: bool) -> int:
    from briefing.checks import check_message
    from briefing.errors import ConfigError

    if not path.is_file():
        raise ConfigError(str(path), "no such file")
    findings = check_message(path.read_bytes())
    if as_json:
        show([{"rule": f.rule, "ok": f.ok, "culprit": f.culprit, "detail": f.detail} for f in findings])
    else:
        for finding in findings:
            print(f"ok  {finding.rule}" if finding.ok else f"NOT {finding.rule}: {finding.culprit} {finding.detail}")
    return 0 if all(f.ok for f in findings) else 7
