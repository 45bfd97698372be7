"""Runs the installed command as its user would, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Ran", "briefing", "stage"]


@dataclass(frozen=True)
class Ran:
    """What the user sees of a command."""

    code: int
    out: str
    err: str

    def json(self) -> object:
        return json.loads(self.out)


def briefing(
    *arguments: str, cwd: Path, seed: str = "0", environ: dict[str, str] | None = None, stdin: str = ""
) -> Ran:
    """Runs `briefing` with these arguments; never longer than three minutes."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed, "NO_COLOR": "1", **(environ or {})},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def stage(name: str, *cases: dict[str, object], cwd: Path) -> list[dict[str, object]]:
    """Answers of `briefing stage`."""
    ran = briefing("stage", name, cwd=cwd, stdin="".join(json.dumps(case) + "\n" for case in cases))
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]
