"""briefing verify: prove every sentence against the bytes as fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.talk import Folder, Json, Now, complain, instant, say, show

if TYPE_CHECKING:
    from briefing.app import App
    from briefing.model import EditionRecord, Finding

__all__ = ["register", "verify"]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    app.command()(verify)


def verify(
    what: Annotated[str, typer.Argument(metavar="[EDITION|FILE.eml]", help="The newest edition if not named.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Every edition in the store.")] = False,
    folder: Folder = Path(),
    now: Now = "",
    as_json: Json = False,
) -> int:
    """Prove every sentence, headline and count. Exit code 8 on one changed character."""
    from briefing.app import Choice, open_store_app

    with open_store_app(Choice(folder, instant(now))) as running:
        results = dict(_results(running, what, everything))
    failed = {name: [f for f in findings if not f.ok] for name, findings in results.items()}
    if as_json:
        show({name: [_fact(f) for f in findings] for name, findings in results.items()})
    else:
        for name, findings in results.items():
            _report(name, findings)
    if not results:
        say("no edition to verify")
    return 8 if any(failed.values()) else 0


def _results(running: App, what: str, everything: bool) -> list[tuple[str, tuple[Finding, ...]]]:
    from briefing.cli.editions import find_edition
    from briefing.errors import ConfigError, StoreError
    from briefing.model import Finding
    from briefing.pipeline import evidence_for, prove_record
    from briefing.prove import prove

    news, sources = running.store.news, running.services.sources

    def proved(record: EditionRecord) -> tuple[Finding, ...]:
        try:
            return prove_record(record, news, sources)
        except StoreError as error:  # bytes that are no longer those that were fetched prove nothing
            return (Finding("evidence", False, record.id, str(error)),)

    if what.endswith(".eml"):
        path = Path(what)
        if not path.is_file():
            raise ConfigError(what, "no such file")
        message = path.read_bytes()
        return [(what, prove(message, evidence_for(message, news, sources, running.clock.now())))]
    records = running.store.editions.editions(limit=1_000_000) if everything else (find_edition(running, what),)
    return [(record.id, proved(record)) for record in records if record.skeletons or record.unproved]


def _report(name: str, findings: tuple[Finding, ...]) -> None:
    good = sum(f.ok for f in findings)
    print(f"{name}: {good} of {len(findings)} proved")
    for finding in findings:
        if not finding.ok:
            complain(f"{name}: {finding.rule} not proved: “{finding.culprit}” {finding.detail}")


def _fact(finding: Finding) -> dict[str, object]:
    return {"rule": finding.rule, "ok": finding.ok, "text": finding.culprit, "detail": finding.detail}
