"""https: the certificate is checked against the name that was asked for, though we connect to an address."""

from __future__ import annotations

import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from briefing.errors import FetchFailed
from briefing.model import Validators
from tests.adapters import serving
from tests.adapters.serving import Said, Web, certificate, options
from tests.contracts.nouns import NOON

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="apt-get install openssl")


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"), "gotthard.example")


@pytest.fixture
def secure(pem: Path) -> Iterator[tuple[Web, list[str | None]]]:
    """A server with that certificate, and the names it was greeted with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    names: list[str | None] = []
    context.sni_callback = lambda connection, name, own: names.append(name)
    with serving.web(context=context) as served:
        served.says["/feed"] = Said(b"secure")
        yield served, names


def test_the_name_is_checked_and_told_not_the_address(secure: tuple[Web, list[str | None]], pem: Path) -> None:
    served, names = secure
    trusting = options(authorities=str(pem))
    with HttpFetcher(trusting, HeldClock(NOON), lambda host, port: ["127.0.0.1"]) as fetcher:
        answer = fetcher.feed(f"https://gotthard.example:{served.port}/feed", Validators())
        assert answer.fetched.body == b"secure"
        assert names == ["gotthard.example"]
        with pytest.raises(FetchFailed, match="certificate"):
            fetcher.feed(f"https://other.example:{served.port}/feed", Validators())


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: tuple[Web, list[str | None]]) -> None:
    served, _ = secure
    with HttpFetcher(options(), HeldClock(NOON), lambda host, port: ["127.0.0.1"]) as fetcher:
        with pytest.raises(FetchFailed, match="certificate"):
            fetcher.feed(f"https://gotthard.example:{served.port}/feed", Validators())
        assert served.asked == []
