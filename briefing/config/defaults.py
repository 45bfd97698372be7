"""Configuration that starts: what `briefing init` writes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.config import words
from briefing.errors import ConfigError

__all__ = ["DEFAULT_FILES", "InitAnswers", "write_defaults"]

_SCHEMAS = tuple(f"schema/{name}.schema.json" for name in ("briefing", "sources", "subscriptions"))
DEFAULT_FILES = ("briefing.yaml", "sources.yaml", "subscriptions.yaml", ".env.example", *_SCHEMAS)
"""What is shipped in config/ and copied."""


@dataclass(frozen=True, slots=True)
class InitAnswers:
    """What the wizard (or its flags) learned. `secret` is fresh."""

    title: str
    email: str
    zone: str
    send_at: str
    secret: str = field(repr=False)


def write_defaults(folder: Path, texts: Mapping[str, str], answers: InitAnswers) -> tuple[Path, ...]:
    """Writes config/ and .env under `folder`; returns the paths. Raises ConfigError before anything is overwritten.

    `texts` are the shipped files; the answers take the place of their `@TITLE@` and the like, as quoted YAML.
    """
    _check(answers)
    made = {
        folder / "config" / name: _answered(text, answers) if name.endswith(".yaml") else text
        for name, text in texts.items()
        if name != ".env.example"
    }
    made[folder / ".env"] = texts[".env.example"].replace("@SECRET@", answers.secret)
    there = [str(path) for path in made if path.exists()]
    if there:
        raise ConfigError(", ".join(there), "is there already, and is never overwritten; name another folder")
    begun: list[Path] = []
    try:
        for path, text in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            private = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if path.name == ".env" else 0o644)
            begun.append(path)
            with os.fdopen(private, "w", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        for path in begun:  # all or nothing: half a configuration would stand in the way of the next try
            path.unlink(missing_ok=True)
        raise ConfigError(str(error.filename or folder), f"cannot be written: {error.strerror}") from error
    return tuple(made)


def _check(answers: InitAnswers) -> None:
    for read, value in (
        (words.address, answers.email),
        (words.zone, answers.zone),
        (words.clock_time, answers.send_at),
    ):
        try:
            read(value)
        except ValueError as error:
            raise ConfigError("", str(error)) from error
    if not answers.title.strip() or not answers.title.isprintable():
        raise ConfigError("", "the title should be one line of text")


def _answered(text: str, answers: InitAnswers) -> str:
    """A JSON string is a YAML double-quoted scalar: whatever was typed stays one value."""
    facts = {"TITLE": answers.title, "EMAIL": answers.email, "ZONE": answers.zone, "SEND_AT": answers.send_at}
    for name, value in facts.items():
        text = text.replace(f'"@{name}@"', json.dumps(value, ensure_ascii=False))
    return text
