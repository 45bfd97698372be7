"""The SQLite file itself: made, found damaged, full, read-only, foreign or newer. Each is one sentence for the user."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from briefing.adapters.store import open_store
from briefing.errors import BriefingError, StoreError
from tests.contracts.nouns import NOON, a_planned, an_edition, bytes_of

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

ADVICE = r"(free some space|make|name another|restore|stop that one|update the program)"


def outcome_in_a_child(what: Callable[[], object]) -> str:
    """What `what` does in a forked process: "done", or the error's own sentence."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            what()
            said = "done"
        except BriefingError as error:
            said = f"{type(error).__name__}: {error}"
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a child must end here, whatever happens
            said = f"unexpected {error!r}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    assert os.waitpid(child, 0)[1] == 0
    return said


def test_a_store_is_made_with_its_folder_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "data" / "briefing.db"
    with open_store(f"sqlite:///{path}") as store:
        store.news.keep(bytes_of("https://gotthard.example/", b"x"))
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
    with open_store(str(path)) as store:
        assert len(store.news.fetched("https://gotthard.example/", NOON)) == 1
    assert [file.name for file in path.parent.iterdir()] == ["briefing.db"]


def test_many_runs_that_begin_at_once_on_no_store_make_one(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def begin() -> None:
        try:
            with open_store(str(tmp_path / "briefing.db")) as store:
                store.news.keep(bytes_of("https://gotthard.example/", b"x"))
        except BriefingError as error:
            failed.append(error)

    threads = [Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_the_tables_that_migrations_make_are_those_that_the_program_knows(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from briefing.adapters.store.tables import metadata

    with open_store(str(tmp_path / "briefing.db")) as store, store.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("body", [b"no database" * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "letters.txt"
    path.write_bytes(body)
    with pytest.raises(StoreError, match=r"letters\.txt: .*" + ADVICE):
        open_store(str(path))
    assert path.read_bytes() == body


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not one of ours"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    open_store(str(path)).close()
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(str(path))


@pytest.mark.parametrize("url", ["", ":memory:", "sqlite://", "mysql://user:secret@host/db"])
def test_a_place_that_is_no_file_is_refused(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


def test_a_folder_in_the_files_place_and_a_file_in_the_folders_place_are_named(tmp_path: Path) -> None:
    (tmp_path / "briefing.db").mkdir()
    (tmp_path / "file").write_text("", encoding="ascii")
    for path in (tmp_path / "briefing.db", tmp_path / "file" / "briefing.db"):
        with pytest.raises(StoreError, match="cannot be opened for writing"):
            open_store(str(path))


def test_a_store_that_this_user_may_only_read_is_named_with_what_to_do() -> None:
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path: root's is hidden from everybody else
        path = Path(folder) / "briefing.db"
        open_store(str(path)).close()
        path.chmod(0o444)
        Path(folder).chmod(0o555)

        def as_nobody() -> None:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            open_store(str(path))

        said = outcome_in_a_child(as_nobody)
        Path(folder).chmod(0o755)
    assert said.startswith(f"StoreError: {path}: cannot be opened for writing (Permission"), said


def test_a_full_disk_stops_everything_before_a_message_is_sent_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    record = an_edition()
    with open_store(str(path)) as store:
        store.editions.put_edition(record)
        store.ledger.plan([a_planned(record, f"r{n}@example.org") for n in range(2000)], NOON)

    def claim_without_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        with open_store(str(path)) as store:
            store.ledger.claim(record.id, "me", NOON, 2000)

    said = outcome_in_a_child(claim_without_room)
    assert said.startswith(f"StoreError: {path}: the disk"), said
    assert "free some space, then run again" in said
    with open_store(str(path)) as store:
        assert {d.state for d in store.ledger.deliveries()} == {"planned"}
        assert len(store.ledger.claim(record.id, "me", NOON, 5000)) == 2000


def test_a_disk_that_fills_while_the_store_is_made_leaves_no_half_store(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"

    def make_without_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.RLIM_INFINITY))
        open_store(str(path))

    assert "the disk" in outcome_in_a_child(make_without_room)
    with open_store(str(path)) as store:
        assert store.news.standings() == {}


def test_another_process_that_writes_for_ever_is_waited_for_and_then_named(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    with open_store(str(path), patience=0.2) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert store.news.standings() == {}
        with pytest.raises(StoreError, match="another process is writing"):
            store.news.keep(bytes_of("https://gotthard.example/", b"x"))
        other.execute("ROLLBACK")
        other.close()
        store.news.keep(bytes_of("https://gotthard.example/", b"x"))


def test_a_database_damaged_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    with open_store(str(path)) as store:
        for number in range(300):
            store.news.keep(bytes_of(f"https://gotthard.example/{number}", os.urandom(2000)))
    whole = path.read_bytes()
    path.write_bytes(whole[:20000] + os.urandom(len(whole) - 20000))
    with pytest.raises(StoreError, match=ADVICE), open_store(str(path)) as store:
        for number in range(300):
            store.news.fetched(f"https://gotthard.example/{number}", NOON)


def test_a_closed_store_takes_and_gives_nothing_more(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "briefing.db")) as store:
        pass
    for use in (lambda: store.news.standings(), lambda: store.news.keep(bytes_of("https://gotthard.example/", b"x"))):
        with pytest.raises(StoreError, match="stopping"):
            use()
