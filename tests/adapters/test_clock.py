"""What time it is, and when it stands still."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefing.adapters.clock import HeldClock, RunningClock, SystemClock
from briefing.ports import Clock
from tests.contracts.nouns import NOON

KATHMANDU = timezone(timedelta(hours=5, minutes=45))


def test_a_held_clock_stands_still() -> None:
    clock: Clock = HeldClock(NOON.astimezone(KATHMANDU))
    assert clock.now() == clock.now() == NOON
    assert clock.now().tzinfo is UTC
    assert clock.held


def test_a_running_clock_goes_on_from_where_it_was_set() -> None:
    clock: Clock = RunningClock(NOON)
    first = clock.now()
    time.sleep(0.01)
    assert NOON <= first < clock.now() < NOON + timedelta(minutes=10)
    assert not clock.held


def test_the_machines_own_clock_is_in_utc() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert not clock.held


@pytest.mark.parametrize("kind", [HeldClock, RunningClock])
def test_an_instant_needs_its_zone(kind: type[HeldClock] | type[RunningClock]) -> None:
    with pytest.raises(ValueError, match="zone"):
        kind(datetime(2026, 11, 23))  # noqa: DTZ001
