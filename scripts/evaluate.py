"""make eval DATA=…: the quality of what is shipped, on data that is not. Floors only go up.

DATA is a folder of the layout of ../shared/data, with `../tools/score.py` beside it, which asks each stage through
its filter. Sets that a shipped model was trained on are marked: their figures count for nothing but to show that
nothing broke. The last line is JSON; exit status 1 where a figure is below its floor or a stage answered with errors.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Figure, report
from briefing.extract import read_page
from scripts.margin import page_f1, peer_text, shown

__all__ = ["main"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One set, the stage that answers it, and the least that its figures may be; `limit`: only its first so many cases.

    `trained`: a model has learned from it, or a setting was chosen on it.
    """

    task: str
    file: str
    floors: tuple[tuple[str, float], ...]
    stage: str = ""
    trained: bool = False
    limit: int = 0


MEASURES = (
    Measure("feed", "feeds/real_feeds", (("F1", 1.0),)),
    Measure("extract", "extract/aeb_open", (("F1", 0.979),), trained=True),
    Measure(
        "extract",
        "extract/fundus_open",
        (("F1", 0.974), ("headline", 0.858), ("date", 0.976), ("authors", 0.856)),
        trained=True,
    ),
    Measure("select", "select/allsides_2021_apr_jul", (("F1", 0.821), ("P", 0.8), ("R", 0.845))),
    Measure("select", "select/realfeeds_headlines", (("F1", 0.953),), trained=True),
    Measure("select", "select/huffpost_headlines", (("F1", 0.78), ("AP", 0.853)), trained=True, limit=6000),
    Measure("select", "select/ag_news", (("AP", 0.918),), trained=True, limit=3000),
    Measure("countries", "select/countries_lgl", (("non_US.F1", 0.812),), stage="select"),
    Measure("countries", "select/countries_probes", (("all.F1", 0.968),), stage="select"),
    Measure("cluster", "select/cluster_allsides_2021_apr_jul", (("B3_F1", 0.901), ("B3_P", 0.897)), trained=True),
    Measure("cluster", "select/cluster_neus", (("B3_F1", 0.762), ("B3_P", 0.825)), trained=True),
    Measure("cluster", "select/cluster_ecbplus_1_22", (("B3_F1", 0.895), ("B3_P", 0.958)), trained=True),
    Measure("cluster", "select/cluster_realday_2020-06-17", (("B3_F1", 0.881),), trained=True),
    Measure("cluster", "select/cluster_realday_2020-07-15", (("B3_F1", 0.937),), trained=True),
    Measure("sentences", "summarize/sentences", (("F1", 0.953),)),
    Measure("summarize", "summarize/cnndm_test_a", (("over_lead.0", 0.2), ("verbatim", 1.0))),
    Measure("summarize", "summarize/cnndm_val", (("over_lead.0", 1.14), ("verbatim", 1.0)), trained=True, limit=200),
    Measure("summarize", "summarize/standfirst", (("over_lead.0", 2.09), ("verbatim", 1.0)), trained=True),
    Measure(
        "summarize", "summarize/neus_clusters", (("over_lead.0", 0.43), ("verbatim", 1.0)), trained=True, limit=300
    ),
    Measure("summarize", "summarize/fivew", (("verbatim", 1.0),)),
)
PAGES: Mapping[str, float] = {"aeb_open": 0.022, "fundus_open": 0.031}  # the least that extract is over trafilatura


def main() -> None:
    """Asks every set that is there; `make eval DATA=…`."""
    data = Path(sys.argv[1])
    score = data.parent / "tools" / "score.py"
    if not score.is_file():
        sys.exit(f"{score}: no such file; DATA is a folder such as ../shared/data")
    figures = [figure for measure in MEASURES for figure in _figures(measure, data, score)]
    report("eval", [*figures, *(figure for name, floor in PAGES.items() for figure in _over_peer(name, data, floor))])


def _figures(measure: Measure, data: Path, score: Path) -> Iterator[Figure]:
    path = next(iter(sorted(data.glob(f"{measure.file}*"))), None)
    if path is None:
        print(f"{measure.file}: not in {data}, left out")
        return
    command = str(Path(sys.executable).with_name("briefing"))
    some = ("--limit", str(measure.limit)) if measure.limit else ()
    stage = measure.stage or measure.task
    asked = [sys.executable, str(score), measure.task, str(path), *some, "--", command, "stage", stage]
    done = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    note = " (trained on: counts for nothing)" if measure.trained else ""
    print(f"{measure.task} {path.name}{note}: {json.dumps(answer)}", flush=True)
    name = f"{measure.task}.{path.name.partition('.')[0]}"
    yield Figure(f"{name}.errors", answer["errors"], "lines", 0)
    for key, floor in measure.floors:
        value = answer
        for part in key.split("."):
            value = value[int(part)] if part.isdigit() else value[part]
        yield Figure(f"{name}.{key}", float(value), "score", floor, floor=True)


def _over_peer(name: str, data: Path, floor: float) -> Iterator[Figure]:
    """By how much the text of each page is better than trafilatura's. These pages were trained on: see `--cv` there."""
    path = data / "extract" / f"{name}.jsonl.gz"
    if not path.is_file():
        return
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    ours = [
        page_f1(row["text"], read_page(row["html"].encode(), row["url"], "text/html; charset=utf-8").text)
        for row in rows
    ]
    theirs = [page_f1(row["text"], peer_text(row["html"], row["url"])) for row in rows]
    yield from shown(f"extract.{name}", ours, theirs, floor)


if __name__ == "__main__":
    main()
