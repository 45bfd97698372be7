"""One YAML file as plain values, with the place of each: YAML 1.2 core scalars, no key twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config.problems import Problem

if TYPE_CHECKING:
    import yaml

__all__ = ["Document", "KeyPath", "Value", "document_of", "read_document"]

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
KeyPath = tuple[str | int, ...]

_MOST_NODES = 200_000  # an alias inside an alias inside an alias … is no configuration
_MOST_BYTES = 5_000_000
_TRUE, _FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class _Place:
    line: int
    column: int
    width: int


@dataclass(slots=True)
class Document:
    """A file's value, and where each key and value of it stands. `problems` are those of the YAML itself."""

    path: str
    value: Value = None
    lines: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    keys: dict[KeyPath, _Place] = field(default_factory=dict)
    values: dict[KeyPath, _Place] = field(default_factory=dict)
    nodes: int = 0

    def problem(self, where: KeyPath, message: str, *, key: bool = False, secret: bool = False) -> Problem:
        """A problem at a value (or its key); at the nearest enclosing one where it has no place of its own.

        The line is not shown where it may hold a secret.
        """
        for length in range(len(where), -1, -1):
            tables = (self.keys, self.values) if key and length == len(where) else (self.values, self.keys)
            for table in tables:
                place = table.get(where[:length])
                if place is not None:
                    return self._at(place, message, secret)
        return Problem(self.path, 0, 0, message)

    def _at(self, place: _Place, message: str, secret: bool) -> Problem:
        excerpt = self.lines[place.line - 1] if place.line <= len(self.lines) and not secret else ""
        return Problem(self.path, place.line, place.column, message, excerpt, place.width)


def read_document(path: Path, shown: str) -> Document:
    """Reads a file; whatever is wrong with it is in the document's problems. `shown` is how messages name it."""
    document = Document(shown)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        document.problems.append(Problem(shown, 0, 0, "no such file; 'briefing init' writes one"))
        return document
    except OSError as error:
        document.problems.append(Problem(shown, 0, 0, f"cannot be read: {error.strerror}"))
        return document
    if len(raw) > _MOST_BYTES:
        document.problems.append(Problem(shown, 0, 0, f"has {len(raw):,} bytes; {_MOST_BYTES:,} are read at most"))
        return document
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        document.problems.append(Problem(shown, line, 1, "is not UTF-8; save the file as UTF-8"))
        return document
    return document_of(text, shown)


def document_of(text: str, shown: str) -> Document:
    """A file's text as document."""
    document = Document(shown, lines=tuple(text.splitlines()))
    _compose(document, text)
    return document


def _compose(document: Document, text: str) -> None:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
        document.value = _value(document, node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        excerpt = document.lines[line - 1] if line <= len(document.lines) else ""
        message = f"not YAML: {error.problem or error.context}"
        document.problems.append(Problem(document.path, line, column, message, excerpt))
    except yaml.YAMLError as error:
        document.problems.append(Problem(document.path, 1, 1, f"not YAML: {str(error).splitlines()[0]}"))
    except RecursionError:
        document.problems.append(Problem(document.path, 1, 1, "is nested too deeply"))


def _value(document: Document, node: yaml.Node, where: KeyPath) -> Value:
    import yaml

    document.nodes += 1
    if document.nodes > _MOST_NODES:
        raise yaml.YAMLError(f"more than {_MOST_NODES:,} values (aliases counted each time)")
    document.values[where] = _place(node)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, child, (*where, place)) for place, child in enumerate(node.value)]
    found: dict[str, Value] = {}
    for key_node, child in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        here = (*where, key)
        if not key:
            document.problems.append(document._at(_place(key_node), "a key is a word", False))
            continue
        if key in found:
            first = document.keys[here].line
            document.problems.append(document._at(_place(key_node), f"key '{key}' is here twice (line {first})", False))
            continue
        document.keys[here] = _place(key_node)
        found[key] = _value(document, child, here)
    return found


def _place(node: yaml.Node) -> _Place:
    start, end = node.start_mark, node.end_mark
    return _Place(start.line + 1, start.column + 1, end.column - start.column if end.line == start.line else 1)


def _scalar(node: yaml.ScalarNode) -> Value:
    """YAML 1.2, section 10.3.2: `NO` is a text, `10:30` too. A quoted scalar is always a text."""
    text = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
