"""What all tests share: where things lie, and what is skipped where, by name."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CHROMIUM = "/usr/bin/chromium"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make check` fails on a skip, but for "no ../shared"."""
    parser.addoption("--fail-on-skip", action="store_true", help="a skipped test is a failure, but for no ../shared")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips what this machine cannot run, with the reason and the way out."""
    missing = [name for name in ("chromium",) if shutil.which(name) is None]
    for item in items:
        if "shared" in item.keywords and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="no ../shared"))
        if "system" in item.keywords and missing and not config.getoption("--fail-on-skip"):
            item.add_marker(pytest.mark.skip(reason=f"apt-get install {' '.join(missing)}"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """Turns a skip into a failure under --fail-on-skip."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and item.config.getoption("--fail-on-skip") and "no ../shared" not in str(report.longrepr):
        report.outcome = "failed"


@pytest.fixture(autouse=True, scope="session")
def _quiet_environment() -> None:
    """No setting of the developer's own reaches a test."""
    for name in [name for name in os.environ if name.startswith("BRIEFING_")]:
        del os.environ[name]
