"""The sample day's edition, as `briefing demo` writes it: the whole program's golden edition."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.acceptance.running import briefing

__all__ = ["readable", "sample_files"]


def readable(name: str, content: bytes) -> bytes:
    """The page with a line for each element, so that a diff shows what changed."""
    return content.replace(b"><", b">\n<") if name.endswith(".html") else content


def sample_files() -> dict[str, bytes]:
    """Bytes by file name: sample.html and sample.txt."""
    with tempfile.TemporaryDirectory() as folder:
        ran = briefing("demo", cwd=Path(folder))
        assert ran.code == 0, ran.err
        made = {f"sample{path.suffix}": path.read_bytes() for path in (Path(folder) / "outbox").iterdir()}
    return {name: readable(name, made[name]) for name in ("sample.html", "sample.txt")}
