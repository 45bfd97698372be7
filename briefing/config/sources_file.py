"""sources.yaml, looked at and edited. Whatever else stands in it, comments and layout, stays as it is."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.config import words
from briefing.config.document import Document, Value, document_of
from briefing.config.keys import SourceKeys, SourcesFile
from briefing.config.naming import id_of, source_ids
from briefing.config.problems import did_you_mean, raise_all
from briefing.config.variables import fill_in
from briefing.errors import ConfigError
from briefing.model import Source
from briefing.text.urls import canonical

__all__ = ["KEYS", "ListedSource", "SourcesEditor"]

KEYS = ("url", "format", "links", "name", "country", "language", "kind", "publisher")
"""What an added source may say, in the order in which it is written."""
_DASH = re.compile(r"(\s*)-(?:\s+(?:#.*)?|$)")


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source as it stands in the file, in its line; those that are switched off are there too."""

    source: Source
    enabled: bool
    line: int


class SourcesEditor:
    """The file, read once. `add` and `remove` change the text at hand; `write` puts it in the file's place.

    Raises ConfigError with every fault where the file is wrong, before or after a change.
    """

    def __init__(self, path: Path, environ: Mapping[str, str]) -> None:
        self._path = path.resolve()
        self._shown = str(path)
        self._environ = environ
        try:
            self._text = self._path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(str(path), f"cannot be read: {error}") from error
        self._take(self._text)

    @property
    def listed(self) -> tuple[ListedSource, ...]:
        """All sources, in file order."""
        from briefing.config.assemble import source_of

        ids = source_ids(self._keys)
        return tuple(
            ListedSource(source_of(ident, keys), keys.enabled, self._document.values[("sources", place)].line)
            for place, (ident, keys) in enumerate(zip(ids, self._keys, strict=True))
        )

    def has(self, url: str) -> bool:
        """True where a source of this address is listed; raises ConfigError where it is no web address."""
        try:
            words.web_url(url)
        except ValueError as error:
            raise ConfigError("", str(error)) from error
        return canonical(url) in {canonical(keys.url) for keys in self._keys}

    def add(self, facts: Mapping[str, str]) -> Source:
        """Appends a source: KEYS to values, empty ones left out. Ids of the others stay what they are."""
        if self.has(facts["url"]):
            raise ConfigError(facts["url"], f"is in {self._shown} already")
        return self._append([{key: facts[key] for key in KEYS if facts.get(key)}])[0]

    def add_new(self, many: Sequence[Mapping[str, str]]) -> tuple[Source, ...]:
        """Appends those that are not listed yet. What they say that cannot stand in the file is left out."""
        known = {canonical(keys.url) for keys in self._keys}
        new = {canonical(facts["url"]): facts for facts in reversed(many) if canonical(facts["url"]) not in known}
        return self._append(
            [_sound({key: facts[key] for key in KEYS if facts.get(key)}) for facts in [*new.values()][::-1]]
        )

    def _append(self, many: Sequence[dict[str, str]]) -> tuple[Source, ...]:
        taken = {keys.id or id_of(keys.name or "", keys.url) for keys in self._keys}
        indent = self._dash(len(self._keys) - 1)[1]
        end = "\r\n" if "\r\n" in self._text else "\n"
        text = self._text if self._text.endswith("\n") else self._text + end
        items = list(self._items)
        for facts in many:
            said = facts | _free_id(facts, taken)
            lines = [f"{key}: {_scalar(value)}" for key, value in said.items()]
            text += "".join(f"{indent}{'  ' if place else '- '}{line}{end}" for place, line in enumerate(lines))
            items.append({key: _escaped(value) for key, value in said.items()})
        if many:
            self._take(text, items)
        return tuple(each.source for each in self.listed[len(self._keys) - len(many) :])

    def remove(self, ident: str) -> Source:
        """Takes the source with this id (or address) out, with the comments inside it; those around it stay."""
        found = [place for place, each in enumerate(self.listed) if ident in (each.source.id, each.source.url)]
        if not found:
            near = did_you_mean(ident, [each.source.id for each in self.listed])
            raise ConfigError(ident, f"no such source{near or '; briefing sources list shows their ids'}")
        if len(self._keys) == 1:
            raise ConfigError(ident, f"is the only source in {self._shown}; add another one first")
        gone = self.listed[found[0]].source
        lines = self._text.splitlines(keepends=True)
        start, indent = self._dash(found[0])
        end = self._dash(found[0] + 1)[0] if found[0] + 1 < len(self._keys) else len(lines)
        while end > start + 1 and _stays(lines[end - 1], indent):
            end -= 1
        items = [item for place, item in enumerate(self._items) if place != found[0]]
        self._take("".join(lines[:start] + lines[end:]), items)
        return gone

    def write(self) -> None:
        """Puts the changed text in the file's place, whole or not at all."""
        new = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            new.write_bytes(self._text.encode())
            shutil.copymode(self._path, new)
            new.replace(self._path)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise ConfigError(self._shown, f"cannot be written: {error.strerror}") from error

    def _take(self, text: str, expected: Sequence[Value] | None = None) -> None:
        """Makes `text` the text at hand. `expected` are the items that must now stand in it, and nothing else."""
        from briefing.config.assemble import sources_of
        from briefing.config.validate import validated

        written = document_of(text, self._shown)
        if expected is not None and (written.problems or written.value != {"sources": list(expected)}):
            reason = "is laid out so that it cannot be edited safely; please edit it by hand"
            raise ConfigError(self._shown, reason)
        document = document_of(text, self._shown)
        fill_in(document, self._environ)
        keys = validated(document, SourcesFile)
        if keys is not None:
            sources_of(keys, document)
        raise_all(document.problems)
        assert keys is not None
        self._text, self._document, self._keys = text, document, keys.sources
        self._items = _items(written)

    def _dash(self, place: int) -> tuple[int, str]:
        """Line (from 0) and indentation of the dash before an item."""
        at = self._document.values[("sources", place)]
        lines = self._document.lines
        for line in range(at.line - 1, -1, -1):
            before = lines[line][: at.column - 1] if line == at.line - 1 else lines[line]
            if found := _DASH.fullmatch(before):
                return line, found[1]
            if before.strip() and not before.lstrip().startswith("#"):
                break
        raise ConfigError(f"{self._shown}:{at.line}", "stands in a list on one line; begin each source with a dash")


def _free_id(said: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """An id for a new source where the one made of its name is taken: else both would change theirs."""
    made = id_of(said.get("name", ""), said["url"])
    if made not in taken:
        taken.add(made)
        return {}
    marked = f"{made[:50]}-{hashlib.sha256(said['url'].encode()).hexdigest()[:6]}"
    taken.add(marked)
    return {"id": marked}


def _sound(facts: dict[str, str]) -> dict[str, str]:
    """Without the facts that may not stand in the file."""
    from pydantic import ValidationError

    try:
        SourceKeys.model_validate(facts)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
        return {key: value for key, value in facts.items() if key not in wrong}
    return facts


def _items(document: Document) -> list[Value]:
    items = document.value["sources"] if isinstance(document.value, dict) else []
    return items if isinstance(items, list) else []


def _stays(line: str, indent: str) -> bool:
    """True for what follows an item but is no part of it: blank lines, and comments that are not further in."""
    text = line.strip()
    return not text or (text.startswith("#") and len(line) - len(line.lstrip()) <= len(indent))


def _escaped(value: str) -> str:
    """So that nothing in it is taken for a variable."""
    return value.replace("$", "$$")


def _scalar(value: str) -> str:
    """The value as YAML that is read back as just this text: plain where that will do."""
    text = _escaped(value)
    plain = document_of(f"key: {text}", "")
    if not plain.problems and plain.value == {"key": text}:
        return text
    return '"' + "".join(map(_quoted, text)) + '"'


def _quoted(character: str) -> str:
    """One character in a double-quoted scalar (YAML 1.2, section 5.7)."""
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"
