"""Events: what tells the same is one story, whatever order it came in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.cluster import ClusterCase, label

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = "Ghana Togo border talks bridge minister grain Peru mine strike tariff ceasefire 14 2,300 été 停戦 хлеб".split()
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=30)
reports = st.builds(
    ClusterCase,
    id=st.just(""),
    headline=texts,
    text=texts,
    published=st.none() | st.integers(0, 200).map(lambda hours: NOON + timedelta(hours=hours)),
    source=st.sampled_from(["a", "b", ""]),
)
days = st.lists(reports, max_size=14).map(lambda found: [replace(one, id=str(n)) for n, one in enumerate(found)])

FERRY = [
    ClusterCase(
        "a", "Ghana reopens the Volta bridge to Togo", "Ghana reopened the Volta bridge to lorries from Togo.", NOON
    ),
    ClusterCase(
        "b", "Togo lorries cross Volta bridge again", "Lorries from Togo crossed the Volta bridge in Ghana.", NOON
    ),
    ClusterCase("c", "Peru miners end strike over pay", "Miners in Peru ended a strike at a copper mine.", NOON),
    ClusterCase(
        "d", "Copper mine in Peru: strike over pay ends", "A pay deal ended the strike of miners in Peru.", NOON
    ),
    ClusterCase("e", "Fiji votes", "Voters in Fiji queued from dawn.", NOON),
]


def test_two_reports_of_one_bridge_are_one_story_and_a_strike_is_another() -> None:
    found = {one.id: one.story for one in label(FERRY)}
    assert found["a"] == found["b"] != found["c"]
    assert found["c"] == found["d"]
    assert found["e"] == "e"


def test_the_same_words_a_week_later_are_another_event() -> None:
    later = replace(FERRY[1], published=NOON + timedelta(days=7))
    found = {one.id: one.story for one in label([FERRY[0], later, *FERRY[2:]])}
    assert found["a"] != found["b"]


def test_an_undated_report_joins_its_event() -> None:
    found = {one.id: one.story for one in label([FERRY[0], replace(FERRY[1], published=None), *FERRY[2:]])}
    assert found["a"] == found["b"]


def test_no_reports_no_stories() -> None:
    assert label([]) == ()
    assert [one.story for one in label([ClusterCase("x", "", "")])] == ["x"]


@given(days, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_reports_arrive_changes_nothing(day: list[ClusterCase], chance: object) -> None:
    turned = list(day)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert sorted(label(day), key=lambda one: one.id) == sorted(label(turned), key=lambda one: one.id)


@given(days)
@settings(max_examples=60, deadline=None)
def test_every_report_gets_one_label_and_an_origin_is_of_its_story_and_no_reprint(day: list[ClusterCase]) -> None:
    found = label(day)
    assert [one.id for one in found] == [one.id for one in day]
    by_id = {one.id: one for one in found}
    for one in found:
        assert by_id[one.story].story == one.story
        if one.duplicate_of is not None:
            assert by_id[one.duplicate_of].story == one.story
            assert by_id[one.duplicate_of].duplicate_of is None
