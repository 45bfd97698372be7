"""A closer look at a source: what it answers now, whether its pages may be read, what is wrong and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median

from briefing.errors import (
    BriefingError,
    FetchFailed,
    FetchGone,
    FetchRefused,
    NotAFeed,
    ParseFailed,
    Refused,
    TooLarge,
    Transient,
)
from briefing.model import FEED, Entry, Fetched, Listing, Reading, Source, Validators
from briefing.pipeline import listing
from briefing.pipeline.services import Services

__all__ = ["Look", "advice", "discover", "look"]

_MOST_TRIED = 12  # addresses that may be a site's feed
_STALE = timedelta(days=7)
_OLDEST = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Look:
    """What a source answered at `at`: its entries or an error; and what the page of its newest entry holds."""

    source: Source
    at: datetime
    entries: tuple[Entry, ...] = ()
    error: BriefingError | None = None
    page: Reading | None = None
    page_error: BriefingError | None = None

    @property
    def newest(self) -> datetime | None:
        """The latest believable date of an entry."""
        return max((entry.published for entry in self.entries if entry.published), default=None)

    @property
    def words(self) -> int:
        """Words an entry, the median: a standfirst has 20 to 60."""
        return round(median(entry.words for entry in self.entries)) if self.entries else 0

    @property
    def refused_dates(self) -> tuple[str, ...]:
        """Why entries have no date, for each that has none but says one."""
        return tuple(entry.undated for entry in self.entries if entry.undated not in ("", "no date"))


def look(source: Source, services: Services) -> Look:
    """Asks the source now, whatever was answered before, and reads one page behind it. Stores nothing."""
    now = services.clock.now()
    try:
        parts = listing.ask(source, Validators(), services).parts
    except (Refused, Transient, ParseFailed) as error:
        return Look(source, now, error=error)
    return _with_page(Look(source, now, tuple(entry for part in parts for entry in part.entries)), services)


def discover(source: Source, services: Services) -> Look:
    """The source that this address leads to: itself where it is a feed or a news sitemap, else the feed of its site.

    The look's source has the address and listing that were found; nothing found is its error.
    """
    now = services.clock.now()
    try:
        fetched = services.fetcher.feed(source.url, Validators()).fetched
        found = _as_listed(source, fetched, services)
        if found is None:
            candidates = services.parser.pointers(fetched, "feeds")
            found = next(_found(source, candidates[:_MOST_TRIED], services), None)
    except (Refused, Transient, ParseFailed) as error:
        return Look(source, now, error=error)
    if found is None:
        reason = "neither a feed nor a page that leads to one; give the feed's own address, or --links for a page"
        return Look(source, now, error=NotAFeed(source.url, reason))
    return found


def _as_listed(source: Source, fetched: Fetched, services: Services) -> Look | None:
    """The look at these bytes as a feed or a sitemap; None where they are neither."""
    for way in (FEED, Listing("sitemap")):
        try:
            entries = services.parser.feed(fetched, way)
        except (NotAFeed, ParseFailed):
            continue
        return _with_page(Look(replace(source, listing=way), services.clock.now(), entries), services)
    if services.parser.pointers(fetched, "sitemaps"):
        return look(replace(source, listing=Listing("sitemap")), services)
    return None


def _found(source: Source, candidates: tuple[str, ...], services: Services) -> Iterator[Look]:
    for url in candidates:
        found = look(replace(source, url=url, listing=FEED), services)
        if found.error is None and found.entries:
            yield found


def _with_page(found: Look, services: Services) -> Look:
    if not found.entries:
        return found
    newest = max(found.entries, key=lambda entry: entry.published or _OLDEST)
    try:
        return replace(found, page=services.parser.article(services.fetcher.page(newest.url).fetched))
    except (Refused, Transient, ParseFailed) as error:
        return replace(found, page_error=error)


def advice(found: Look) -> tuple[str, ...]:
    """What is wrong, each with the way out; nothing where all is well."""
    return tuple(_of_error(found.error, found.source) if found.error else _of_entries(found))


def _of_error(error: BriefingError, source: Source) -> Iterator[str]:
    site = f"'briefing sources add {source.url.partition('//')[0]}//{_host(source)} --dry-run'"
    if isinstance(error, FetchGone):
        yield f"{error.reason}: the feed has moved or ended; {site} looks for its new address"
    elif isinstance(error, FetchRefused):
        yield f"{error.reason}: write to the outlet, or take the source out ('briefing sources remove {source.id}')"
    elif isinstance(error, NotAFeed) and source.listing == FEED:
        yield f"{error.reason}; {site} looks for the feed"
    elif isinstance(error, NotAFeed):
        yield f"{error.reason}; correct 'format' or 'links' of this source"
    elif isinstance(error, TooLarge):
        yield f"{error.reason}; look for a smaller feed, of one section"
    elif isinstance(error, Transient):
        yield f"{error.reason}; it is asked again by itself, at growing intervals" + _hint(error)
    else:
        yield error.reason


def _hint(error: Transient) -> str:
    if isinstance(error, FetchFailed) and error.retry_after:
        return f", the server says after {error.retry_after:.0f} s"
    return "; where this lasts for days, set 'enabled: false'"


def _of_entries(found: Look) -> Iterator[str]:
    if not found.entries:
        yield "it has no entries at present; where this lasts, look for another feed of the outlet"
        return
    if found.newest is None and found.source.listing.format != "page":
        yield "no entry has a believable date: each counts from when it was first seen"
    elif found.newest is not None and found.at - found.newest > _STALE:
        yield f"its newest entry is {(found.at - found.newest).days} days old; the outlet may have moved its feed"
    if found.refused_dates:
        count = f"{len(found.refused_dates)} of {len(found.entries)}"
        yield f"dates of {count} entries are refused ({found.refused_dates[0]}); they count from when first seen"
    yield from _of_page(found)


def _of_page(found: Look) -> Iterator[str]:
    instead = "stories carry its standfirsts" if found.words else "and its entries have no text: nothing can be shown"
    if found.page_error is not None:
        yield f"its pages cannot be read ({found.page_error.reason}); {instead}"
    elif found.page is not None and not found.page.article:
        yield f"the page of its newest entry is no article ({found.page.reason}); {instead}"
    elif found.page is not None and found.page.paywall and not found.source.paywall:
        yield "its page says that it is not free to read; set 'paywall: true'"


def _host(source: Source) -> str:
    return source.url.partition("//")[2].partition("/")[0]
