"""Small made-up nouns for the contract suites."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from briefing.model import Article, DeliveryKey, EditionKey, EditionRecord, Entry, Fetched, Finding, Skeleton
from briefing.ports import PlannedDelivery

__all__ = ["NOON", "a_planned", "an_article", "an_edition", "an_entry", "bytes_of", "later"]

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def later(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after NOON."""
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def an_article(number: int = 1, **changes: object) -> Article:
    article = Article(
        id=f"article-{number}",
        source_id="gotthard",
        publisher="gotthard",
        url=f"https://gotthard.example/{number}",
        headline="Norway and Chile sign a fishing treaty",
        basis="page",
        seen_at=NOON,
        published=NOON - timedelta(hours=1),
        paragraphs=("OSLO — The treaty was signed on Monday.", "It enters into force in May.\u2028"),
        authors=("Åse Hæg",),
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def an_entry(number: int = 1, **changes: object) -> Entry:
    entry = Entry(
        f"https://gotthard.example/{number}", f"Headline {number}", NOON, "A standfirst.", "", f"guid-{number}"
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def bytes_of(url: str, body: bytes, at: datetime = NOON) -> Fetched:
    return Fetched(url, at, body, "text/html; charset=utf-8")


def an_edition(name: str = "world", press_time: datetime = NOON, **changes: object) -> EditionRecord:
    key = EditionKey(name, "profile", press_time - timedelta(days=1), press_time)
    skeleton = Skeleton(key.id, "html", "Überschrift", (b"To: ", b"\r\n\r\n\x00\xff", b""), ("to", "text"), "<p>é", "é")
    record = EditionRecord(
        key=key,
        state="built",
        reason="",
        built_at=press_time,
        title="World Briefing",
        skeletons=(skeleton, replace(skeleton, format="text")),
        explanation='{"stories": []}',
        unproved=(Finding("sentence", False, "A sentence.", "not found"),),
        stories=8,
        version="1",
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def a_planned(edition: EditionRecord, reader: str = "ana@example.org", **changes: object) -> PlannedDelivery:
    key = DeliveryKey(edition.key.briefing, reader, date(2026, 11, 23))
    return replace(
        PlannedDelivery(key, edition.id, "Ana", "html", NOON, NOON + timedelta(hours=4)),
        **changes,  # type: ignore[arg-type]
    )
