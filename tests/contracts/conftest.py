"""Every kind of store there is, empty, for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.adapters.store import open_store

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store

Opening = Callable[[], "Store"]


@pytest.fixture(params=["sqlite"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens one and the same store as often as it is called, as further processes would."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(open_store(str(tmp_path / "briefing.db"), patience=2.0))


@pytest.fixture
def store(opening: Opening) -> Store:
    return opening()
