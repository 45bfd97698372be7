"""From ranked stories to the page: what leads, what stands where, and what has nothing to quote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.model import Article, EditionKey, Profile, Scored, Source, Story
from briefing.pipeline.layout import Desk, lay_out

PRESS = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
KEY = EditionKey("world", "p", PRESS - timedelta(days=1), PRESS)
SOURCES = {"herald": Source("herald", "https://herald.example/feed", "Tunis Herald", "herald")}
NEWS = (
    "The foreign ministers of Chad and Niger signed an accord on Sunday that reopens four border crossings.",
    "Moldova and Romania will open two bridges over the Prut to freight trains by the end of January.",
    "The African Union will send forty observers, its peace and security council said in Tunis.",
)


def scored(ident: str, paragraphs: tuple[str, ...], region: str, standfirst: str = "") -> Scored:
    article = Article(
        id=ident,
        source_id="herald",
        publisher="herald",
        url=f"https://herald.example/{ident}",
        headline=f"Accord of {ident}",
        basis="page",
        seen_at=PRESS,
        published=PRESS - timedelta(hours=3),
        paragraphs=paragraphs,
        standfirst=standfirst,
    )
    return Scored(Story(ident, (article,), ("herald",), regions=(region,)), 1.0, {"recency": 1.0}, "1 publisher")


def test_the_best_story_leads_and_the_others_stand_by_region() -> None:
    desk = Desk(
        (), (), (scored("a", NEWS[:1], "europe"), scored("b", NEWS[1:2], "europe"), scored("c", NEWS[2:], "africa"))
    )
    edition = lay_out(desk, KEY, Profile("world", "World"), SOURCES, {})
    assert [(piece.scored.story.id, piece.region) for piece in edition.pieces] == [
        ("a", ""),
        ("c", "africa"),
        ("b", "europe"),
    ]
    assert [piece.number for piece in edition.pieces] == [1, 2, 3]


def test_a_report_of_which_nothing_can_be_quoted_shows_its_standfirst_or_becomes_a_line() -> None:
    captions = ("Photo: Tunis Herald",)
    desk = Desk(
        (), (), (scored("a", NEWS[:1], "africa"), scored("b", captions, "africa", NEWS[1]), scored("c", captions, ""))
    )
    edition = lay_out(desk, KEY, Profile("world", "World"), SOURCES, {})
    assert [piece.scored.story.id for piece in edition.pieces] == ["a", "b"]
    assert edition.pieces[1].summary.standfirst == NEWS[1]
    assert [line.scored.story.id for line in edition.also] == ["c"]
    assert edition.coverage.feed_only == 1
