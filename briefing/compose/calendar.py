"""Dates, times, countries and directions, as the reader's language writes them. The zone is the profile's."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.compose.wording import words

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["clock_time", "country", "direction", "locale", "press_date", "tag"]

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}")


def tag(language: str) -> str:
    """The language as a BCP 47 tag, "" where it has not the form of one."""
    written = language.replace("_", "-")
    return written if _TAG.fullmatch(written) else ""


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Locale data of a BCP 47 language; English for one that nobody has described."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def press_date(moment: datetime, zone: str, language: str) -> str:
    """Such as "Monday 23 November"."""
    return _written(moment.astimezone(ZoneInfo(zone)), "date", language)


def clock_time(moment: datetime, press_time: datetime, zone: str, language: str) -> str:
    """Such as "05:10", with the day ("Sun 22:10") where it is not the day of the press time."""
    there = moment.astimezone(ZoneInfo(zone))
    same_day = there.date() == press_time.astimezone(ZoneInfo(zone)).date()
    return _written(there, "time" if same_day else "day_and_time", language)


def country(code: str, language: str) -> str:
    """Name of an ISO 3166 alpha-2 country; the code where it has no name."""
    return str(locale(language).territories.get(code, code))


def direction(language: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _written(moment: datetime, pattern: str, language: str) -> str:
    from babel.dates import format_datetime

    return format_datetime(moment, words(language)[pattern], locale=locale(language))
