"""The only places that know the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

__all__ = ["HeldClock", "RunningClock", "SystemClock"]


class SystemClock:
    """The machine's own time."""

    held = False

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


class HeldClock:
    """A clock that stands still at `instant`: for `--now` in once, build, send and collect."""

    held = True

    def __init__(self, instant: datetime) -> None:
        self._instant = _utc(instant)

    def now(self) -> datetime:
        """Always the same instant, in UTC."""
        return self._instant


class RunningClock:
    """A clock that was set to `start` when it was made and goes on from there: for `--now` in run."""

    held = False

    def __init__(self, start: datetime) -> None:
        self._start = _utc(start)
        self._began = time.monotonic()

    def now(self) -> datetime:
        """Aware, UTC; steady: changes of the machine's own clock don't show."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs its zone: {instant.isoformat()}")
    return instant.astimezone(UTC)
