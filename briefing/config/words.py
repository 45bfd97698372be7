"""How scalars are written in the files: durations, rates, times of day, days, zones, addresses."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from functools import cache
from urllib.parse import urlsplit

from briefing.config.problems import did_you_mean

__all__ = [
    "address",
    "clock_time",
    "country",
    "days",
    "duration",
    "link_glob",
    "local_date",
    "rate",
    "smtp_url",
    "web_url",
    "zone",
]

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION = re.compile(r"(\d{1,6})\s*([smhdw])")
_RATE = re.compile(r"(\d{1,9})\s*/\s*(second|minute|hour|day)")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_ADDRESS = re.compile(r"[^\s@<>\",;:\\()\[\]]{1,64}@[^\s@<>\",;:\\()\[\]]{1,255}")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SETS = {"daily": range(1, 8), "weekdays": range(1, 6), "weekends": range(6, 8)}
_SMTP = ("smtp", "smtps", "smtp+starttls")


def duration(value: str) -> timedelta:
    """Such as 30m, 4h, 30d; raises ValueError."""
    found = _DURATION.fullmatch(value)
    if not found:
        raise ValueError(f"'{value}' is no length of time; write 30m, 4h or 30d")
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def rate(value: str) -> float:
    """Such as 60/minute, as a number a second; raises ValueError."""
    found = _RATE.fullmatch(value)
    if not found:
        raise ValueError(f"'{value}' is no rate; write 60/minute")
    seconds = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
    return int(found[1]) / seconds[found[2]]


def clock_time(value: str) -> time:
    """Such as 06:30; raises ValueError."""
    found = _TIME.fullmatch(value)
    if not found:
        raise ValueError(f"'{value}' is no time of day; write 06:30")
    return time(int(found[1]), int(found[2]))


def local_date(value: str) -> date:
    """Such as 2026-12-01; raises ValueError."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"'{value}' is no date; write 2026-12-01") from error


def days(value: str | list[str]) -> frozenset[int]:
    """ISO weekdays of "weekdays", "daily", "weekends" or a list such as [mon, thu]; raises ValueError."""
    if isinstance(value, str) and value in _SETS:
        return frozenset(_SETS[value])
    named = [value] if isinstance(value, str) else value
    numbers = set()
    for name in named:
        short = name.lower()[:3]
        if short not in _WEEKDAYS or len(name) < 3:
            near = did_you_mean(name, (*_SETS, *_WEEKDAYS))
            raise ValueError(f"'{name}' is no day; write daily, weekdays, weekends or a list such as [mon, thu]{near}")
        numbers.add(_WEEKDAYS.index(short) + 1)
    if not numbers:
        raise ValueError("no day at all; to stop a reader's mail use paused_until")
    return frozenset(numbers)


@cache
def zone(value: str) -> str:
    """The name of an IANA time zone; raises ValueError."""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(value)
    except (OSError, ValueError, LookupError) as error:
        near = did_you_mean(value, available_timezones())
        raise ValueError(f"no time zone '{value}'{near or '; write one such as Europe/Lisbon'}") from error
    return value


def address(value: str) -> str:
    """A bare mail address; raises ValueError."""
    if not _ADDRESS.fullmatch(value) or not value.isprintable():
        raise ValueError(f"'{value}' is no mail address")
    return value


def web_url(value: str) -> str:
    """An http or https address; raises ValueError."""
    from briefing.text.urls import canonical

    try:
        canonical(value)
    except ValueError as error:
        raise ValueError(f"'{value}' is no web address; write http://… or https://…") from error
    return value


def link_glob(value: str) -> str:
    """Such as /world/* or https://*.example.org/news/*; raises ValueError."""
    if not value.startswith(("/", "*", "http://", "https://")) or len(value) > 500 or not value.isprintable():
        raise ValueError(f"'{value}' is no pattern of addresses; write one such as /world/*")
    return value


def smtp_url(value: str) -> str:
    """smtp://, smtps:// or smtp+starttls:// with a host. Raises ValueError, which never shows the address."""
    try:
        parts = urlsplit(value)
        known, host, _ = parts.scheme in _SMTP, parts.hostname, parts.port
    except ValueError:
        known, host = False, None
    if value and not (known and host):
        raise ValueError("not an SMTP address; write smtp+starttls://USER:PASSWORD@HOST:587, smtps:// or smtp://")
    return value


@cache
def country(value: str) -> str:
    """ISO 3166 alpha-2 in upper case, XK for Kosovo; UK and alpha-3 codes as CLDR's aliases say. Raises ValueError."""
    from babel import Locale
    from babel.core import get_global

    code = value.upper()
    aliases = get_global("territory_aliases").get(code, [])
    code = aliases[0] if len(aliases) == 1 else code
    if not re.fullmatch(r"[A-Z]{2}", code) or code not in Locale("en").territories:
        raise ValueError(f"no country '{value}'; write two letters of ISO 3166, such as NO")
    return code
