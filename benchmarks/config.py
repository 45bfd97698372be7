"""make bench-config: 500 sources and 1,000 readers validated, beside PyYAML's own loader; growth over sizes."""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.report import Figure, report
from briefing.config import load

__all__ = ["main"]

_RUNS = 20


def main() -> None:
    """Medians of 20, ours and the peer in turn."""
    with tempfile.TemporaryDirectory() as place:
        small, large = _written(Path(place) / "small", 250), _written(Path(place) / "large", 1000)
        ours, peer, less = _medians(lambda: load(large, {}), lambda: _peer(large), lambda: load(small, {}))
    report(
        "bench-config",
        [
            Figure("load_500_sources_1000_readers", ours, "ms", 300),
            Figure("to_pyyaml_safe_load", ours / peer, "ratio"),
            Figure("growth_exponent", math.log(ours / less) / math.log(4), "exponent", 1.2),
        ],
    )


def _written(folder: Path, readers: int) -> Path:
    folder.mkdir()
    (folder / "briefing.yaml").write_text(
        "sender: {email: briefing@example.org}\nbriefings:\n  world: {title: World}\n", encoding="utf-8"
    )
    sources = [
        f"  - {{url: 'https://example.org/{n}', name: Outlet {n}, country: FR, weight: 1.1}}"
        for n in range(readers // 2)
    ]
    (folder / "sources.yaml").write_text("sources:\n" + "\n".join(sources), encoding="utf-8")
    people = [f"  - {{email: r{n}@example.org, briefings: [world], timezone: Asia/Amman}}" for n in range(readers)]
    (folder / "subscriptions.yaml").write_text("subscribers:\n" + "\n".join(people), encoding="utf-8")
    return folder


def _peer(folder: Path) -> object:
    names = ("briefing", "sources", "subscriptions")
    texts = [(folder / f"{name}.yaml").read_text(encoding="utf-8") for name in names]
    return [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts]


def _medians(*measured: Callable[[], object]) -> list[float]:
    """Milliseconds of each, in turn, so that all see the same machine; the first round is a warm-up."""
    taken: list[list[float]] = [[] for _ in measured]
    for _ in range(_RUNS + 1):
        for times, work in zip(taken, measured, strict=True):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
    return [statistics.median(times[1:]) for times in taken]


if __name__ == "__main__":
    main()
