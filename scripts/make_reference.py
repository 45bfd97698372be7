"""Makes docs/reference/commands.md from the command line itself. Run: python scripts/make_reference.py [--check]"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from briefing.cli.root import app

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
HEAD = """# The commands

Made by `python scripts/make_reference.py` from the program's own help; `make docs` tells when it is stale.

Data goes to stdout, talk to stderr. `--now INSTANT` (or `BRIEFING_NOW`) sets the clock's start: `collect`, `build`,
`send` and `once` hold it still and never wait; `run` lets it go on from there.

| exit code | |
| --- | --- |
| 0 | ok |
| 1 | unexpected |
| 2 | usage |
| 3 | configuration |
| 4 | too few stories, nothing sent |
| 5 | all sources failed |
| 6 | delivery failed for all |
| 7 | partly done |
| 8 | a proof failed |
| 75 | another run holds the lock |
| 130 | interrupted |
"""


def commands(command: object, name: str) -> Iterator[tuple[str, TyperCommand]]:
    """Every command that can be run, by its whole name."""
    if isinstance(command, TyperGroup):
        for child in sorted(command.commands):
            yield from commands(command.commands[child], f"{name} {child}")
    elif isinstance(command, TyperCommand):
        yield name, command


def section(name: str, command: TyperCommand) -> str:
    """One command: what it does and what it takes."""
    context = typer.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    lines = [f"## {name}", "", (command.help or "").strip(), "", f"`{usage}`", ""]
    rows = [row for parameter in command.get_params(context) if (row := parameter.get_help_record(context))]
    if rows:
        lines += ["| option | meaning |", "| --- | --- |"]
        lines += [
            f"| `{left.replace('|', '/')}` | {' '.join(right.split()).replace('|', '/')} |" for left, right in rows
        ]
        lines.append("")
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    root = typer.main.get_command(app)
    return "\n".join([HEAD, *(section(name, command) for name, command in commands(root, "briefing"))]).rstrip() + "\n"


def main() -> int:
    """Writes the page; with --check only tells whether it differs, exit status 1."""
    text = page()
    stale = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text
    if stale and "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE.name}: {'stale' if stale else 'in order'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
