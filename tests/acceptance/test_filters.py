"""The stages as filters: a bad line costs only itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.running import briefing

GOOD = {"id": 1, "headline": "Chad and Niger sign border accord", "text": "The accord reopens four crossings."}
LINES = (
    json.dumps(GOOD),
    "no JSON at all",
    json.dumps({"id": 2, "headline": 5, "text": "x"}),
    json.dumps(["a", "list"]),
    json.dumps(GOOD | {"id": "1", "error": "a key of the asker's own"}),
)


@pytest.mark.parametrize("stage", ["select", "cluster", "summarize", "sentences"])
def test_bad_lines_are_answered_with_an_error_in_their_place(stage: str, tmp_path: Path) -> None:
    ran = briefing("stage", stage, cwd=tmp_path, stdin="\n".join(LINES) + "\n")
    assert ran.code == 0, ran.err
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 2, None, "1"]
    assert "line 2" in answers[1]["error"]
    assert "line 4" in answers[3]["error"]
    wanted = {"select": "countries", "cluster": "story", "summarize": "sentences", "sentences": "sentences"}[stage]
    assert wanted in answers[0]
    assert wanted in answers[4]
    assert answers[4]["error"] == "a key of the asker's own"
    if stage != "sentences":
        assert "'headline' is not a text" in answers[2]["error"]


def test_an_empty_stream_and_a_missing_address_are_no_failures(tmp_path: Path) -> None:
    assert briefing("stage", "select", cwd=tmp_path, stdin="").out == ""
    ran = briefing("stage", "extract", cwd=tmp_path, stdin='{"id": 1, "html": "<p>Talks.</p>"}\n')
    assert json.loads(ran.out) == {"id": 1, "error": "'url' is missing"}
