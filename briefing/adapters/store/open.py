"""Opens a store: finds the file, makes or updates its tables, and refuses what it does not know."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from sqlalchemy import inspect, text

from briefing.adapters.store.database import Database, connect_sqlite
from briefing.adapters.store.editions import Editions
from briefing.adapters.store.faults import translated
from briefing.adapters.store.ledger import DeliveryLedger
from briefing.adapters.store.locks import LeaseLocks
from briefing.adapters.store.news import News
from briefing.adapters.store.tables import REVISIONS
from briefing.errors import StoreError

__all__ = ["Store", "open_url"]


@dataclass(frozen=True, slots=True)
class Store:
    """The four sides of one store. Every method may be called from any thread."""

    news: News
    editions: Editions
    ledger: DeliveryLedger
    locks: LeaseLocks
    database: Database = field(repr=False)

    def close(self) -> None:
        """Ends all connections; SQLite then folds its log into the file."""
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_url(url: str, patience: float = 5.0) -> Store:
    """The store at a path or `sqlite:///` URL, made where there is none, brought up to date where it is older."""
    path = _path(url)
    _make_file(path)
    database = connect_sqlite(path, patience)
    try:
        _prepare(database, patience)
    except BaseException:
        database.close()
        raise
    return bundle(database, path)


def bundle(database: Database, path: Path | None) -> Store:
    """The four sides of a database that is up to date. `path` is its file, None where a server keeps it."""
    return Store(News(database), Editions(database), DeliveryLedger(database), LeaseLocks(database, path), database)


def _path(url: str) -> Path:
    scheme, sign, rest = url.partition("://")
    if not sign:
        rest = url
    elif scheme != "sqlite":
        raise StoreError("storage", f"{scheme}:// is not known to this version; name a file, such as data/briefing.db")
    else:
        rest = rest.removeprefix("/")
    if not rest or rest == ":memory:":
        raise StoreError("storage", "needs a file, such as data/briefing.db")
    return Path(rest)


def _make_file(path: Path) -> None:
    """An empty file that only its owner may read: readers' addresses will be in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        reason = (
            f"cannot be opened for writing ({error.strerror}); name a file under `storage` whose folder is writable"
        )
        raise StoreError(str(path), reason) from error


def _prepare(database: Database, patience: float) -> None:
    version = _version(database)
    if version == REVISIONS[-1]:
        return
    if version and version not in REVISIONS:
        reason = f"was written by a newer version of this program (tables {version}, known up to {REVISIONS[-1]}); "
        raise StoreError(database.place, reason + "update the program, or name another file under `storage`")
    from briefing.adapters.store.migrations.run import upgrade

    _write_ahead(database, patience)
    with database.writing(durable=True) as connection:
        upgrade(connection)


def _version(database: Database) -> str:
    """Which tables the database has: "" where it is empty. StoreError where they are not ours."""
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return ""
        if "alembic_version" not in tables:
            raise StoreError(database.place, "is a database, but not one of ours; name another file under `storage`")
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or "")


def _write_ahead(database: Database, patience: float) -> None:
    """Sets WAL, which stays set. Unlike for a transaction, SQLite does not wait here while another process does it."""
    deadline = time.monotonic() + patience
    with translated(database.place), closing(database.engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
