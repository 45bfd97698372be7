"""Stories: who leads, who stands behind them, and what they are about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.cluster import cluster
from briefing.model import Article, Selection, Story

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BRIDGE = (
    "Ghana reopened the Volta bridge to lorries from Togo on Monday after customs officers of the two countries "
    "agreed on one form for all goods. Drivers had waited nine days at Aflao, where some slept under their vehicles. "
) * 4
OTHER = (
    "At the Volta bridge Togo's drivers cheered as Ghana lifted the barrier; a first convoy with onions and cement "
    "rolled toward Accra. Traders in Lome said that their losses would take months to recover, and asked for relief. "
) * 4
THIRD = (
    "Lorries from Togo cross the Volta bridge in Ghana again. Officials called it a good day for both countries, "
    "though a list of goods that need a stamp is still to be written, and customs will check every tenth vehicle. "
) * 4


def article(ident: str, text: str = BRIDGE, minutes: int = 0, publisher: str = "") -> Article:
    owner = publisher or ident
    return Article(
        id=ident,
        source_id=f"{owner}-feed",
        publisher=owner,
        url=f"http://{owner}.example/{ident}",
        headline="Ghana reopens Volta bridge to lorries from Togo",
        basis="page",
        seen_at=NOON,
        published=NOON + timedelta(minutes=minutes),
        paragraphs=(text,),
    )


def told(*articles: Article, **selections: Selection) -> Story:
    (story,) = cluster(articles, selections)
    return story


def test_reprints_in_three_papers_are_one_publisher_and_a_reporter_on_the_bridge_is_a_second() -> None:
    story = told(article("wire"), article("p1", minutes=5), article("p2", minutes=9), article("own", OTHER, 20))
    assert story.publishers == ("own", "wire")
    assert story.duplicates == {"p1": "wire", "p2": "wire"}
    assert [one.id for one in story.articles] == ["wire", "own", "p1", "p2"]


def test_two_feeds_of_one_house_are_one_publisher_and_the_second_to_be_quoted_is_of_another_house() -> None:
    story = told(
        article("a1", publisher="a"),
        article("a2", OTHER, 1, publisher="a"),
        article("b1", THIRD, 2, publisher="b"),
    )
    assert story.publishers == ("a", "b")
    assert [one.id for one in story.articles] == ["a1", "b1", "a2"]


def test_a_free_page_leads_before_a_paywall_a_feed_text_and_a_flash_that_came_earlier() -> None:
    wall = replace(article("wall", minutes=0), paywall=True)
    feed = replace(article("feed", minutes=1), basis="feed", paragraphs=(), standfirst=OTHER[:200])
    flash = article("flash", OTHER[:230], 2)
    full = article("full", OTHER.replace("months", "years"), 30)
    assert told(wall, feed, flash, full).lead.id == "full"
    assert told(wall, feed, flash).lead.id == "flash"
    assert told(wall, feed).lead.id == "feed"


def test_countries_regions_and_topics_come_from_the_decisions_most_told_first() -> None:
    story = told(
        article("x"),
        article("y", OTHER, 5),
        x=Selection("x", 0.6, True, "foreign-affairs", ("GH", "TG"), ("africa",), ("trade",)),
        y=Selection("y", 0.9, True, "foreign-affairs", ("TG",), ("africa",), ("economy", "trade")),
    )
    assert (story.countries, story.regions, story.topics) == (("TG", "GH"), ("africa",), ("trade", "economy"))
    assert story.score == 0.9
    assert story.first_seen == NOON
    assert story.id == "x"


def test_no_articles_make_no_stories() -> None:
    assert cluster((), {}) == ()
