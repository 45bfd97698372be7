"""How a difference between two extractors is told, with what chance could make of it."""

import pytest

from scripts.margin import margin, page_f1

CLEAR = [0.9, 0.95, 0.92, 0.97, 0.91] * 8
WORSE = [0.8, 0.9, 0.85, 0.9, 0.88] * 8


def test_a_text_with_half_of_a_report_scores_between_none_and_all() -> None:
    report = "The envoys met in Lomé on Friday and signed the accord on water"
    assert page_f1(report, report) == 1.0
    assert 0.0 < page_f1(report, "The envoys met in Lomé on Friday") < 1.0
    assert page_f1(report, "") == 0.0


def test_where_one_is_better_on_every_page_the_whole_interval_is_above_zero() -> None:
    mean, low, high = margin(CLEAR, WORSE)
    assert mean == pytest.approx(0.064)
    assert 0.0 < low < mean < high


def test_two_that_are_alike_differ_by_nothing() -> None:
    assert margin(CLEAR, CLEAR) == (0.0, 0.0, 0.0)


def test_the_interval_is_the_same_each_time() -> None:
    assert margin(CLEAR, WORSE) == margin(CLEAR, WORSE)
