"""What the papers say is what the program does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from briefing.config import schemas

ROOT = Path(__file__).resolve().parents[2]


def keys(schema: dict[str, object]) -> Iterator[str]:
    """Every key that a schema knows."""
    for part in [schema, *dict(schema.get("$defs", {})).values()]:  # type: ignore[call-overload]
        yield from part.get("properties", {})


def test_every_key_stands_in_the_configuration_page() -> None:
    page = (ROOT / "docs/reference/configuration.md").read_text("utf-8")
    named = {word for code in re.findall(r"`([^`]+)`", page) for word in re.findall(r"[a-z_]+", code)}
    known = {key for text in schemas().values() for key in keys(json.loads(text))}
    assert known - named == set()


def test_the_commands_page_is_what_the_command_line_says() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "scripts/make_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


def test_the_readme_is_short_and_its_files_are_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.count("\n") < 250
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / target).exists(), target


def test_links_between_the_papers_lead_somewhere() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"
