"""A database's errors as ours: which file, and what to do about it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from briefing.errors import StoreError

__all__ = ["translated"]

_ADVICE: Mapping[int, str] = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space, then run again: nothing half-written was kept",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written (full, over quota, or failing); free some space, then "
    "run again: nothing half-written was kept",
    sqlite3.SQLITE_READONLY: "the file or its folder is read-only; make both writable for this user",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; its folder must exist, be a folder, and be writable for this user",
    sqlite3.SQLITE_PERM: "this user may not open it; make the file and its folder writable for this user",
    sqlite3.SQLITE_BUSY: "another process is writing to it, and does not end; stop that one, or run again later",
    sqlite3.SQLITE_LOCKED: "another process is writing to it, and does not end; stop that one, or run again later",
    sqlite3.SQLITE_NOTADB: "is not an SQLite database; move it away, or name another file under `storage`",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a backup, or move it away to start afresh",
}


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turns what a database raises within the block into a StoreError that names `place`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(place, _reason(error.orig or error)) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise StoreError(place, _reason(error)) from error
    except zlib.error as error:
        raise StoreError(place, f"is damaged: stored bytes cannot be unpacked ({error}); restore a backup") from error


def _reason(error: BaseException) -> str:
    """Extended codes (SQLITE_READONLY_DBMOVED …) share their low byte with the plain one."""
    code = getattr(error, "sqlite_errorcode", None)
    advice = _ADVICE.get(code & 0xFF) if isinstance(code, int) else None
    return f"{advice} ({error})" if advice else str(error).splitlines()[0]
