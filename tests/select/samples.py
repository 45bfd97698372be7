"""Reports written for the tests: invented events, real countries."""

from __future__ import annotations

from datetime import UTC, datetime

from briefing.model import Article

__all__ = ["article"]

_SEEN = datetime(2026, 11, 22, 6, tzinfo=UTC)


def article(headline: str, text: str = "", *, standfirst: str = "", language: str = "en") -> Article:
    """A report as stored; without a text only its feed is known."""
    return Article(
        id=headline,
        source_id="courier",
        publisher="courier",
        url="https://courier.example/1",
        headline=headline,
        basis="page" if text else "feed",
        seen_at=_SEEN,
        published=_SEEN,
        standfirst=standfirst,
        paragraphs=tuple(text.split("\n\n")) if text else (),
        language=language,
    )
