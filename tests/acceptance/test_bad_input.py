"""Bad input: one clear line that says what to do, the documented exit code, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.running import briefing


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    ran = briefing("init", ".", "--email", "ana@example.org", "--zone", "Europe/Lisbon", cwd=tmp_path)
    assert ran.code == 0, ran.err
    return tmp_path


def test_what_init_writes_is_in_order(desk: Path) -> None:
    ran = briefing("check", cwd=desk)
    assert ran.code == 0, ran.err
    assert "in order" in ran.out


def test_init_never_overwrites_a_file(desk: Path) -> None:
    (desk / "config" / "subscriptions.yaml").write_text("subscribers: []\n", encoding="utf-8")
    ran = briefing("init", ".", "--email", "omar@example.org", cwd=desk)
    assert ran.code == 3
    assert "subscriptions.yaml" in ran.err
    assert (desk / "config" / "subscriptions.yaml").read_text(encoding="utf-8") == "subscribers: []\n"


def test_an_unknown_key_is_shown_at_its_place(desk: Path) -> None:
    path = desk / "config" / "sources.yaml"
    path.write_text("sources:\n  - url: https://example.org/feed\n    name: One\n    wieght: 2\n", encoding="utf-8")
    ran = briefing("check", cwd=desk)
    assert ran.code == 3
    assert "sources.yaml:4:5: error: unknown key 'wieght'" in ran.err
    assert "weight" in ran.err


def test_a_missing_folder_says_how_to_begin(tmp_path: Path) -> None:
    ran = briefing("check", cwd=tmp_path)
    assert ran.code == 3
    assert "briefing init" in ran.err


def test_a_wrong_zone_is_shown_at_its_place(desk: Path) -> None:
    path = desk / "config" / "subscriptions.yaml"
    path.write_text(
        "subscribers:\n  - {email: ana@example.org, briefings: [world], timezone: Europe/Lisbonne}\n", encoding="utf-8"
    )
    ran = briefing("check", cwd=desk)
    assert ran.code == 3
    assert "subscriptions.yaml:2:" in ran.err
    assert "Europe/Lisbon" in ran.err


def test_an_unknown_command_is_a_usage_error(tmp_path: Path) -> None:
    assert briefing("brief", cwd=tmp_path).code == 2
    assert briefing("once", "--now", "yesterday", cwd=tmp_path).code == 2


def test_a_store_that_cannot_be_written_is_named(desk: Path) -> None:
    (desk / "data").mkdir(exist_ok=True)
    (desk / "data" / "briefing.db").write_bytes(b"this is not a database, it only lies where one should be" * 40)
    ran = briefing("status", cwd=desk)
    assert ran.code == 1
    assert "briefing.db" in ran.err
