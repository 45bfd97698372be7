"""The sample day is what its source says, and what the issue asks of it."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "config" / "sample" / "web"
GOLD = [json.loads(line) for line in (ROOT / "tests/quality/sample_gold.jsonl").read_text("utf-8").splitlines()]


def test_the_recorded_web_is_what_its_source_makes() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "scripts/make_sample.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr


def test_the_day_holds_events_told_by_several_outlets_and_news_that_is_not_foreign() -> None:
    told: dict[str, set[str]] = {}
    for page in GOLD:
        if page["event"]:
            told.setdefault(page["event"], set()).add(page["outlet"])
    assert sum(len(outlets) > 1 for outlets in told.values()) >= 7
    assert len({page["outlet"] for page in GOLD}) == 9
    assert sum(not page["foreign"] for page in GOLD) >= 6
    assert {"en", "fr", "ar"} <= {page["language"] for page in GOLD}
    assert len(GOLD) >= 30


def test_every_gold_page_is_recorded() -> None:
    for page in GOLD:
        path = ROOT / page["html_path"]
        assert path.is_file(), page["id"]
        assert re.search(r"<html", path.read_text("utf-8"), re.IGNORECASE)
