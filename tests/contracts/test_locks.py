"""What every store does so that only one run is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.errors import Locked
from tests.contracts.nouns import NOON, later

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store
    from tests.contracts.conftest import Opening


def test_a_second_run_is_told_who_is_at_work(opening: Opening) -> None:
    first, second = opening(), opening()
    with first.locks.hold("morning", "desk:17", NOON, 900):
        with (
            pytest.raises(Locked, match=r"12:00 UTC \(desk:17\)") as caught,
            second.locks.hold("morning", "b", NOON, 1),
        ):
            pytest.fail("held twice")
        assert caught.value.exit_code == 75
        with second.locks.hold("other", "b", NOON, 900):
            pass
    with second.locks.hold("morning", "b", NOON, 900):
        pass


def test_a_lock_is_free_again_after_a_failure_within(store: Store) -> None:
    for error in (ValueError("x"), BlockingIOError("of the block itself")):
        with pytest.raises(type(error)), store.locks.hold("morning", "a", NOON, 900):
            raise error
    with store.locks.hold("morning", "b", later(1), 900):
        pass


def test_a_locks_name_is_no_path(store: Store) -> None:
    with pytest.raises(ValueError, match="no name"), store.locks.hold("../morning", "a", NOON, 900):
        pytest.fail("held")
