"""make eval DATA=…: the quality of what is shipped, on data that is not. Floors only go up.

DATA is a folder of the layout of ../shared/data, with `../tools/score.py` beside it, which asks each stage through
its filter. Sets that a shipped model was trained on are marked: their figures count for nothing but to show that
nothing broke. The last line is JSON; exit status 1 where a figure is below its floor or a stage answered with errors.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Figure, report

__all__ = ["main"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One set, the stage that answers it, and the least that its figures may be. `trained`: the model has seen it."""

    task: str
    file: str
    floors: tuple[tuple[str, float], ...]
    stage: str = ""
    trained: bool = False


MEASURES = (
    Measure("feed", "feeds/real_feeds", (("F1", 1.0),)),
    Measure("extract", "extract/aeb_open", (("F1", 0.0),)),
    Measure("extract", "extract/fundus_open", (("F1", 0.0), ("headline", 0.0), ("date", 0.0), ("authors", 0.0))),
    Measure("select", "select/allsides_2021_apr_jul", (("F1", 0.0), ("P", 0.0), ("R", 0.0))),
    Measure("select", "select/realfeeds_headlines", (("F1", 0.0),), trained=True),
    Measure("select", "select/huffpost_headlines", (("F1", 0.0), ("AP", 0.0))),
    Measure("countries", "select/countries_lgl", (("non_US.F1", 0.0),), stage="select"),
    Measure("countries", "select/countries_probes", (("all.F1", 0.0),), stage="select"),
    Measure("cluster", "select/cluster_allsides_2021_apr_jul", (("B3_F1", 0.0), ("B3_P", 0.0))),
    Measure("cluster", "select/cluster_neus", (("B3_F1", 0.0), ("B3_P", 0.0))),
    Measure("cluster", "select/cluster_ecbplus_1_22", (("B3_F1", 0.0), ("B3_P", 0.0))),
    Measure("cluster", "select/cluster_realday_2020-06-17", (("B3_F1", 0.0),)),
    Measure("cluster", "select/cluster_realday_2020-07-15", (("B3_F1", 0.0),)),
    Measure("sentences", "summarize/sentences", (("F1", 0.0),)),
    Measure("summarize", "summarize/cnndm_test_a", (("over_lead.0", 0.0), ("verbatim", 1.0))),
    Measure("summarize", "summarize/standfirst", (("over_lead.0", 0.0), ("verbatim", 1.0)), trained=True),
    Measure("summarize", "summarize/neus_clusters", (("over_lead.0", 0.0), ("verbatim", 1.0)), trained=True),
    Measure("summarize", "summarize/fivew", (("verbatim", 1.0),)),
)


def main() -> None:
    """Asks every set that is there; `make eval DATA=…`."""
    data = Path(sys.argv[1])
    score = data.parent / "tools" / "score.py"
    if not score.is_file():
        sys.exit(f"{score}: no such file; DATA is a folder such as ../shared/data")
    report("eval", [figure for measure in MEASURES for figure in _figures(measure, data, score)])


def _figures(measure: Measure, data: Path, score: Path) -> Iterator[Figure]:
    path = next(iter(sorted(data.glob(f"{measure.file}*"))), None)
    if path is None:
        print(f"{measure.file}: not in {data}, left out")
        return
    command = str(Path(sys.executable).with_name("briefing"))
    asked = [sys.executable, str(score), measure.task, str(path), "--", command, "stage", measure.stage or measure.task]
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


if __name__ == "__main__":
    main()
