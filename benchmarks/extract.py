"""make bench-extract: our reading of pages beside trafilatura's text alone, and of feeds beside bare feedparser.

Real pages and feeds of ../shared, each read by both in turn, in processor time, in one process. We answer with text,
headline, authors, date, language, dateline and caption; trafilatura, of whose extraction we do two runs of our own,
with the text alone. The start (loading what is needed) is left out: the parser's child does it once.
"""

from __future__ import annotations

import base64
import gzip
import json
import logging
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import Figure, report
from briefing.collect import read_feed
from briefing.extract import read_page

__all__ = ["main"]

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_PAGES = {"aeb_open": 30, "fundus_open": 30}
_ROUNDS = 2
_KIND = "text/html; charset=utf-8"


def main() -> None:
    """Reads every page and feed twice and keeps the quicker time of each, as other programs only ever slow it."""
    if not _DATA.is_dir():
        sys.exit("bench-extract needs ../shared")
    logging.disable()  # trafilatura's warnings are no part of its work
    report("bench-extract", [*_of_pages(), *_of_feeds()])


def _of_pages() -> list[Figure]:
    import trafilatura

    rows = [row for name, count in _PAGES.items() for row in _rows(f"extract/{name}")[:count]]
    pages = [(str(row["html"]), str(row["html"]).encode(), str(row["url"])) for row in rows]
    ours, theirs = _side_by_side(
        [lambda body=body, url=url: read_page(body, url, _KIND) for _, body, url in pages],  # type: ignore[misc]
        [lambda text=text, url=url: trafilatura.extract(text, url=url) for text, _, url in pages],  # type: ignore[misc]
    )
    median, peer = statistics.median(ours), statistics.median(theirs)
    return [
        Figure("pages_to_trafilatura", peer / median, "ratio of medians", 0.35, floor=True),
        Figure("pages", 1 / median, "pages/s"),
        Figure("trafilatura", 1 / peer, "pages/s"),
        Figure("pages_mean", len(ours) / sum(ours), "pages/s"),
        Figure("trafilatura_mean", len(theirs) / sum(theirs), "pages/s"),
        Figure("page_p99", statistics.quantiles(ours, n=100)[98] * 1000, "ms", 2000),
    ]


def _of_feeds() -> list[Figure]:
    import feedparser

    feeds = [(base64.b64decode(str(row["body_base64"])), str(row["url"])) for row in _rows("feeds/real_feeds")]
    ours, theirs = _side_by_side(
        [lambda body=body, url=url: read_feed(body, url) for body, url in feeds],  # type: ignore[misc]
        [lambda body=body: feedparser.parse(body) for body, _ in feeds],  # type: ignore[misc]
    )
    size = sum(len(body) for body, _ in feeds) / 1e6
    return [
        Figure("feeds_to_feedparser", sum(theirs) / sum(ours), "ratio"),
        Figure("feeds", size / sum(ours), "MB/s"),
        Figure("feedparser", size / sum(theirs), "MB/s"),
    ]


def _side_by_side(ours: list[Callable[[], object]], theirs: list[Callable[[], object]]) -> tuple[list[float], ...]:
    """Seconds of each, by turns."""
    for act in (ours[0], theirs[0]):
        act()
    rounds = [[(_seconds(a), _seconds(b)) for a, b in zip(ours, theirs, strict=True)] for _ in range(_ROUNDS)]
    return tuple([min(one[place][side] for one in rounds) for place in range(len(ours))] for side in (0, 1))


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _rows(name: str) -> list[dict[str, object]]:
    held = gzip.decompress((_DATA / f"{name}.jsonl.gz").read_bytes())
    return [json.loads(line) for line in held.splitlines()]


if __name__ == "__main__":
    main()
