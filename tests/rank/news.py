"""Stories to rank, made by hand."""

from datetime import UTC, datetime, timedelta

from briefing.model import Article, Source, Story

__all__ = ["PRESS", "source", "story"]

PRESS = datetime(2026, 11, 23, 6, tzinfo=UTC)


def story(
    ident: str,
    *,
    publishers: tuple[str, ...] = ("alpha",),
    countries: tuple[str, ...] = (),
    regions: tuple[str, ...] = (),
    score: float = 0.5,
    hours: float = 4.0,
    text: str = "Ministers met.",
) -> Story:
    articles = tuple(
        Article(
            id=f"{ident}-{place}",
            source_id=name,
            publisher=name,
            url=f"http://{name}.example/{ident}",
            headline=f"Report {ident}",
            basis="page",
            seen_at=PRESS,
            published=PRESS - timedelta(hours=hours),
            paragraphs=(text,),
        )
        for place, name in enumerate(publishers)
    )
    return Story(ident, articles, publishers, countries, regions, (), {}, score)


def source(name: str, weight: float = 1.0) -> Source:
    return Source(id=name, url=f"http://{name}.example/rss", name=name.title(), publisher=name, weight=weight)
