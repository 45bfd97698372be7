"""What becomes of what servers answer."""

from __future__ import annotations

import gzip
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import __version__
from briefing.adapters.clock import HeldClock
from briefing.adapters.http import HttpFetcher
from briefing.adapters.http.body import read_body
from briefing.adapters.http.statuses import retry_after
from briefing.errors import BriefingError, FetchFailed, FetchGone, FetchRefused, FetchTimeout, TooLarge
from briefing.model import Validators
from tests.adapters import serving
from tests.adapters.serving import Asked, Said, Web, options
from tests.contracts.nouns import NOON

NONE = Validators()


def test_a_feed_comes_with_its_bytes_type_time_and_validators(web: Web, fetcher: HttpFetcher) -> None:
    headers = {"Content-Type": "application/rss+xml; charset=utf-8", "ETag": '"a1"', "Last-Modified": "Mon"}
    web.says["/feed?x=%C3%A9&y"] = Said(b"<rss>\xff</rss>", headers=headers)
    answer = fetcher.feed(web.url("/feed?x=é&y#top"), NONE)
    assert answer.fetched.body == b"<rss>\xff</rss>"
    assert answer.fetched.content_type == "application/rss+xml; charset=utf-8"
    assert (answer.fetched.url, answer.fetched.at) == (web.url("/feed?x=é&y#top"), NOON)
    assert (answer.not_modified, answer.validators) == (False, Validators('"a1"', "Mon"))


def test_we_say_who_we_are_and_whom_to_write_to(web: Web, fetcher: HttpFetcher) -> None:
    web.says["/feed"] = Said(b"x")
    fetcher.feed(web.url("/feed"), NONE)
    headers = web.asked[0].headers
    assert headers["User-Agent"] == "verbatim-briefing/0.1 (+desk@example.org)"
    assert headers["Host"] == f"127.0.0.1:{web.port}"
    assert headers["Accept-Encoding"] == "gzip, deflate"
    assert not {"Cookie", "Authorization", "If-None-Match", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("user_agent", "header", "token"),
    [
        ("", f"verbatim-briefing/{__version__}", "verbatim-briefing"),
        ("Courier/2", "Courier/2", "Courier"),
        ("Mozilla/5.0 (compatible; Courier-Bot/2.0)", "Mozilla/5.0 (compatible; Courier-Bot/2.0)", "Courier-Bot"),
        ("日本 Courier\r\nX: 1", "?? Courier??X: 1", "verbatim-briefing"),
    ],
)
def test_our_name_is_as_configured_or_the_programs_own(user_agent: str, header: str, token: str) -> None:
    assert options(user_agent=user_agent, contact="").introduction == header
    assert options(user_agent=user_agent).introduction == f"{header} (+desk@example.org)"
    assert options(user_agent=user_agent).token == token


def test_a_feed_that_has_not_changed_is_not_sent_again(web: Web, fetcher: HttpFetcher) -> None:
    def say(asked: Asked) -> Said:
        same = asked.headers.get("If-None-Match") == '"a1"' and asked.headers.get("If-Modified-Since") == "Mon"
        return Said(status=304, headers={"ETag": '"a2"'}) if same else Said(b"x")

    web.says["/feed"] = say
    answer = fetcher.feed(web.url("/feed"), Validators('"a1"', "Mon"))
    assert (answer.not_modified, answer.fetched.body) == (True, b"")
    assert answer.validators == Validators('"a2"', "Mon")
    assert not fetcher.feed(web.url("/feed"), Validators('"old"')).not_modified


def test_not_modified_without_being_asked_is_a_failure(web: Web, fetcher: HttpFetcher) -> None:
    web.says["/feed"] = Said(status=304)
    for ask in (lambda: fetcher.feed(web.url("/feed"), NONE), lambda: fetcher.page(web.url("/feed"))):
        with pytest.raises(FetchFailed, match="without being asked"):
            ask()


def test_validators_that_no_header_may_hold_are_neither_kept_nor_sent(web: Web, fetcher: HttpFetcher) -> None:
    web.says["/feed"] = Said(b"x", headers={"ETag": '"' + "a" * 5000 + '"', "Last-Modified": "M\xe4rz"})
    assert fetcher.feed(web.url("/feed"), NONE).validators == NONE
    fetcher.feed(web.url("/feed"), Validators('"a"\r\nX-Injected: 1', "Mon\x00"))
    assert not {"X-Injected", "If-None-Match", "If-Modified-Since"} & set(web.asked[-1].headers)


@pytest.mark.parametrize(
    ("status", "error", "says"),
    [
        (400, FetchGone, "refuses this address"),
        (401, FetchGone, "login"),
        (402, FetchGone, "payment"),
        (403, FetchGone, "forbidden to us"),
        (404, FetchGone, "nothing at this address"),
        (405, FetchGone, "405"),
        (410, FetchGone, "gone for good"),
        (418, FetchGone, "418"),
        (451, FetchGone, "legal reasons"),
        (408, FetchFailed, "408"),
        (425, FetchFailed, "425"),
        (429, FetchFailed, "too many requests"),
        (500, FetchFailed, "500"),
        (502, FetchFailed, "502"),
        (503, FetchFailed, "503"),
        (599, FetchFailed, "599"),
        (202, FetchFailed, "202"),
        (204, FetchFailed, "204"),
        (206, FetchFailed, "206"),
        (300, FetchFailed, "300"),
        (302, FetchFailed, "302"),
    ],
)
def test_a_status_tells_whether_trying_again_helps(
    web: Web, fetcher: HttpFetcher, status: int, error: type[BriefingError], says: str
) -> None:
    web.says["/feed"] = Said(b"" if status == 204 else b"words", status)
    with pytest.raises(error, match=says) as caught:
        fetcher.feed(web.url("/feed"), NONE)
    assert caught.value.culprit == web.url("/feed")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2),
        ("0", 0),
        ("Mon, 23 Nov 2026 12:01:00 GMT", 60),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 86400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86400),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("١٢", None),
    ],
)
def test_a_server_that_asks_for_patience_gets_it_for_a_day_at_most(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


def test_patience_is_read_from_the_answer(web: Web, fetcher: HttpFetcher) -> None:
    for status in (429, 503):
        web.says["/feed"] = Said(b"later", status, {"Retry-After": "7"})
        with pytest.raises(FetchFailed) as caught:
            fetcher.feed(web.url("/feed"), NONE)
        assert caught.value.retry_after == 7


@given(st.text(max_size=40))
def test_any_retry_after_is_seconds_of_a_day_or_nothing(value: str) -> None:
    seconds = retry_after(value, datetime(2026, 11, 21, tzinfo=UTC))
    assert seconds is None or 0 <= seconds <= 86400


def test_redirects_are_followed_five_times(web: Web, fetcher: HttpFetcher) -> None:
    web.says |= {f"/{n}": Said(b"moved", 301 + n % 2, {"Location": f"/{n + 1}"}) for n in range(6)}
    web.says["/6"] = Said(b"here")
    answer = fetcher.feed(web.url("/1"), NONE)
    assert (answer.final_url, answer.fetched.url, answer.fetched.body) == (web.url("/6"), web.url("/1"), b"here")
    with pytest.raises(FetchRefused, match="more than 5 times"):
        fetcher.feed(web.url("/0"), NONE)
    assert {asked.connection for asked in web.asked} == {web.asked[0].connection}, "a redirect cost a connection"


def test_redirects_in_a_circle_are_refused(web: Web, fetcher: HttpFetcher) -> None:
    web.says |= {"/a": Said(status=302, headers={"Location": "/b"}), "/b": Said(status=302, headers={"Location": "a"})}
    with pytest.raises(FetchRefused, match="circle"):
        fetcher.feed(web.url("/a"), NONE)
    assert web.paths() == ["/a", "/b"]


def packed(body: bytes, bits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return packer.compress(body) + packer.flush()


ENCODED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": lambda body: gzip.compress(body[:7]) + gzip.compress(body[7:]) + b"\0\0trailing",
    "deflate": lambda body: packed(body, 15),
    "Deflate": lambda body: packed(body, -15),
    "identity": lambda body: body,
    "": lambda body: body,
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_an_encoded_body_comes_out_whole(web: Web, fetcher: HttpFetcher, encoding: str) -> None:
    body = b"<p>A treaty was signed.</p>" * 20_000
    web.says["/feed"] = Said(ENCODED[encoding](body), headers={"Content-Encoding": encoding})
    assert fetcher.feed(web.url("/feed"), NONE).fetched.body == body


@given(st.binary(max_size=5000), st.sampled_from(sorted(ENCODED)), st.integers(1, 700))
def test_any_body_in_any_pieces_comes_out_whole(body: bytes, encoding: str, size: int) -> None:
    sent = ENCODED[encoding](body)
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert read_body(pieces, encoding, 10_000, "u") == body


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_that_claim_to_be_packed_are_read_or_refused(body: bytes, encoding: str) -> None:
    try:
        assert len(read_body([body], encoding, 1000, "u")) <= 1000
    except (FetchFailed, TooLarge) as error:
        assert error.reason


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "x" * 9000])
def test_an_encoding_that_we_did_not_ask_for_is_refused(web: Web, fetcher: HttpFetcher, encoding: str) -> None:
    web.says["/feed"] = Said(gzip.compress(b"x"), headers={"Content-Encoding": encoding})
    with pytest.raises(FetchFailed, match="did not ask for"):
        fetcher.feed(web.url("/feed"), NONE)


def test_a_body_cut_in_the_middle_is_a_failure_never_a_shorter_page(web: Web, fetcher: HttpFetcher) -> None:
    whole = gzip.compress(b"<p>12 killed</p>" * 1000)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
    web.says |= {
        "/short": Said(raw=head + b"only so much"),
        "/chunks": Said(raw=chunked),
        "/gzip": Said(whole[:-20], headers={"Content-Encoding": "gzip"}),
        "/spoilt": Said(whole[:40] + b"\0\0\0\0" + whole[44:], headers={"Content-Encoding": "gzip"}),
    }
    for path in web.says:
        with pytest.raises(FetchFailed, match="broke"):
            fetcher.feed(web.url(path), NONE)


def test_what_is_no_http_is_a_failure(web: Web, fetcher: HttpFetcher) -> None:
    for raw in (b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00" * 100, b"HTTP/1.1 200 OK\r\nA" * 9000):
        web.says["/feed"] = Said(raw=raw)
        with pytest.raises(FetchFailed):
            fetcher.feed(web.url("/feed"), NONE)


def test_a_server_that_is_not_there_is_a_failure(fetcher: HttpFetcher) -> None:
    with serving.web() as gone:
        pass
    with pytest.raises(FetchFailed, match="no connection"):
        fetcher.feed(gone.url(), NONE)


def test_a_body_over_the_limit_is_refused_at_the_limit(web: Web) -> None:
    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        while True:
            yield b"x" * 65536

    with HttpFetcher(options(feed_bytes=1000, page_bytes=2000), HeldClock(NOON)) as fetcher:
        web.says |= {"/": Said(b"x" * 1000), "/more": Said(b"x" * 1001), "/ever": Said(chunks=endless)}
        assert len(fetcher.feed(web.url("/"), NONE).fetched.body) == 1000
        for path in ("/more", "/ever"):
            with pytest.raises(TooLarge, match="larger than"):
                fetcher.feed(web.url(path), NONE)
        assert len(fetcher.page(web.url("/more")).fetched.body) == 1001


def test_a_bomb_costs_no_more_memory_than_the_limit(web: Web) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * 2**20) for _ in range(64)) + packer.flush()
    web.says["/feed"] = Said(bomb, headers={"Content-Encoding": "gzip"})
    with HttpFetcher(options(total_seconds=20.0), HeldClock(NOON)) as fetcher:
        tracemalloc.start()
        with pytest.raises(TooLarge, match="inflates to more than 10 MiB"):
            fetcher.feed(web.url("/feed"), NONE)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 24 * 2**20


@pytest.mark.parametrize("begin", [b"HTTP/1.1 200 OK\r\n\r\n", b"", b"HTTP/1.1 301 Moved\r\nLocation: "])
def test_a_server_that_sends_a_byte_now_and_then_is_left_after_the_limit(web: Web, begin: bytes) -> None:
    ending = threading.Event()

    def slowly() -> Iterator[bytes]:
        yield begin
        while not ending.wait(0.05):
            yield b"<"

    web.says["/feed"] = Said(chunks=slowly)
    with HttpFetcher(options(total_seconds=0.6), HeldClock(NOON)) as fetcher:
        began = time.monotonic()
        with pytest.raises(FetchTimeout, match="no whole answer"):
            fetcher.feed(web.url("/feed"), NONE)
        assert 0.5 < time.monotonic() - began < 5
    ending.set()


def test_a_failing_servers_endless_apology_is_not_waited_for(web: Web) -> None:
    ending = threading.Event()

    def apology() -> Iterator[bytes]:
        yield b"HTTP/1.1 500 Oops\r\n\r\n"
        while not ending.wait(0.05):
            yield b"sorry "

    web.says["/feed"] = Said(chunks=apology)
    with HttpFetcher(options(total_seconds=30.0), HeldClock(NOON)) as fetcher, pytest.raises(FetchFailed, match="500"):
        fetcher.feed(web.url("/feed"), NONE)
    ending.set()


def test_redirects_share_one_limit_of_time(web: Web) -> None:
    def later(asked: Asked) -> Said:
        time.sleep(0.3)
        return Said(status=302, headers={"Location": asked.path + "x"})

    web.says |= {"/" + "x" * n: later for n in range(7)}
    with HttpFetcher(options(total_seconds=0.7), HeldClock(NOON)) as fetcher, pytest.raises(FetchTimeout):
        fetcher.feed(web.url("/"), NONE)


@pytest.mark.parametrize(("allowed", "most"), [(1, 1), (3, 3)])
def test_a_host_is_asked_by_one_connection_at_a_time_unless_more_are_allowed(web: Web, allowed: int, most: int) -> None:
    def say(asked: Asked) -> Said:
        time.sleep(0.03)
        return Said(b"x")

    web.says |= {f"/{number}": say for number in range(12)} | {"/robots.txt": say}
    with HttpFetcher(options(connections_per_host=allowed), HeldClock(NOON)) as fetcher:
        threads = [threading.Thread(target=fetcher.page, args=(web.url(f"/{number}"),)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert web.most_at_once <= most
    assert len({asked.connection for asked in web.asked}) <= most
    assert sorted(web.paths()) == sorted(["/robots.txt", *(f"/{number}" for number in range(12))])


def test_a_slow_host_does_not_hold_up_another(web: Web) -> None:
    ending = threading.Event()

    def wait(asked: Asked) -> Said:
        ending.wait(1)
        return Said(b"x")

    web.says |= {"/slow": wait, "/quick": Said(b"x")}
    with HttpFetcher(options(), HeldClock(NOON)) as fetcher:
        slow = threading.Thread(target=fetcher.feed, args=(web.url("/slow", "127.0.0.1"), NONE))
        slow.start()
        while not web.asked:
            time.sleep(0.001)
        with serving.web("127.0.0.2") as other:
            other.says["/quick"] = Said(b"x")
            fetcher.feed(other.url("/quick", "127.0.0.2"), NONE)
        assert not ending.is_set()
        assert slow.is_alive()
        ending.set()
        slow.join()


def test_a_connection_that_the_server_closed_meanwhile_is_made_anew(web: Web, fetcher: HttpFetcher) -> None:
    hung_up = threading.Event()

    def once(asked: Asked) -> Said:
        """Keeps the connection, and closes it as soon as the next question comes."""
        if not hung_up.is_set() and len(web.asked) > 1:
            hung_up.set()
            return Said(chunks=lambda: iter(()))
        return Said(b"x")

    web.says["/feed"] = once
    for _ in range(3):
        assert fetcher.feed(web.url("/feed"), NONE).fetched.body == b"x"
    assert hung_up.is_set()
    assert len(web.asked) == 4


def test_a_server_that_hangs_up_without_a_word_is_not_asked_twice(web: Web, fetcher: HttpFetcher) -> None:
    web.says["/feed"] = Said(chunks=lambda: iter(()))
    with pytest.raises(FetchFailed, match="broke"):
        fetcher.feed(web.url("/feed"), NONE)
    assert len(web.asked) == 1


def test_a_cookie_that_a_redirect_asks_for_comes_back_and_is_then_forgotten(web: Web, fetcher: HttpFetcher) -> None:
    def say(asked: Asked) -> Said:
        if asked.headers.get("Cookie") == "seen=1":
            return Said(b"<rss/>")
        return Said(status=302, headers={"Location": "/feed", "Set-Cookie": "seen=1; Path=/"})

    web.says["/feed"] = say
    for _ in range(2):
        assert fetcher.feed(web.url("/feed"), NONE).fetched.body == b"<rss/>"
    assert [asked.headers.get("Cookie") for asked in web.asked] == [None, "seen=1"] * 2


def test_a_cookie_goes_to_nobody_else(web: Web, fetcher: HttpFetcher) -> None:
    with serving.web("127.0.0.2") as other:
        other.says["/feed"] = Said(b"x")
        headers = {"Location": other.url("/feed", "127.0.0.2"), "Set-Cookie": "secret=1; Path=/"}
        web.says["/feed"] = Said(status=302, headers=headers)
        fetcher.feed(web.url("/feed"), NONE)
        assert "Cookie" not in other.asked[0].headers


def test_cookies_that_change_for_ever_end_after_five_redirects(web: Web, fetcher: HttpFetcher) -> None:
    def say(asked: Asked) -> Said:
        return Said(status=302, headers={"Location": "/feed", "Set-Cookie": f"n={len(web.asked)}"})

    web.says["/feed"] = say
    with pytest.raises(FetchRefused, match="more than 5 times"):
        fetcher.feed(web.url("/feed"), NONE)


def test_at_the_end_nobody_waits_for_a_server_that_does_not_answer(web: Web) -> None:
    ending = threading.Event()
    failed: list[BriefingError] = []

    def wait(asked: Asked) -> Said:
        ending.wait(30)
        return Said(b"x")

    def ask(fetcher: HttpFetcher, path: str) -> None:
        try:
            fetcher.feed(web.url(path), NONE)
        except BriefingError as error:
            failed.append(error)

    web.says |= {"/1": wait, "/2": wait}
    began = time.monotonic()
    with HttpFetcher(options(total_seconds=60.0), HeldClock(NOON)) as fetcher:
        threads = [threading.Thread(target=ask, args=(fetcher, path)) for path in ("/1", "/2")]
        for thread in threads:
            thread.start()
        while not web.asked:
            time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert time.monotonic() - began < 20
    assert [type(error) for error in failed] == [FetchFailed, FetchFailed]
    with pytest.raises(FetchFailed, match="stopping"):
        fetcher.page(web.url("/1"))
    ending.set()


HEADS = st.sampled_from(
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", b"HTTP/1.1 302 "]
)
HEADER = st.tuples(
    st.sampled_from(
        [b"Location", b"Content-Length", b"Content-Encoding", b"Transfer-Encoding", b"ETag", b"Set-Cookie"]
    ),
    st.binary(max_size=40) | st.sampled_from([b"gzip", b"chunked", b"5", b"/next", b"//", b"http://[", b"a=b; Path=/"]),
)


@given(
    status=st.sampled_from([200, 302, 304, 404, 503, 999]),
    headers=st.lists(HEADER, max_size=4),
    body=st.binary(max_size=60),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_server_answers_is_an_answer_or_an_error_of_ours(
    web: Web, fetcher: HttpFetcher, status: int, headers: list[tuple[bytes, bytes]], body: bytes
) -> None:
    head = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
    web.says["/feed"] = Said(raw=b"HTTP/1.1 %d Words\r\n%s\r\n%s" % (status, head, body))
    try:
        answer = fetcher.feed(web.url("/feed"), Validators('"a"'))
    except BriefingError as error:
        assert error.culprit == web.url("/feed")
        assert error.reason
    else:
        assert (status, answer.not_modified) in ((200, False), (304, True))


@given(raw=st.binary(min_size=1, max_size=80), head=HEADS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_at_all_are_an_answer_or_an_error_of_ours(
    web: Web, fetcher: HttpFetcher, raw: bytes, head: bytes
) -> None:
    web.says["/feed"] = Said(raw=head + raw)
    try:
        fetcher.feed(web.url("/feed"), NONE)
    except BriefingError as error:
        assert error.culprit == web.url("/feed")
