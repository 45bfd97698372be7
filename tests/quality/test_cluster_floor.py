"""Floors of clustering. A floor is raised with the product and lowered only with a reason in the commit."""

import hashlib
from collections import Counter
from collections.abc import Mapping

from briefing.cluster import label
from tests.quality.sample_day import GOLD, events, reports

SHA256 = "c39cfe16457f536913239f3e73574ab5f3377c7aafaf8e75b484b8085da6a3c0"
PRECISION, F1 = 1.0, 0.92


def b_cubed(gold: Mapping[str, str], said: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall of Bagga and Baldwin (1998), each report weighing the same."""
    both = Counter((gold[one], said[one]) for one in gold)
    real, found = Counter(gold.values()), Counter(said.values())
    precision = sum(n * n / found[story] for (_, story), n in both.items()) / len(gold)
    return precision, sum(n * n / real[event] for (event, _), n in both.items()) / len(gold)


def test_the_floor_stands_on_the_day_that_it_was_measured_on() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == SHA256, "the sample day changed: measure again"


def test_the_sample_day_falls_into_its_events() -> None:
    precision, recall = b_cubed(events(), {one.id: one.story for one in label(reports())})
    assert precision >= PRECISION
    assert 2 * precision * recall / (precision + recall) >= F1
