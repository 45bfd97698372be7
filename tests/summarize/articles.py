"""Articles to summarize, made in a line."""

from datetime import UTC, datetime

from briefing.model import Article

__all__ = ["feed_article", "page_article"]

_WHEN = datetime(2026, 11, 22, 6, tzinfo=UTC)


def page_article(*paragraphs: str, headline: str = "", language: str = "en", name: str = "a") -> Article:
    """A report whose page was read."""
    return Article(
        id=name,
        source_id=name,
        publisher=name,
        url=f"http://{name}.example/report",
        headline=headline,
        basis="page",
        seen_at=_WHEN,
        published=_WHEN,
        paragraphs=paragraphs,
        language=language,
    )


def feed_article(standfirst: str) -> Article:
    """A report of which only the feed's standfirst may be shown."""
    return Article("f", "f", "f", "http://f.example/", "Headline", "feed", _WHEN, _WHEN, standfirst)
