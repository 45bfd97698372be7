"""What a server's answer means, other than 200."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.errors import BriefingError, FetchFailed, FetchGone

__all__ = ["REDIRECTS", "refusal", "retry_after", "short"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST = 24 * 3600.0  # seconds: nobody may silence a source for longer
_GONE: Mapping[int, str] = {
    401: "asks for a login (401)",
    402: "asks for payment (402)",
    403: "is forbidden to us (403): a bot wall, or a page for subscribers",
    404: "there is nothing at this address (404)",
    410: "is gone for good (410)",
    451: "is withheld for legal reasons (451)",
}
_LATER: Mapping[int, str] = {
    408: "the server gave up waiting (408)",
    425: "too early (425)",
    429: "too many requests (429)",
}


def refusal(url: str, status: int, wait: float | None) -> BriefingError:
    """The error for a status that brings nothing to read."""
    if status in _LATER:
        return FetchFailed(url, _LATER[status], wait)
    if 400 <= status < 500:
        return FetchGone(url, _GONE.get(status, f"the server refuses this address ({status})"))
    if status >= 500:
        return FetchFailed(url, f"the server failed ({status})", wait)
    if status == 304:
        return FetchFailed(url, "not modified (304), without being asked", wait)
    return FetchFailed(url, f"an answer without content ({status})", wait)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds from `now` that a Retry-After header asks for (RFC 9110, 10.2.3), a day at most; None where it is none.

    >>> retry_after("120", datetime(2026, 11, 21, tzinfo=UTC))
    120.0
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
    return min(max((when - now).total_seconds(), 0.0), _LONGEST)


def short(value: str, limit: int = 1000) -> str:
    """A header's value as it may be stored and sent back: printable ASCII, or "" where it is not, or too long."""
    return value if len(value) <= limit and all(" " <= c <= "~" for c in value) else ""
