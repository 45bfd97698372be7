"""The demo: the sample day through the same code as the real run."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

from tests.acceptance.running import briefing
from tests.golden.editions import FOLDER
from tests.golden.sample_day import readable


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.suffix: path.read_bytes() for path in sorted((folder / "outbox").iterdir())}


def test_the_demo_writes_a_proved_edition_that_says_sample(tmp_path: Path) -> None:
    ran = briefing("demo", cwd=tmp_path)
    assert ran.code == 0, ran.err
    files = files_of(tmp_path)
    assert {".eml", ".html", ".txt"} <= set(files)
    message = message_from_bytes(files[".eml"], policy=policy.default)
    assert "Sample" in str(message["Subject"])
    assert "Sample" in files[".html"].decode()
    assert all(line in ran.out for line in ("outbox",)), ran.out
    assert "briefing init" in ran.err + ran.out


def test_two_processes_with_other_hash_seeds_make_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        assert briefing("demo", cwd=folder, seed=seed).code == 0
        made.append(files_of(folder))
    assert made[0] == made[1]
    for ending in (".html", ".txt"):
        golden = (FOLDER / f"sample{ending}").read_bytes()
        assert readable(ending, made[0][ending]) == golden, "not the golden edition; make golden, and look at the diff"


def test_the_sample_edition_holds_foreign_news_and_nothing_else(tmp_path: Path) -> None:
    assert briefing("demo", cwd=tmp_path).code == 0
    text = files_of(tmp_path)[".txt"].decode()
    for word in ("South Sudan", "Link: http", "quoted from the articles, not generated"):
        assert word in " ".join(text.split()) or word in text, word
    for word in ("marmalade", "half-marathon", "Zarqa Valley Bank", "wedding"):
        assert word.lower() not in text.lower(), word
