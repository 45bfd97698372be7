"""`make bench-select`: how long a thousand articles take to judge, countries included, on the sample day."""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.report import Figure, report
from briefing.select import judge

_GOLD = Path(__file__).parents[1] / "tests" / "quality" / "sample_gold.jsonl"
_ROUNDS = 20
_WORDS = re.compile(r"\w+")


def main() -> None:
    """Prints the medians of 20 rounds: blurbs, whole reports, and beside them a bare split into words."""
    day = [json.loads(line) for line in _GOLD.read_text("utf-8").splitlines()]
    reports = [(page["headline"], page["text"]) for page in day if page["language"] == "en"]
    blurbs = [(headline, " ".join(text.split()[:40])) for headline, text in reports]
    judge(*reports[0], language="en", home="")  # loads the tables
    split = _per_thousand(reports, lambda headline, text: _WORDS.findall(f"{headline} {text}"))
    whole = _per_thousand(reports, lambda headline, text: judge(headline, text, language="en", home=""))
    short = _per_thousand(blurbs, lambda headline, text: judge(headline, text, language="en", home=""))
    report(
        "bench-select",
        [
            Figure("headline_and_blurb", short, "s per 1,000 articles", 1.0),
            Figure("whole_report", whole, "s per 1,000 articles"),
            Figure("whole_report_by_bare_split", whole / split, "times"),
        ],
    )


def _per_thousand(texts: Sequence[tuple[str, str]], act: Callable[[str, str], object]) -> float:
    """Median processor seconds for a thousand texts."""
    rounds = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        for headline, text in texts:
            act(headline, text)
        rounds.append((time.process_time() - start) / len(texts) * 1000)
    return statistics.median(rounds)


if __name__ == "__main__":
    main()
