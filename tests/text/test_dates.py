"""Dates as newsrooms write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.dates import parse

TEN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Sun, 22 Nov 2026 10:00:00 GMT",
        "Sun, 22 Nov 2026 12:00:00 +0200",
        "22 Nov 26 10:00 UT",
        "Sun, 22 Nov 2026 05:00:00 EST",
        "Sun,22 November 2026 10:00:00 Z",
        "Sunday, November 22, 2026 10:00 AM",
        "Nov. 22, 2026, 10:00 a.m.",
        "Sun Nov 22 10:00:00 UTC 2026",
        "Sun, 22 Nov 2026 13:00:00 GMT+0300",
        "Sun, 22 Nov 2026 13:00:00 UTC+03:00",
        "2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.123456+00:00",
        "2026-11-22T15:30+05:30",
        "2026-11-22T15:30:00+0530",
        "2026-11-22 10:00:00",
        "20261122T100000Z",
        "2026/11/22 10:00",
        "2026.11.22 10:00",
        "1795341600",
        "1795341600000",
        "22.11.2026 10:00",
        "22/11/2026 10:00",
        "11/22/2026 10:00 AM",
        "22 novembre 2026 à 10:00",
        "22 novembre 2026 à 10h00",
        "22 de noviembre de 2026 a las 10:00",
        "22 November 2026, 10:00",
        "22. November 2026 um 10:00",
        "22. november 2026 kl. 10:00",
        "Вс, 22 Ноя 2026 13:00:00 +0300",
        "22 ноября 2026, 10:00",
        "22 Kasım 2026 10:00",
        "22 listopada 2026, 10:00",
        "2026年11月22日 10:00",
        "2026년 11월 22일 10:00",
        "٢٢ نوفمبر 2026 10:00",
        "  Sun,  22 Nov 2026\n10:00:00 GMT ",
        "Sun, 22 Nov 2026 10:00:00 +9900",
        "Sun, 22 Nov 2026 10:00:00 XYZ",
        "2026-11-22T10:00:00+99:00",
    ],
)
def test_ten_oclock_in_greenwich_is_one_instant_however_it_is_written(written: str) -> None:
    assert parse(written) == TEN


@pytest.mark.parametrize(
    "written", ["2026-11-22", "20261122", "Sun, 22 Nov 2026", "Domingo, 22 de noviembre de 2026", "November 22nd, 2026"]
)
def test_a_date_without_a_time_is_its_midnight(written: str) -> None:
    assert parse(written) == MIDNIGHT


def test_sept_is_september_and_mar_may_be_a_tuesday() -> None:
    assert parse("Tue, 22 Sept 2026 10:00:00 GMT") == datetime(2026, 9, 22, 10, 0, tzinfo=UTC)
    assert parse("mar, 24 nov 2026 10:00:00 +0100") == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert parse("Mar 24, 2026") == datetime(2026, 3, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "yesterday",
        "soon",
        "2019-13-45",
        "0000-00-00",
        "Sun, 31 Feb 2026 10:00:00 GMT",
        "25:00",
        "11/12/2026",
        "Sun, 22 Foo 2026",
        "2026-11-22T25:00:00Z",
        "22 Nov",
        "99999999999999999999",
        "Nov 2026",
        "²²/11/2026",
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(written: str) -> None:
    assert parse(written) is None


def test_a_leap_second_is_the_last_of_its_minute() -> None:
    assert parse("2016-12-31T23:59:60Z") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@given(st.text(max_size=120))
def test_no_text_ever_fails(written: str) -> None:
    found = parse(written)
    assert found is None or found.tzinfo is UTC


NUMBERS = st.integers(0, 99_999).map(str)
PARTS = NUMBERS | st.sampled_from(
    [" ", ":", "-", "/", ".", ",", "T", "Z", "+", "Nov", "mar", "Sun,", "pm", "GMT", "年", "月", "日", "²"]
)


@given(st.lists(PARTS, max_size=16).map("".join))
def test_no_heap_of_numbers_ever_fails(written: str) -> None:
    found = parse(written)
    assert found is None or found.tzinfo is UTC


@given(st.integers(631_152_000, 4_070_908_800), st.integers(-14 * 60, 14 * 60))
def test_what_a_feed_should_write_is_read_as_it_was_meant(seconds: int, east: int) -> None:
    local = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=east)))
    assert parse(format_datetime(local)) == local
    assert parse(local.isoformat()) == local
