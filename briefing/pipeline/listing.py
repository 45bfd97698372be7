"""Asking a source for its list of news: a feed, a news sitemap, an index of those, or a page of links."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.errors import FetchFailed, NotAFeed, ParseFailed, Refused, Transient
from briefing.model import Entry, Fetched, Source, Validators
from briefing.pipeline.services import Services

__all__ = ["Listed", "Part", "ask"]

_MOST_SITEMAPS = 5  # of an index in one gather


@dataclass(frozen=True, slots=True)
class Part:
    """One answer and its entries."""

    fetched: Fetched
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a source answered: no parts where nothing has changed; and what to send along the next time."""

    parts: tuple[Part, ...]
    validators: Validators


def ask(source: Source, known: Validators, services: Services) -> Listed:
    """Fetches and reads the list. A page of links is asked for as any page: robots.txt has a say, no validators.

    Raises what Fetcher and Parser raise. Of an index the five most promising sitemaps are read; it fails only where
    none of them can be.
    """
    if source.listing.format == "page":
        fetched = services.fetcher.page(source.url).fetched
        return Listed((_part(source, fetched, services),), Validators())
    answer = services.fetcher.feed(source.url, known)
    if answer.not_modified:
        return Listed((), answer.validators)
    if source.listing.format == "sitemap":
        inside = services.parser.pointers(answer.fetched, "sitemaps")
        if inside:  # its own validators say nothing of what is in the sitemaps: it is asked for whole each time
            return Listed(_inside(source, inside[:_MOST_SITEMAPS], services), Validators())
    return Listed((_part(source, answer.fetched, services),), answer.validators)


def _inside(source: Source, addresses: tuple[str, ...], services: Services) -> tuple[Part, ...]:
    parts: list[Part] = []
    failed: list[Refused | Transient | ParseFailed] = []
    for address in addresses:
        try:
            parts.append(_part(source, services.fetcher.feed(address, Validators()).fetched, services))
        except (Refused, Transient, ParseFailed) as error:
            failed.append(error)
    if parts:
        return tuple(parts)
    reason = f"none of its sitemaps can be read; the first: {failed[0].reason} ({failed[0].culprit})"
    if any(isinstance(error, Transient) for error in failed):
        raise FetchFailed(source.url, reason) from failed[0]
    raise NotAFeed(source.url, reason) from failed[0]


def _part(source: Source, fetched: Fetched, services: Services) -> Part:
    return Part(fetched, services.parser.feed(fetched, source.listing))
