"""make bench-start: how long the command takes to say its version and its help, beside a bare interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.report import Figure, report

__all__ = ["main"]

_RUNS = 20


def main() -> None:
    """Medians of 20, the three commands in turn, so that all see the same machine."""
    command = str(Path(sys.executable).with_name("briefing"))
    commands = {
        "bare": [sys.executable, "-c", "pass"],
        "version": [command, "--version"],
        "help": [command, "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_RUNS + 1):
        for name, words in commands.items():
            began = time.perf_counter()
            subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
            times[name].append((time.perf_counter() - began) * 1000)
    median = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    report(
        "bench-start",
        [
            Figure("version", median["version"], "ms", 150),
            Figure("help", median["help"], "ms", 400),
            Figure("version_to_bare", median["version"] / median["bare"], "ratio"),
            Figure("help_to_bare", median["help"] / median["bare"], "ratio"),
        ],
    )


if __name__ == "__main__":
    main()
