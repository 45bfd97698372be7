"""The connections: many readers, one writer at a time.

SQLite lets one connection write. Threads of one process take turns at a lock (SQLite's own waiting is by chance and
may starve one of them); processes wait for each other up to `patience`. A writing transaction is BEGIN IMMEDIATE, so
it never finds out half-way that another was quicker. Readers see the last commit and wait for nobody (WAL).

Durability. A commit outlives the process whatever happens to it (kill -9 included). Against a power cut:
`durable` transactions (plan, claim, editions) wait for the disk (synchronous FULL), the others do not (NORMAL; a
commit takes microseconds instead of milliseconds). As a commit that waits also brings to the disk all that came
before it, a power cut can undo what was recorded since the last claim, and no more: at worst the messages of one
claimed batch go out twice, with the same Message-ID. Nothing is ever sent without a claim on the disk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event

from briefing.adapters.store.faults import translated
from briefing.errors import StoreError

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

__all__ = ["Database", "connect_sqlite"]


class Database:
    """An engine, the one connection that writes, and the name that errors give."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self.place = place
        self._turn = threading.Lock()
        self._writer: Connection | None = None
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store throughout."""
        self._check_open()
        with translated(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, durable: bool = False) -> Iterator[Connection]:
        """The only transaction that writes, committed at the end of the block; on the disk where `durable`."""
        with self._turn, translated(self.place):
            self._check_open()
            if self._writer is None:
                self._writer = self.engine.connect().execution_options(writing=True)
            self._writer.info["durable"] = durable
            with self._writer.begin():
                yield self._writer

    def insert(self, table: Table) -> SqliteInsert | PostgresInsert:
        """An INSERT that knows ON CONFLICT: the one place where the two databases are spelled differently."""
        if self.engine.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert as postgres_insert

            return postgres_insert(table)
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        return sqlite_insert(table)

    def close(self) -> None:
        """Ends all connections. A thread that comes later gets StoreError: it was left behind."""
        with self._turn:
            self._closed = True
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self.engine.dispose()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(self.place, "is closed: the program is stopping")


def connect_sqlite(path: Path, patience: float) -> Database:
    """Nothing is opened before the first transaction. `patience` is SQLite's busy_timeout, in seconds."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": patience, "isolation_level": None},  # we begin transactions ourselves
        hide_parameters=True,  # addresses do not belong in error messages
        max_overflow=-1,
    )
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return Database(engine, str(path))


def _settle(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin(connection: Connection) -> None:
    execute: Callable[[str], object] = connection.connection.dbapi_connection.execute  # type: ignore[union-attr]
    if not connection.get_execution_options().get("writing"):
        execute("BEGIN")
        return
    wanted = "FULL" if connection.info.get("durable") else "NORMAL"
    if connection.info.get("synchronous") != wanted:
        execute(f"PRAGMA synchronous={wanted}")
        connection.info["synchronous"] = wanted
    execute("BEGIN IMMEDIATE")
