"""Neighbours: who is compared with whom, and how alike they count."""

import random
from datetime import UTC, datetime, timedelta

import numpy as np

from briefing.cluster import ClusterCase
from briefing.cluster.case import in_order
from briefing.cluster.neighbours import neighbours
from briefing.cluster.terms import sheet

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAIR = (
    ClusterCase("a", "Ghana reopens the Volta bridge", "Lorries from Togo crossed the bridge.", NOON),
    ClusterCase("b", "Togo lorries cross the Volta bridge", "Ghana let them pass at dawn.", NOON),
)


def found(cases: list[ClusterCase]) -> dict[tuple[str, str], float]:
    ordered = in_order(cases)
    pairs = neighbours(sheet(ordered), [case.published for case in ordered])
    columns = (pairs.earlier.tolist(), pairs.later.tolist(), pairs.likeness.tolist())
    return {(ordered[one].id, ordered[two].id): alike for one, two, alike in zip(*columns, strict=True)}


def test_forms_of_one_word_are_one_word() -> None:
    said = [
        ClusterCase("a", "Parliament ratifies fisheries accord", "", NOON),
        ClusterCase("b", "Parliamentary ratification of fishery accords", "", NOON),
        ClusterCase("c", "Miners strike", "", NOON),
    ]
    assert found(said)["a", "b"] > 0.9


def test_two_reports_among_hundreds_of_the_same_days_must_be_nearer_than_the_same_two_on_a_quiet_day() -> None:
    others = [ClusterCase(f"c{n}", f"Village{n} votes", f"Mayor{n} wins", NOON) for n in range(900)]
    away = [ClusterCase(o.id, o.headline, o.text, NOON - timedelta(days=9)) for o in others]
    assert found([*PAIR, *others])["a", "b"] < 0.9 * found([*PAIR, *away])["a", "b"]


def test_reports_worked_on_in_blocks_have_the_neighbours_that_comparing_all_with_all_gives() -> None:
    chance = random.Random(5)
    names = [f"name{n}" for n in range(90)]
    day = [
        ClusterCase(
            f"r{n:03}",
            " ".join(chance.sample(names, 6)),
            "",
            None if n % 10 == 0 else NOON + timedelta(hours=chance.randrange(240)),
        )
        for n in range(230)
    ]
    ordered = in_order(day)
    page = sheet(ordered)
    dense = np.zeros((len(ordered), page.vocabulary + 1), np.float32)
    np.put_along_axis(dense, page.terms.astype(np.int64), page.weights, axis=1)
    cosines = dense @ dense.T
    wanted = set()
    for later, two in enumerate(ordered):
        near = [
            (-float(cosines[earlier, later]), earlier)
            for earlier, one in enumerate(ordered[:later])
            if two.published is None or (one.published and two.published - one.published <= timedelta(days=3))
        ]
        wanted |= {(ordered[earlier].id, two.id) for value, earlier in sorted(near)[:30] if -value >= 0.3}
    assert wanted
    assert wanted <= set(found(day))
