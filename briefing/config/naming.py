"""Ids of sources: short, readable, the same in whatever order the file lists them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from briefing.config.keys import SourceKeys

__all__ = ["id_of", "named", "source_ids"]


def named(source: SourceKeys) -> str:
    """The source's name, or its host where it has none."""
    return source.name or _host(source.url)


def id_of(name: str, url: str) -> str:
    """The id made of a name, or of the address's host where that is ""."""
    return _slug(name or _host(url))


def source_ids(sources: Sequence[SourceKeys]) -> tuple[str, ...]:
    """One id a source: its own, or its name in plain letters; with a mark of its address where two would be equal."""
    plain = [source.id or id_of(source.name or "", source.url) for source in sources]
    counts = Counter(plain)
    return tuple(
        ident if counts[ident] == 1 else f"{ident}-{hashlib.sha256(source.url.encode()).hexdigest()[:6]}"
        for ident, source in zip(plain, sources, strict=True)
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _slug(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9.]+", "-", letters).strip("-.")[:48]
    return slug or hashlib.sha256(name.encode()).hexdigest()[:8]
