"""A document against its keys: every fault at its place, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing.config.document import Document, KeyPath, Value
from briefing.config.problems import Problem, did_you_mean

__all__ = ["SECRET_KEYS", "validated"]

_M = TypeVar("_M", bound=BaseModel)
SECRET_KEYS = frozenset({"url", "fallback", "key", "previous"})
"""Keys of smtp, dkim and secrets whose lines are never shown."""
_SECRET_TABLES = frozenset({"smtp", "dkim", "secrets"})
_WORDS: Mapping[str, str] = {
    "string_type": "should be a text; put it in quotes",
    "int_type": "should be a whole number",
    "float_type": "should be a number",
    "bool_type": "should be true or false",
    "list_type": "should be a list, such as [one, two]",
    "dict_type": "should be keys and values",
    "model_type": "should be keys and values",
    "too_short": "should not be empty",
    "string_too_short": "should not be empty",
}


def validated(document: Document, model: type[_M]) -> _M | None:
    """The document as `model`, or None with the document's problems told. Empty values count as absent keys."""
    if document.value is None and document.problems:
        return None
    try:
        return model.model_validate(_without_nulls({} if document.value is None else document.value))
    except ValidationError as error:
        document.problems += [_problem(document, model, fault) for fault in error.errors(include_url=False)]
        return None


def _without_nulls(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _without_nulls(child) for key, child in value.items() if child is not None}
    if isinstance(value, list):
        return [_without_nulls(child) for child in value]
    return value


def _problem(document: Document, model: type[BaseModel], fault: ErrorDetails) -> Problem:
    where: KeyPath = fault["loc"]
    secret = bool(where) and where[0] in _SECRET_TABLES and where[-1] in SECRET_KEYS
    kind = fault["type"]
    if kind == "extra_forbidden":
        key = str(where[-1])
        message = f"unknown key '{key}'{did_you_mean(key, _known(model, where[:-1]))}"
        return document.problem(where, message, key=True, secret=secret)
    if where[-1:] == ("[key]",):
        message = f"'{where[-2]}' cannot be a name here; use small letters, digits, '-' and '_'"
        return document.problem(where[:-1], message, key=True)
    if kind == "missing":
        return document.problem(where[:-1], f"key '{where[-1]}' is missing", secret=secret)
    return document.problem(where, _said(kind, fault, where), secret=secret)


def _said(kind: str, fault: ErrorDetails, where: KeyPath) -> str:
    name = next((str(part) for part in reversed(where) if isinstance(part, str)), "file")
    if kind == "value_error":
        return str(fault["ctx"]["error"])
    if kind == "literal_error":
        given = fault["input"]
        known = str(fault["ctx"]["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        return f"'{given}' is not one of {', '.join(known)}{did_you_mean(str(given), known)}"
    if kind in _WORDS:
        return f"'{name}' {_WORDS[kind]}"
    return f"'{name}': {fault['msg'][0].lower()}{fault['msg'][1:]}"


def _known(model: type[BaseModel], where: KeyPath) -> tuple[str, ...]:
    """Keys that may stand at a place."""
    current: type[BaseModel] | None = model
    for part in where:
        if current is None:
            return ()
        if isinstance(part, int):
            continue
        field = current.model_fields.get(part)
        current = _model_in(field.annotation) if field else current
    return tuple(current.model_fields) if current else ()


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model inside an annotation such as `X | None`, `list[X]` or `dict[str, X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if (found := _model_in(inner)) is not None:
            return found
    return None
