"""Rank: a formula whose terms sum to the score, caps that hold, reasons of twelve words."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Profile, Story
from briefing.rank import WEIGHTS, RankOptions, rank
from tests.rank.news import PRESS, source, story

NAMES = ("alpha", "beta", "gamma", "delta", "epsilon")
SOURCES = {name: source(name) for name in NAMES}
OPTIONS = RankOptions(press_time=PRESS)

stories = st.builds(
    story,
    ident=st.uuids().map(str),
    publishers=st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(tuple),
    countries=st.lists(st.sampled_from(["JP", "KR", "CD", "GB", "ZZ", "VC"]), unique=True).map(tuple),
    regions=st.lists(st.sampled_from(["europe", "africa"]), max_size=1).map(tuple),
    score=st.floats(0, 1),
    hours=st.floats(-2, 80),
    text=st.sampled_from(["A ceasefire holds.", "Football final in Doha.", "", "‮\x00"]),
)
days = st.lists(stories, max_size=16, unique_by=lambda one: one.id)
options = st.builds(
    RankOptions,
    press_time=st.just(PRESS),
    stories=st.integers(1, 8),
    language=st.sampled_from(["en", "fr", "xx-?"]),
    follow=st.just(())
    | st.just(("JP", "ceasefire", "a keyword of very many words that hardly fits a line of reasons")),
    boost=st.just(()) | st.just(("doha",)),
    mute=st.just(()) | st.just(("football",)),
    region_cap=st.integers(1, 3),
    publisher_cap=st.integers(1, 3),
)


@given(days, options, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_any_day_is_ranked_by_the_rules(day: list[Story], chosen: RankOptions, chance: object) -> None:
    ranked = rank(day, SOURCES, chosen)
    assert sorted(one.story.id for one in ranked) == sorted(one.id for one in day)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    for one in ranked:
        assert sum(one.terms.values()) == one.score
        assert 0 < len(one.why.split()) <= 12
        assert one.rejected in ("", "muted", "region-cap", "publisher-cap", "below-cut")
    inside = [one.story for one in ranked if not one.rejected]
    assert len(inside) <= chosen.stories
    assert all(count <= chosen.publisher_cap for count in Counter(one.lead.publisher for one in inside).values())
    assert all(count <= chosen.region_cap for count in Counter(r for one in inside for r in one.regions[:1]).values())
    turned = list(day)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert rank(turned, SOURCES, chosen) == ranked


def test_more_independent_publishers_come_first() -> None:
    ranked = rank([story("one"), story("four", publishers=NAMES[:4], countries=("JP", "KR"))], SOURCES, OPTIONS)
    assert [one.story.id for one in ranked] == ["four", "one"]
    assert ranked[0].why == "4 independent publishers · Japan, South Korea"
    assert ranked[1].why == "1 publisher"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (story("a", score=0.9), story("b", score=0.6)),
        (story("a", hours=1), story("b", hours=20)),
        (story("a", countries=("SD",)), story("b", countries=("TD",))),
        (story("a", text="The ceasefire in Darfur holds."), story("b")),
        (story("a", publishers=("beta",)), story("b")),
    ],
    ids=["foreign-affairs", "recency", "follow", "boost", "source"],
)
def test_each_signal_lifts_a_story(better: Story, worse: Story) -> None:
    options = replace(OPTIONS, follow=("SD",), boost=("ceasefire",))
    ranked = rank([worse, better], {"alpha": source("alpha", 0.8), "beta": source("beta", 1.4)}, options)
    assert [one.story.id for one in ranked] == ["a", "b"]


def test_a_followed_country_is_said() -> None:
    ranked = rank([story("a", countries=("SD", "TD"))], SOURCES, replace(OPTIONS, follow=("SD",)))
    assert ranked[0].why == "1 publisher · Chad · you follow Sudan"


def test_a_muted_story_is_out_and_takes_no_place() -> None:
    ranked = rank(
        [story("a", text="A football cup."), story("b")], SOURCES, replace(OPTIONS, mute=("football",), stories=1)
    )
    assert {one.story.id: one.rejected for one in ranked} == {"a": "muted", "b": ""}


def test_a_country_code_is_not_read_as_a_word() -> None:
    ranked = rank([story("a", text="Say no to us, it said.")], SOURCES, replace(OPTIONS, mute=("NO", "US", "IT")))
    assert ranked[0].rejected == ""


def test_the_profile_may_weigh_anew_and_one_region_fills_its_own_edition() -> None:
    profile = Profile("world", "World", regions=("europe",), weights={"publishers": 2.0, "nonsense": 9.0}, stories=8)
    chosen = RankOptions.of(profile, PRESS)
    assert chosen.weights == {**WEIGHTS, "publishers": 2.0}
    assert chosen.region_cap == 8
    ranked = rank([story("a", publishers=NAMES[:2])], SOURCES, chosen)
    assert ranked[0].terms["publishers"] == pytest.approx(2 / 3)


def test_where_one_publisher_has_led_enough_the_next_report_leads() -> None:
    day = [story(name, publishers=("alpha", "beta"), score=0.9) for name in "abcd"]
    ranked = rank(day, SOURCES, replace(OPTIONS, publisher_cap=3, region_cap=9))
    assert [one.story.lead.publisher for one in ranked] == ["alpha", "alpha", "alpha", "beta"]
    assert all(not one.rejected for one in ranked)
    alone = rank([story(name, score=0.9) for name in "abcd"], SOURCES, replace(OPTIONS, publisher_cap=3, region_cap=9))
    assert [one.rejected for one in alone] == ["", "", "", "publisher-cap"]
