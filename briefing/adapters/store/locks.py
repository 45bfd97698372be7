"""One leader among processes.

On SQLite the leader holds an operating-system lock (flock) on a file beside the database: it ends with the process,
however that ends, so no killed run ever leaves a stuck lock, and a clock that stands still does no harm. The row in
`leases` then only says who it is. Where there is no such file (a database server, later) the row decides: it lapses
at `until`. The lock file stays where it is after use, empty: removing it would let two processes hold "the" lock.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Row, select, update

from briefing.adapters.store.database import Database
from briefing.adapters.store.tables import leases
from briefing.errors import Locked, StoreError

__all__ = ["LeaseLocks"]


class LeaseLocks:
    """Fulfils ports.Locks. `beside` is the database's file, None where there is none."""

    def __init__(self, database: Database, beside: Path | None) -> None:
        self._database = database
        self._beside = beside

    @contextmanager
    def hold(self, name: str, owner: str, now: datetime, seconds: float) -> Iterator[None]:
        """Holds the lock for the length of the block; raises Locked, and says who has it, where it is taken.

        `name` is of letters, digits, "_" and "-"; `owner` is for people: "pid 12 on host".
        """
        if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
            raise ValueError(f"no name for a lock: {name!r}")
        with self._alone(name, now):
            epoch = self._lease(name, owner, now, seconds)
            try:
                yield
            finally:
                self._release(name, epoch)

    def _alone(self, name: str, now: datetime) -> AbstractContextManager[None]:
        if self._beside is None:
            return nullcontext()
        return self._file_lock(self._beside.with_name(f"{self._beside.name}.{name}.lock"), name)

    @contextmanager
    def _file_lock(self, path: Path, name: str) -> Iterator[None]:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(str(path), f"cannot be made: {error.strerror}; make its folder writable") from error
        try:
            self._take(handle, name)
            yield
        finally:
            os.close(handle)

    def _take(self, handle: int, name: str) -> None:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise self._locked(self._row(name)) from error

    def _row(self, name: str) -> Row[tuple[object, ...]] | None:
        with self._database.reading() as connection:
            return connection.execute(select(leases).where(leases.c.name == name)).one_or_none()

    def _lease(self, name: str, owner: str, now: datetime, seconds: float) -> int:
        """Takes the row and returns its epoch; raises Locked where it decides, and another has it."""
        held = {"owner": owner, "since": now, "until": now + timedelta(seconds=seconds)}
        with self._database.writing() as connection:
            first = self._database.insert(leases).on_conflict_do_nothing()
            connection.execute(first, {"name": name, "owner": "", "epoch": 0})
            row = connection.execute(select(leases).where(leases.c.name == name).with_for_update()).one()
            if self._beside is None and row.owner and row.until > now:
                raise self._locked(row)
            connection.execute(update(leases).where(leases.c.name == name).values(held | {"epoch": row.epoch + 1}))
            return int(row.epoch) + 1

    def _release(self, name: str, epoch: int) -> None:
        ours = update(leases).where(leases.c.name == name, leases.c.epoch == epoch)
        with self._database.writing() as connection:
            connection.execute(ours.values(owner="", since=None, until=None))

    def _locked(self, row: Row[tuple[object, ...]] | None) -> Locked:
        who = f" since {row.since:%H:%M} UTC ({row.owner})" if row is not None and row.owner else ""
        reason = f"is at work on {self._database.place}{who}; wait until it has ended, or stop it"
        return Locked("another run", reason)
