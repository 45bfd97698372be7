"""Globs over addresses. "*" stands for any characters; nothing else has a meaning, so that none can hang."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

__all__ = ["matches"]


def matches(glob: str, url: str, page: str) -> bool:
    """True where the whole of `url` fits; only its path and query count where the glob begins with "/".

    Then it also has to be of the same host as `page` ("www." apart). Percent-encoding makes no difference; "" is all.
    """
    if not glob:
        return True
    parts = urlsplit(url)
    if not glob.startswith("/"):
        return _fits(unquote(glob), unquote(url))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return _host(parts) == _host(urlsplit(page)) and _fits(unquote(glob), unquote(path))


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _fits(glob: str, text: str) -> bool:
    """Reads the text once: each piece between two "*" is taken where it comes first."""
    first, *others = glob.split("*")
    if not others:
        return text == glob
    if not text.startswith(first):
        return False
    place = len(first)
    for piece in others[:-1]:
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return len(text) - place >= len(others[-1]) and text.endswith(others[-1])
