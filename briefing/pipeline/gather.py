"""gather(source): the feed, its new entries, and the page behind each of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from briefing.errors import BriefingError, ParseFailed, Refused, Transient
from briefing.model import Article, Entry, Reading, Source, Standing, Validators
from briefing.pipeline import listing
from briefing.pipeline.jobs import Gather, Outcome
from briefing.pipeline.services import Services
from briefing.text.urls import canonical

__all__ = ["gather", "next_due", "notice"]

_LONGEST_PAUSE = timedelta(hours=12)
_ALARMING = 3  # failures in a row


def gather(job: Gather, services: Services) -> Outcome:
    """Asks the source, stores what is new, reads the pages. A failing feed is noted in its standing, never raised."""
    source = services.sources[job.source_id]
    before = services.news.standings().get(source.id, Standing(source.id))
    try:
        answer = listing.ask(source, before.validators, services)
        fresh = sum(len(_stored(source, part, services)) for part in answer.parts)
    except (Refused, Transient, ParseFailed) as error:
        after = _failed(source, before, error, services)
        services.news.put_standing(after)
        return Outcome(job, "failed", error=error, notice=notice(before, after))
    pages = _read_waiting(source, services)
    after = _answered(source, answer.validators, services)
    services.news.put_standing(after)
    word = "read" if answer.parts else "not modified"
    return Outcome(job, word, {"entries": fresh, "pages": pages}, notice=notice(before, after))


def notice(before: Standing, after: Standing) -> str:
    """What is said once of a source's health: at the third failure in a row, and when it answers after that."""
    if before.failures < _ALARMING <= after.failures:
        since = f", last read {before.answered_at:%Y-%m-%d %H:%M} UTC" if before.answered_at else ""
        return (
            f"has failed {after.failures} times in a row{since}; 'briefing sources test {after.source_id}' looks closer"
        )
    if before.failures >= _ALARMING and not after.failures:
        return f"is well again, after {before.failures} failures in a row"
    return ""


def next_due(failures: int, asked_at: datetime, every: timedelta) -> datetime:
    """When to ask again: after `every`, doubled with each failure in a row, twelve hours at most."""
    pause = every * (1 << min(max(failures - 1, 0), 10))
    return asked_at + max(every, min(pause, _LONGEST_PAUSE))


def _stored(source: Source, part: listing.Part, services: Services) -> tuple[Entry, ...]:
    services.news.keep(part.fetched)
    known = tuple(replace(entry, url=canonical(entry.url)) for entry in part.entries)
    return services.news.put_entries(source.id, known, part.fetched.at)


def _failed(source: Source, before: Standing, error: BriefingError, services: Services) -> Standing:
    now, failures = services.clock.now(), before.failures + 1
    due = next_due(failures, now, source.every or services.settings.every)
    if isinstance(error, Transient) and error.retry_after:
        due = max(due, now + timedelta(seconds=error.retry_after))
    return replace(before, asked_at=now, failures=failures, error=error.reason, next_due=due)


def _answered(source: Source, validators: Validators, services: Services) -> Standing:
    now = services.clock.now()
    return Standing(
        source_id=source.id,
        validators=validators,
        asked_at=now,
        answered_at=now,
        next_due=next_due(0, now, source.every or services.settings.every),
    )


def _read_waiting(source: Source, services: Services) -> int:
    """Reads the pages of entries that have no article yet; returns how many were asked for."""
    oldest = services.clock.now() - services.settings.horizon
    waiting = [e for e in services.news.waiting(source.id) if e.published is None or e.published > oldest]
    for entry in waiting[: services.settings.pages_per_source]:
        _read_page(source, entry, services)
    return min(len(waiting), services.settings.pages_per_source)


def _read_page(source: Source, entry: Entry, services: Services) -> None:
    """Stores the article behind an entry: from its page, or else the feed's standfirst with the reason.

    A page that could not be read this time is asked for again by later gathers; its article then takes the place of
    the standfirst.
    """
    reading, final = _reading(entry.url, services)
    now = services.clock.now()
    if not reading.article:
        services.news.put_miss(source.id, entry.url, now, reading.reason, final)
    if reading.article or entry.summary:
        services.news.put_article(article_of(source, entry, reading, now))


def _reading(url: str, services: Services) -> tuple[Reading, bool]:
    """What the page holds, or why it cannot be read; and whether that is final."""
    try:
        answer = services.fetcher.page(url)
        services.news.keep(answer.fetched)
        return services.parser.article(answer.fetched), True
    except (Refused, ParseFailed) as error:
        return Reading(article=False, reason=error.reason), True
    except Transient as error:
        return Reading(article=False, reason=error.reason), False


def article_of(source: Source, entry: Entry, reading: Reading, seen_at: datetime) -> Article:
    """The article behind an entry. Its date is the feed's; the page's counts only where the feed has none.

    A page that is no article (a stub, a login, an index) gives one on basis "feed", with the reason.
    """
    published = entry.published or reading.published or seen_at
    content = reading.text if reading.article else entry.summary
    digest = hashlib.sha256(f"{source.id}\n{entry.url}\n{entry.title}\n{content}".encode()).hexdigest()[:16]
    return Article(
        id=digest,
        source_id=source.id,
        publisher=source.publisher,
        url=entry.url,
        headline=_headline(source, entry, reading),
        basis="page" if reading.article else "feed",
        seen_at=seen_at,
        published=min(published, seen_at),
        standfirst=entry.summary,
        paragraphs=reading.paragraphs if reading.article else (),
        authors=reading.authors,
        language=reading.language or source.language,
        dateline=reading.dateline,
        caption=reading.caption,
        credit=reading.credit,
        paywall=source.paywall or reading.paywall,
        reason="" if reading.article else reading.reason,
    )


def _headline(source: Source, entry: Entry, reading: Reading) -> str:
    """The feed's; where only a sitemap or a link names the article, the page's own."""
    if source.listing.format == "feed":
        return entry.title or reading.headline
    return reading.headline or entry.title
