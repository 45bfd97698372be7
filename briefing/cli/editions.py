"""Editions asked for by hand: built now, written to files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from briefing.app import App
from briefing.errors import BriefingError, ConfigError
from briefing.model import EditionKey, EditionRecord, Profile
from briefing.pipeline import Publish
from briefing.pipeline.proof import unnamed_reader
from briefing.pipeline.publish import build, trouble

__all__ = ["build_now", "find_edition", "profiles_of", "write_edition"]


def profiles_of(running: App, briefing: str) -> tuple[Profile, ...]:
    """The profile of the named briefing, or of all; raises ConfigError for a name that is not configured."""
    profiles = running.config.profiles
    if briefing and briefing not in profiles:
        raise ConfigError(briefing, "no such briefing; there are: " + ", ".join(sorted(profiles)))
    return tuple(profiles[name] for name in sorted(profiles) if briefing in ("", name))


def build_now(
    running: App, briefing: str, *, store: bool = True
) -> Iterator[tuple[EditionRecord, BriefingError | None]]:
    """One edition a briefing, with press time now and the first window's length."""
    now = running.clock.now()
    for profile in profiles_of(running, briefing):
        key = EditionKey(profile.briefing, profile.key, now - profile.first_window, now)
        record = running.store.editions.edition(key.id)
        if record is None or record.state in ("skipped", "held"):
            record = build(Publish(key, profile), running.services)
            if store:
                running.store.editions.put_edition(record)
        yield record, trouble(record, running.services)


def write_edition(record: EditionRecord, folder: Path) -> list[str]:
    """Writes the message, its two parts and the decisions behind it; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    by_format = {skeleton.format: skeleton for skeleton in record.skeletons}
    page = by_format["html"]
    contents = {
        ".eml": unnamed_reader(page),
        ".html": page.html.encode(),
        ".txt": page.text.encode(),
        ".json": (json.dumps(json.loads(record.explanation), ensure_ascii=False, indent=1) + "\n").encode(),
    }
    paths = []
    for ending, content in contents.items():
        path = folder / f"{record.id}{ending}"
        path.write_bytes(content)
        paths.append(str(path))
    return paths


def find_edition(running: App, name: str) -> EditionRecord:
    """By id, or the newest where `name` is empty; raises ConfigError where there is none."""
    if name:
        record = running.store.editions.edition(name)
        if record is None:
            raise ConfigError(name, "no such edition; 'briefing status' lists them")
        return record
    newest = running.store.editions.editions(limit=1)
    if not newest:
        raise ConfigError("store", "no edition yet; 'briefing build' makes one")
    return newest[0]
