"""JSON Feed, versions 1.0 and 1.1. Whatever has the wrong type is taken as absent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from briefing.collect.entries import Raw
from briefing.errors import NotAFeed, TooLarge

__all__ = ["read"]

_VERSIONS = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")
_LINKS = ("url", "external_url", "id")
_DATES = ("date_published", "date_modified")


def read(text: str, url: str) -> Iterator[Raw]:
    """The items as written. Raises NotAFeed, or TooLarge where it is nested deeper than can be read."""
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise TooLarge(url, "the JSON is nested too deeply") from error
    except ValueError as error:
        raise NotAFeed(url, "the answer is JSON that cannot be read") from error
    version, items = (whole.get("version"), whole.get("items")) if isinstance(whole, dict) else (None, None)
    if not isinstance(version, str) or not version.startswith(_VERSIONS) or not isinstance(items, list):
        raise NotAFeed(url, "the answer is JSON, but no JSON Feed")
    return (_raw(item) for item in items if isinstance(item, dict))


def _raw(item: dict[str, object]) -> Raw:
    links = (_text(item, name) for name in _LINKS)
    text = _text(item, "content_text")
    return Raw(
        title=_text(item, "title"),
        links=tuple(link for place, link in enumerate(links) if link and (place < 2 or "://" in link)),
        dates=tuple(written for name in _DATES if (written := _text(item, name))),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or escape(text).replace("\n\n", "<p>"),
        guid=_text(item, "id"),
    )


def _text(item: dict[str, object], name: str) -> str:
    value = item.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool) and name == "id":
        return str(value)
    return value if isinstance(value, str) else ""
