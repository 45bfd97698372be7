"""Every fault of the recorded web ends as it should."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from briefing.errors import BriefingError, FetchFailed, FetchGone, FetchRefused, FetchTimeout, TooLarge
from briefing.model import Validators
from tests.adapters.serving import options
from tests.conftest import SHARED
from tests.contracts.nouns import NOON

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        chosen: int = free.getsockname()[1]
    command = [sys.executable, str(SHARED / "tools" / "replay.py"), "--port", str(chosen)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert server.stderr is not None
    assert b"serves" in server.stderr.readline()
    yield chosen
    server.terminate()
    server.wait()
    server.stderr.close()


FAULTS: dict[str, type[BriefingError]] = {
    "slow": FetchTimeout,
    "500": FetchFailed,
    "503": FetchFailed,
    "404": FetchGone,
    "410": FetchGone,
    "loop": FetchRefused,
    "far": FetchRefused,
    "endless": TooLarge,
    "reset": FetchFailed,
    "304": FetchFailed,
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_has_its_name(port: int, kind: str) -> None:
    with HttpFetcher(options(), HeldClock(NOON)) as fetcher:
        for ask in (lambda url: fetcher.feed(url, Validators()), fetcher.page):
            with pytest.raises(FAULTS[kind]) as caught:
                ask(f"http://127.0.0.1:{port}/fault/{kind}")
            assert getattr(caught.value, "retry_after", None) == (2 if kind == "503" else None)


@pytest.mark.parametrize("kind", ["empty", "html", "badtype"])
def test_what_is_no_fault_of_the_wire_is_left_to_the_reader_of_feeds(port: int, kind: str) -> None:
    with HttpFetcher(options(), HeldClock(NOON)) as fetcher:
        assert fetcher.feed(f"http://127.0.0.1:{port}/fault/{kind}", Validators()).fetched.content_type


def test_all_recorded_feeds_and_pages_are_read_and_feeds_only_once(port: int) -> None:
    outlets = json.loads((SHARED / "data" / "web" / "index.json").read_text(encoding="utf-8"))
    with HttpFetcher(options(), HeldClock(NOON)) as fetcher:
        for outlet in outlets[::6]:
            url = f"http://127.0.0.1:{port}{outlet['feed']}"
            answer = fetcher.feed(url, Validators())
            assert answer.fetched.body
            assert fetcher.feed(url, answer.validators).not_modified
