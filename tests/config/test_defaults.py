"""What `briefing init` writes, and the published schemas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.config import DEFAULT_FILES, InitAnswers, load, write_defaults
from briefing.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {name: (ROOT / "config" / name).read_text(encoding="utf-8") for name in DEFAULT_FILES}


def answers(title: str = "World Briefing", email: str = "ana@example.org", zone: str = "Europe/Lisbon") -> InitAnswers:
    return InitAnswers(title=title, email=email, zone=zone, send_at="07:10", secret="0123456789abcdef" * 4)


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    paths = write_defaults(tmp_path, TEXTS, answers())
    assert {path.name for path in paths if path.parent.name != "schema"} == {
        "briefing.yaml",
        "sources.yaml",
        "subscriptions.yaml",
        ".env",
    }
    assert (tmp_path / "config/schema/sources.schema.json").is_file(), "completion in editors"
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0
    config = load(tmp_path / "config", {})
    assert config.secrets_key == "0123456789abcdef" * 4
    assert config.subscriptions[0].send_at.isoformat() == "07:10:00"
    assert config.smtp_url == ""
    assert config.subscriptions[0].profile == config.profiles["world"], "what is built by hand is what is sent"


def test_a_title_with_quotes_and_colons_stays_one_text(tmp_path: Path) -> None:
    title = 'The "World": {all} of it # daily'
    write_defaults(tmp_path, TEXTS, answers(title=title))
    assert load(tmp_path / "config", {}).profiles["world"].title == title


@pytest.mark.parametrize(
    "wrong", [{"email": "ana"}, {"zone": "Lisbon/Europe"}, {"title": "two\nlines"}, {"title": " "}]
)
def test_an_answer_that_cannot_work_writes_nothing(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        write_defaults(tmp_path, TEXTS, answers(**wrong))
    assert list(tmp_path.iterdir()) == []


def test_the_default_sources_cover_all_regions_and_state_media_are_off(tmp_path: Path) -> None:
    write_defaults(tmp_path, TEXTS, answers())
    sources = load(tmp_path / "config", {}).sources
    assert len(sources) >= 50
    assert len({source.publisher for source in sources}) >= 40
    assert not {"tass", "rt"} & {source.publisher for source in sources}
    assert {"NG", "ZA", "QA", "IN", "KR", "UY", "GE", "GB"} - {s.country for s in sources} <= {"NG"}


def test_the_published_schemas_are_those_of_the_program() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "make_schema.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    with pytest.raises(ConfigError):
        write_defaults(tmp_path, TEXTS, answers())
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []
