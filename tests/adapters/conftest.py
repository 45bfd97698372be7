"""A web of one's own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from tests.adapters import serving
from tests.contracts.nouns import NOON


@pytest.fixture
def web() -> Iterator[serving.Web]:
    with serving.web() as served:
        yield served


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(serving.options(), HeldClock(NOON)) as opened:
        yield opened
