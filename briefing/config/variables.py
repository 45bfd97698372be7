"""`${VAR}`, `${VAR:-default}` and `${file:/path}` in the YAML files, filled from .env and the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from briefing.config.document import Document, KeyPath, Value

__all__ = ["environment", "fill_in"]

_REFERENCE = re.compile(r"\$\$|\$\{(?P<name>[^}]*)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MOST_BYTES = 65_536


class _Unset(Exception):
    """A reference that cannot be filled; the message says why."""


def environment(folder: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment over .env, which lies beside the configuration folder or in it."""
    from dotenv import dotenv_values

    for place in (folder / ".env", folder.parent / ".env") if folder.name == "config" else (folder / ".env",):
        if place.is_file():
            kept = {name: value for name, value in dotenv_values(place, interpolate=False).items() if value is not None}
            return kept | dict(environ)
    return dict(environ)


def fill_in(document: Document, environ: Mapping[str, str]) -> None:
    """Fills every reference in the document's texts; those that cannot be filled become problems. "$$" is "$"."""
    document.value = _filled(document, document.value, (), environ)


def _filled(document: Document, value: Value, where: KeyPath, environ: Mapping[str, str]) -> Value:
    if isinstance(value, dict):
        return {key: _filled(document, child, (*where, key), environ) for key, child in value.items()}
    if isinstance(value, list):
        return [_filled(document, child, (*where, place), environ) for place, child in enumerate(value)]
    if not isinstance(value, str) or "$" not in value:
        return value
    try:
        return _REFERENCE.sub(lambda found: _lookup(found["name"], environ), value)
    except _Unset as error:
        document.problems.append(document.problem(where, str(error)))
        return None


def _lookup(reference: str | None, environ: Mapping[str, str]) -> str:
    if reference is None:
        return "$"
    if reference.startswith("file:"):
        return _contents(reference.removeprefix("file:"))
    name, sign, default = reference.partition(":-")
    if not _NAME.fullmatch(name):
        raise _Unset(f"'${{{reference}}}' is no variable; write ${{NAME}}, ${{NAME:-default}} or ${{file:/path}}")
    if environ.get(name):
        return environ[name]
    if environ.get(f"{name}_FILE"):
        return _contents(environ[f"{name}_FILE"])
    if sign:
        return default
    raise _Unset(f"variable {name} is not set; set it in .env, or write ${{{name}:-default}}")


def _contents(path: str) -> str:
    """The file's text without the line end it closes with."""
    try:
        raw = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _Unset(f"file '{path}' cannot be read: {reason}") from error
    if len(raw) > _MOST_BYTES:
        raise _Unset(f"file '{path}' has more than {_MOST_BYTES:,} bytes")
    return raw.decode("utf-8", "replace").rstrip("\r\n")
