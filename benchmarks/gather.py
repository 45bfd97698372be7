"""make bench-gather: 87 recorded outlets, each answering after 0.2 s, read in parallel beside one at a time.

One connection a host in both. Needs ../shared. An hour later every feed must answer 304, and no page be asked twice.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.report import Figure, report
from briefing.app import App, Choice, open_app
from briefing.pipeline import Gather, Outcome, attempt

__all__ = ["main"]

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
_SLOW = "0.2"  # seconds before every answer


def main() -> None:
    """Gathers in parallel, an hour later again, and then from a new web and store one source at a time."""
    if not _SHARED.is_dir():
        sys.exit("bench-gather needs ../shared")
    with _web() as port, tempfile.TemporaryDirectory() as folder:
        _write_desk(Path(folder), port)
        parallel, outcomes = _timed(folder, _NOW)
        asked = _asked(port)
        before = _resident()
        _, later = _timed(folder, _NOW + timedelta(hours=1))
        grown = _resident() - before
        again = _asked(port)
    with _web() as port, tempfile.TemporaryDirectory() as folder:
        _write_desk(Path(folder), port)
        alone, _ = _timed(folder, _NOW, one_at_a_time=True)
    report(
        "bench-gather",
        [
            Figure("parallel_to_one_at_a_time", parallel / alone, "ratio", 1 / 8),
            Figure("parallel", parallel, "s"),
            Figure("one_at_a_time", alone, "s"),
            Figure("failed", sum(outcome.error is not None for outcome in outcomes), "feeds", 0),
            Figure("pages", sum(count for path, count in asked.items() if path.startswith("/pages/")), "pages"),
            Figure("read_again", sum(outcome.word != "not modified" for outcome in later), "feeds", 0),
            Figure("pages_twice", _twice(again), "pages", 0),
            Figure("memory", before, "MiB"),
            Figure("memory_growth", grown, "MiB", 16),
        ],
    )


@contextmanager
def _web() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    tool = str(_SHARED / "tools" / "replay.py")
    command = [sys.executable, tool, "--hosts", "--slow", _SLOW, "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        server.stderr.readline()
        try:
            yield port
        finally:
            server.terminate()


def _write_desk(folder: Path, port: int) -> None:
    outlets = json.loads((_SHARED / "data" / "web" / "index.json").read_text(encoding="utf-8"))
    lines = [
        f'  - {{url: "http://127.0.1.{number}:{port}{outlet["feed"]}", name: "{outlet["host"]}"}}'
        for number, outlet in enumerate(outlets, start=1)
    ]
    texts = {
        "briefing.yaml": "sender: {name: Bench, email: briefing@example.org}\nstorage: briefing.db\n"
        "collect: {allow_networks: [127.0.0.0/8]}\nbriefings:\n  world: {title: World}\n",
        "sources.yaml": "\n".join(["sources:", *lines, ""]),
        "subscriptions.yaml": "subscribers:\n  - {email: ana@example.org, briefings: [world]}\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _timed(folder: str, now: datetime, *, one_at_a_time: bool = False) -> tuple[float, Sequence[Outcome]]:
    """Seconds from the first question to the last article stored, and what came of each source."""
    with open_app(Choice(Path(folder), now)) as app:
        began = time.perf_counter()
        outcomes = _in_turn(app) if one_at_a_time else _at_once(app)
        return time.perf_counter() - began, outcomes


def _at_once(app: App) -> Sequence[Outcome]:
    return app.runner.gather(tuple(app.services.sources), app.config.collect.gather_limit)


def _in_turn(app: App) -> Sequence[Outcome]:
    return [attempt(Gather(source), 1, app.services) for source in app.services.sources]


def _asked(port: int) -> dict[str, int]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/stats", timeout=30) as answer:
        counts: dict[str, int] = json.load(answer)
    return counts


def _twice(asked: dict[str, int]) -> int:
    return sum(count > 1 for path, count in asked.items() if path.startswith("/pages/"))


def _resident() -> float:
    """MiB of memory that this process holds now, its parser children aside."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
