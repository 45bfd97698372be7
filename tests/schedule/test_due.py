"""Who is due when: zones, weekdays, clocks that change, mornings that were missed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Profile, Subscription
from briefing.schedule import due_slots, instant_of, next_slot


def reader(zone: str = "UTC", send_at: time = time(6, 30), **more: object) -> Subscription:
    profile = Profile("world", "World", timezone=zone)
    return Subscription("ana@example.org", profile, send_at=send_at, **more)  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "wall", "zone", "instant"),
    [
        (date(2026, 11, 23), time(6, 30), "Europe/Lisbon", "2026-11-23T06:30"),
        (date(2026, 11, 23), time(7, 15), "Asia/Amman", "2026-11-23T04:15"),
        (date(2026, 11, 23), time(6, 30), "Asia/Kathmandu", "2026-11-23T00:45"),
        (date(2026, 3, 8), time(0, 30), "America/Havana", "2026-03-08T05:00"),  # that half hour does not exist there
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T00:30"),  # it comes twice: the first counts
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T01:00"),
    ],
)
def test_a_minute_on_the_wall_is_one_instant(day: date, wall: time, zone: str, instant: str) -> None:
    assert instant_of(day, wall, zone) == at(instant)


def test_a_reader_is_due_from_their_minute_until_it_is_too_late() -> None:
    ana = reader()
    assert due_slots([ana], at("2026-11-23T06:29")) == ()
    assert [slot.due_date for slot in due_slots([ana], at("2026-11-23T06:30"))] == [date(2026, 11, 23)]
    assert len(due_slots([ana], at("2026-11-23T10:30"))) == 1
    assert due_slots([ana], at("2026-11-23T10:31")) == ()


def test_weekends_and_pauses_are_kept() -> None:
    assert due_slots([reader()], at("2026-11-22T07:00")) == ()
    assert len(due_slots([reader(days=frozenset({7}))], at("2026-11-22T07:00"))) == 1
    paused = reader(paused_until=date(2026, 12, 1))
    assert due_slots([paused], at("2026-11-30T07:00")) == ()
    assert len(due_slots([paused], at("2026-12-01T07:00"))) == 1


def test_a_slot_before_midnight_is_still_due_after_it() -> None:
    late = reader(send_at=time(23, 30))
    assert [slot.due_date for slot in due_slots([late], at("2026-11-24T00:30"))] == [date(2026, 11, 23)]


def test_the_local_date_names_the_morning() -> None:
    far = reader("Pacific/Auckland", time(6, 30))
    assert [slot.due_date for slot in due_slots([far], at("2026-11-23T18:00"))] == [date(2026, 11, 24)]


def test_the_next_slot_skips_days_without_mail() -> None:
    friday = at("2026-11-27T07:00")
    slot = next_slot(reader(), friday)
    assert slot is not None
    assert slot.due_at == at("2026-11-30T06:30")
    assert next_slot(reader(days=frozenset()), friday) is None


@given(
    st.sampled_from(
        ["UTC", "Europe/Lisbon", "America/Havana", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca"]
    ),
    st.times(),
    st.integers(0, 366 * 24 * 60),
)
def test_once_a_day_and_never_early(zone: str, send_at: time, minutes: int) -> None:
    """The instant after a slot falls due, that very slot is due; a minute before, another day's or none."""
    wall = send_at.replace(second=0, microsecond=0)
    daily = reader(zone, wall, days=frozenset(range(1, 8)))
    now = at("2026-01-01T00:00") + timedelta(minutes=minutes)
    coming = next_slot(daily, now)
    assert coming is not None
    assert now < coming.due_at <= now + timedelta(hours=26)
    assert due_slots([daily], coming.due_at)[0].key == coming.key
    before = due_slots([daily], coming.due_at - timedelta(minutes=1))
    assert all(slot.key != coming.key for slot in before)
