"""The built wheel, with the checkout out of sight: templates and default configuration are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, and nothing else of ours."""
    place = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(place), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
        wheel.extractall(place / "site")
    return place / "site"


def ran(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs the installed command with an interpreter that has the dependencies but not the checkout on its path."""
    libraries = sysconfig.get_paths()["purelib"]  # on PYTHONPATH its .pth files (the editable install) are not read
    return subprocess.run(
        [getattr(sys, "_base_executable", sys.executable), "-m", "briefing", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), libraries]), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_the_wheel_runs_from_any_folder(installed: Path, tmp_path: Path) -> None:
    assert ran(installed, "--version", cwd=tmp_path).stdout.startswith("briefing ")
    where = ran(installed, "init", "desk", "--email", "ana@example.org", cwd=tmp_path)
    assert where.returncode == 0, where.stderr
    assert ran(installed, "check", "-C", "desk", cwd=tmp_path).returncode == 0
    made = ran(installed, "demo", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert sorted(path.suffix for path in (tmp_path / "outbox").iterdir()) == [".eml", ".html", ".json", ".txt"]


def test_templates_configuration_and_migrations_are_in_the_wheel(installed: Path) -> None:
    names = {str(path.relative_to(installed / "briefing")) for path in (installed / "briefing").rglob("*")}
    assert {
        "_shipped/templates/edition.mjml.j2",
        "_shipped/config/sources.yaml",
        "_shipped/config/.env.example",
        "_shipped/config/sample/briefing.yaml",
        "_shipped/config/schema/sources.schema.json",
        "adapters/store/migrations/versions/v0001_first_tables.py",
        "py.typed",
    } <= names
