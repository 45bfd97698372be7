"""What goes wrong on a real morning: each costs only itself, is said in one line, and nothing is lost or sent twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.adapters.recorded import RecordedWeb
from tests.acceptance.running import briefing
from tests.acceptance.small_web import NOW, Postbox, free_port, mail_server, write_desk, write_web


@pytest.fixture
def web(tmp_path: Path) -> Iterator[RecordedWeb]:
    write_web(tmp_path / "web")
    with RecordedWeb(tmp_path / "web") as served:
        yield served


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """The command as a process that a test can end."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", *arguments],
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_COLOR": "1"},
    )


def readers(count: int) -> list[str]:
    return sorted(f"reader{number}@example.org" for number in range(count))


def test_no_mail_server_is_said_and_the_next_run_sends(tmp_path: Path, web: RecordedWeb) -> None:
    desk, port, box = tmp_path / "desk", free_port(), Postbox()
    write_desk(desk, web, f"smtp://127.0.0.1:{port}")
    first = briefing("once", "--now", NOW, cwd=desk)
    assert first.code == 6, first.err
    assert f"127.0.0.1:{port}" in first.err
    with mail_server(box, port):
        second = briefing("once", "--now", "2026-11-23T06:10:00Z", cwd=desk)
        assert second.code == 0, second.err
        assert box.recipients == readers(3)
        briefing("once", "--now", "2026-11-23T06:20:00Z", cwd=desk)
    assert box.recipients == readers(3)
    assert briefing("verify", "--all", cwd=desk).code == 0


class Strict(Postbox):
    """Knows nobody."""

    async def handle_RCPT(self, server: object, session: object, envelope: object, to: str, options: object) -> str:
        return f"550 5.1.1 {to} is not known here"


def test_a_refusal_is_told_word_for_word(tmp_path: Path, web: RecordedWeb) -> None:
    desk, port = tmp_path / "desk", free_port()
    write_desk(desk, web, f"smtp://127.0.0.1:{port}", readers=1)
    with mail_server(Strict(), port):
        ran = briefing("once", "--now", NOW, cwd=desk)
    assert ran.code == 6, ran.err
    assert "not delivered (1 refused): reader0@example.org: 550 5.1.1 reader0@example.org is not known here" in ran.err
    assert "550 5.1.1" in briefing("status", cwd=desk).out


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_in_the_middle_reaches_everyone_on_the_next(
    tmp_path: Path, web: RecordedWeb, number: signal.Signals
) -> None:
    desk, port = tmp_path / "desk", free_port()
    reached, go_on = threading.Event(), threading.Event()

    def pause() -> None:
        if len(box.letters) == 3:
            reached.set()
            go_on.wait(20)

    box = Postbox(pause)
    write_desk(desk, web, f"smtp://127.0.0.1:{port}", readers=8)
    with mail_server(box, port):
        process = started(desk, "once", "--now", NOW)
        assert reached.wait(120), process.stderr and process.stderr.read()
        process.send_signal(number)
        if number == signal.SIGKILL:
            process.wait(20)
        go_on.set()
        _, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        if number == signal.SIGINT:
            assert process.returncode == 130, err
            assert "interrupted; nothing is lost" in err
        later = briefing("once", "--now", "2026-11-23T06:40:00Z", cwd=desk)
        assert later.code == 0, later.err
    assert sorted(set(box.recipients)) == readers(8)
    assert len(box.letters) <= 9, "more than the one that was in flight was sent twice"
    twice = [recipient for recipient in set(box.recipients) if box.recipients.count(recipient) > 1]
    for recipient in twice:
        copies = {letter for to, letter in box.letters if to == recipient}
        assert len(copies) == 1, "the copy is not the same message"


def test_a_dry_run_says_who_is_due_and_asks_nobody(tmp_path: Path, web: RecordedWeb) -> None:
    desk = tmp_path / "desk"
    write_desk(desk, web, "")
    ran = briefing("once", "--dry-run", "--json", "--now", NOW, cwd=desk)
    assert ran.code == 0, ran.err
    assert ran.json() == {"ask": ["tunis-herald"], "send to": [f"{who} (world)" for who in readers(3)]}
    assert not (desk / "outbox").exists()
    assert "0 asked" in briefing("status", cwd=desk).out


def test_two_runs_at_once_send_one_message_each(tmp_path: Path, web: RecordedWeb) -> None:
    desk, port, box = tmp_path / "desk", free_port(), Postbox()
    write_desk(desk, web, f"smtp://127.0.0.1:{port}")
    with mail_server(box, port):
        runs = [started(desk, "once", "--now", NOW) for _ in range(2)]
        codes = []
        for run in runs:
            run.communicate(timeout=150)
            codes.append(run.returncode)
    assert sorted(codes) in ([0, 0], [0, 75])
    assert box.recipients == readers(3)


def test_the_scheduler_sends_what_is_due_and_stops_when_told(tmp_path: Path, web: RecordedWeb) -> None:
    desk, port = tmp_path / "desk", free_port()
    came = threading.Event()
    box = Postbox(lambda: came.set() if len(box.letters) == 2 else None)
    write_desk(desk, web, f"smtp://127.0.0.1:{port}")
    with mail_server(box, port):
        process = started(desk, "run", "--now", NOW)
        assert came.wait(120)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert box.recipients == readers(3)


def test_a_disk_that_is_full_sends_nothing(tmp_path: Path, web: RecordedWeb) -> None:
    desk, port, box = tmp_path / "desk", free_port(), Postbox()
    write_desk(desk, web, f"smtp://127.0.0.1:{port}")
    with mail_server(box, port):
        ran = subprocess.run(
            ["bash", "-c", f"ulimit -f 40; exec {sys.executable} -m briefing once --now {NOW}"],
            cwd=desk,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
        assert ran.returncode == 1, ran.stderr
        assert "Traceback" not in ran.stderr
        assert "briefing.db" in ran.stderr
        assert box.letters == []
        again = briefing("once", "--now", NOW, cwd=desk)
        assert again.code in (0, 3), again.err
        later = briefing("once", "--now", "2026-11-23T06:40:00Z", cwd=desk)
        assert later.code == 0, later.err
    assert box.recipients == readers(3)


def test_a_morning_without_news_is_noted_once_and_tried_again_with_the_sources(
    tmp_path: Path, web: RecordedWeb
) -> None:
    desk = tmp_path / "desk"
    write_desk(desk, web, "")
    path = desk / "config" / "briefing.yaml"
    path.write_text(path.read_text("utf-8").replace("days: daily", "days: daily, min_stories: 9"), encoding="utf-8")
    assert briefing("once", "--now", NOW, cwd=desk).code == 4
    again = briefing("once", "--now", "2026-11-23T06:05:00Z", cwd=desk)
    assert (again.code, "nothing is due" in again.err) == (0, True)
    assert briefing("once", "--now", "2026-11-23T06:31:00Z", cwd=desk).code == 4


def test_bytes_that_changed_in_the_store_prove_nothing(tmp_path: Path, web: RecordedWeb) -> None:
    desk = tmp_path / "desk"
    write_desk(desk, web, "")
    assert briefing("once", "--now", NOW, cwd=desk).code == 0
    with closing(sqlite3.connect(desk / "data" / "briefing.db")) as store, store:
        for sha256, packed in store.execute("SELECT sha256, packed FROM bodies").fetchall():
            forged = zlib.compress(zlib.decompress(packed).replace(b"forty", b"fifty"))
            store.execute("UPDATE bodies SET packed = ? WHERE sha256 = ?", (forged, sha256))
    ran = briefing("verify", "--all", cwd=desk)
    assert ran.code == 8, ran.err
    assert "not those that were fetched" in ran.err


def test_the_same_morning_asked_for_by_hand_is_not_sent_twice(tmp_path: Path, web: RecordedWeb) -> None:
    desk, port, box = tmp_path / "desk", free_port(), Postbox()
    write_desk(desk, web, f"smtp://127.0.0.1:{port}")
    with mail_server(box, port):
        assert briefing("collect", "--now", NOW, cwd=desk).code == 0
        assert briefing("send", "--now", NOW, cwd=desk).code == 0
        assert briefing("once", "--now", NOW, cwd=desk).code == 0
        assert box.recipients == readers(3)
        assert briefing("send", "--again", "--to", "reader1@example.org", "--now", NOW, cwd=desk).code == 0
    assert box.recipients == sorted([*readers(3), "reader1@example.org"])
