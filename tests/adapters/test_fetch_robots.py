"""robots.txt has a say in pages, and none in feeds, which are published to be fetched."""

from __future__ import annotations

import ipaddress
import threading
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from briefing.adapters.http.robots import Robots
from briefing.errors import FetchFailed, FetchRefused
from briefing.model import Validators
from tests.adapters import serving
from tests.adapters.serving import Said, Web, options
from tests.contracts.nouns import NOON

RULES = b"""\xef\xbb\xbfUser-agent: *
Disallow: /

User-agent: Verbatim-Briefing
Disallow: /private/
Allow: /private/but
"""


def test_the_rules_for_us_are_kept_and_asked_for_once(web: Web, fetcher: HttpFetcher) -> None:
    web.says |= {"/robots.txt": Said(RULES), "/news/1": Said(b"1"), "/private/but": Said(b"2"), "/private/": Said(b"3")}
    for _ in range(2):
        assert fetcher.page(web.url("/news/1")).fetched.body == b"1"
        assert fetcher.page(web.url("/private/but")).fetched.body == b"2"
        with pytest.raises(FetchRefused, match=r"robots\.txt does not let us"):
            fetcher.page(web.url("/private/"))
    assert web.paths() == ["/robots.txt", "/news/1", "/private/but", "/news/1", "/private/but"]


def test_feeds_are_not_asked_about(web: Web, fetcher: HttpFetcher) -> None:
    web.says |= {"/robots.txt": Said(b"User-agent: *\nDisallow: /\n"), "/feed": Said(b"x")}
    fetcher.feed(web.url("/feed"), Validators())
    assert web.paths() == ["/feed"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_host_without_rules_may_be_read(web: Web, fetcher: HttpFetcher, status: int) -> None:
    web.says |= {"/robots.txt": Said(b"User-agent: *\nDisallow: /", status), "/1": Said(b"x")}
    assert fetcher.page(web.url("/1")).fetched.body == b"x"


@pytest.mark.parametrize(
    "answer",
    [Said(b"", 500), Said(b"", 503, {"Retry-After": "9"}), Said(b"", 429), Said(raw=b"HTTP/1.1 200 OK\r\nContent-")],
)
def test_a_host_whose_rules_cannot_be_had_is_not_read_in_this_run(web: Web, fetcher: HttpFetcher, answer: Said) -> None:
    web.says |= {"/robots.txt": answer, "/1": Said(b"x")}
    for _ in range(2):
        with pytest.raises(FetchFailed, match=r"robots\.txt cannot be read") as caught:
            fetcher.page(web.url("/1"))
        assert caught.value.culprit == web.url("/1")
        assert caught.value.retry_after == (9 if answer.headers else None)
    assert web.paths() == ["/robots.txt"]


def test_a_redirect_leads_to_the_rules_of_its_target(web: Web, fetcher: HttpFetcher) -> None:
    with serving.web("127.0.0.2") as other:
        other.says |= {"/robots.txt": Said(b"User-agent: *\nDisallow: /closed\n"), "/open": Said(b"x")}
        for place in ("/open", "/closed"):
            web.says[place] = Said(status=302, headers={"Location": other.url(place, "127.0.0.2")})
        assert fetcher.page(web.url("/open")).fetched.body == b"x"
        with pytest.raises(FetchRefused, match=r"robots\.txt"):
            fetcher.page(web.url("/closed"))
        assert other.paths() == ["/robots.txt", "/open"]


def test_rules_behind_a_redirect_count(web: Web, fetcher: HttpFetcher) -> None:
    web.says |= {
        "/robots.txt": Said(status=301, headers={"Location": "/rules"}),
        "/rules": Said(b"User-agent: *\nDisallow: /1\n"),
    }
    with pytest.raises(FetchRefused):
        fetcher.page(web.url("/1"))


def test_rules_that_redirect_into_the_house_are_not_fetched(web: Web) -> None:
    with serving.canary() as watched:
        web.says |= {
            "/robots.txt": Said(status=301, headers={"Location": f"http://127.0.0.2:{watched.port}/"}),
            "/1": Said(b"x"),
        }
        only = options(allow_networks=(ipaddress.ip_network("127.0.0.1/32"),))
        with HttpFetcher(only, HeldClock(NOON)) as fetcher:
            assert fetcher.page(web.url("/1")).fetched.body == b"x"
        assert watched.connections == 0


@pytest.mark.parametrize("body", [b"\xff\xfe\x00junk" * 100, b"", b"<html>not rules</html>", b"Disallow: /"])
def test_rules_that_are_none_forbid_nothing(web: Web, fetcher: HttpFetcher, body: bytes) -> None:
    web.says |= {"/robots.txt": Said(body), "/1": Said(b"x")}
    assert fetcher.page(web.url("/1")).fetched.body == b"x"


def test_of_endless_rules_the_first_500_kib_count(web: Web, fetcher: HttpFetcher) -> None:
    filler = b"# nothing\n" * 60_000
    web.says |= {"/robots.txt": Said(b"User-agent: *\nDisallow: /1\n" + filler + b"Disallow: /2\n"), "/2": Said(b"x")}
    with pytest.raises(FetchRefused):
        fetcher.page(web.url("/1"))
    assert fetcher.page(web.url("/2")).fetched.body == b"x"


def test_many_readers_of_one_host_ask_for_its_rules_once(web: Web, fetcher: HttpFetcher) -> None:
    web.says |= {"/robots.txt": Said(b"")} | {f"/{number}": Said(b"x") for number in range(16)}
    threads = [threading.Thread(target=fetcher.page, args=(web.url(f"/{number}"),)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert web.paths().count("/robots.txt") == 1


RULE = st.tuples(
    st.sampled_from("User-agent Disallow Allow Crawl-delay Request-rate Visit-time Sitemap Host".split()),
    st.text(max_size=20)
    | st.sampled_from(["*", "/", "/*a*$", "1/0", "2/5m 0600-0845", "%", "/%zz", "verbatim-briefing"]),
)


@given(rules=st.lists(RULE, max_size=12), rest=st.text(max_size=60), path=st.text(max_size=20))
@settings(max_examples=80)
def test_any_rules_at_all_let_us_read_or_do_not(rules: list[tuple[str, str]], rest: str, path: str) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in rules) + rest
    with suppress(FetchRefused):
        Robots("verbatim-briefing", lambda url: text).check("http://x.example", f"http://x.example/{path}", "asked")
