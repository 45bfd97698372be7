"""The fetcher itself: turns at hosts, redirects, caps and what becomes of each answer."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

import httpcore2
import httpx2

from briefing.adapters.http.addresses import Resolve, system_addresses
from briefing.adapters.http.body import ENCODINGS, read_body, size
from briefing.adapters.http.cookies import Jar
from briefing.adapters.http.network import GuardedBackend, Limits
from briefing.adapters.http.options import FetchOptions
from briefing.adapters.http.robots import Robots
from briefing.adapters.http.statuses import REDIRECTS, refusal, retry_after, short
from briefing.errors import FetchFailed, FetchRefused, FetchTimeout, Refused, TooLarge, Transient
from briefing.model import Fetched, Validators
from briefing.ports import Answer, Clock

__all__ = ["HttpFetcher"]

_FEED = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_PAGE = "text/html, application/xhtml+xml, */*;q=0.5"
_ROBOTS_BYTES = 500 * 1024  # what RFC 9309, 2.5 asks a crawler to read
_LEFTOVER = 2**16  # bytes of a redirect's or an error's body that are read, so that the connection can be used again


@dataclass(frozen=True, slots=True)
class _Request:
    """`url` is the address as asked for: what errors name."""

    url: str
    limit: int
    headers: Mapping[str, str] = field(default_factory=dict)
    robots: bool = False  # whether robots.txt has a say
    cut: bool = False  # at the limit the answer is cut, not refused

    def with_cookies(self, cookies: str) -> _Request:
        return replace(self, headers={**self.headers, "Cookie": cookies}) if cookies else self


@dataclass(frozen=True, slots=True)
class _Reply:
    url: httpx2.URL
    status: int
    headers: httpx2.Headers
    body: bytes = b""


class HttpFetcher:
    """Fulfils ports.Fetcher, for any number of threads. A context manager: at its end all connections are cut.

    A thread that is still at work then gets FetchFailed at once: a source left behind delays nobody.

    `resolve` gives a host's addresses as texts (OSError where it has none).
    """

    def __init__(self, options: FetchOptions, clock: Clock, resolve: Resolve = system_addresses) -> None:
        self._options = options
        self._clock = clock
        self._limits = Limits(threading.Event())
        self._way_out = GuardedBackend(options, resolve, self._limits)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_trust(options),
            max_connections=None,
            max_keepalive_connections=32,
            keepalive_expiry=10.0,
            network_backend=self._way_out,
        )
        self._turns: dict[str, threading.Semaphore] = {}
        self._turn = threading.Lock()
        self._robots = Robots(options.token, self._rules)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._way_out.close()
        self._pool.close()

    def feed(self, url: str, validators: Validators) -> Answer:
        """Fulfils ports.Fetcher.feed. Where a 304 brings no validators of its own, those sent stay good."""
        known = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
        conditions = {name: value for name, value in known.items() if short(value)}
        request = _Request(url, self._options.feed_bytes, {"Accept": _FEED, **conditions})
        reply = self._followed(request)
        if reply.status == 304 and conditions:
            given = _validators(reply)
            kept = Validators(given.etag or validators.etag, given.last_modified or validators.last_modified)
            return Answer(self._fetched(url, reply), str(reply.url), True, kept)
        return self._answer(url, reply)

    def page(self, url: str) -> Answer:
        """Fulfils ports.Fetcher.page."""
        return self._answer(url, self._followed(_Request(url, self._options.page_bytes, {"Accept": _PAGE}, True)))

    def _answer(self, url: str, reply: _Reply) -> Answer:
        if reply.status != 200:
            raise refusal(url, reply.status, retry_after(reply.headers.get("retry-after", ""), self._clock.now()))
        return Answer(self._fetched(url, reply), str(reply.url), False, _validators(reply))

    def _fetched(self, url: str, reply: _Reply) -> Fetched:
        return Fetched(url, self._clock.now(), reply.body, short(reply.headers.get("content-type", "")))

    def _rules(self, url: str) -> str:
        """The text of a robots.txt; an answer that does not say 200 is raised as for any other address."""
        reply = self._followed(_Request(url, _ROBOTS_BYTES, cut=True))
        if reply.status != 200:
            raise refusal(url, reply.status, retry_after(reply.headers.get("retry-after", ""), self._clock.now()))
        return reply.body.decode("utf-8", "replace")

    def _followed(self, request: _Request) -> _Reply:
        """The first answer that is no redirect. Each step is checked like the first, all share one time limit."""
        place = _address(request.url, request.url)
        left, seen, jar = self._options.total_seconds, set[tuple[str, str]](), Jar()
        for _ in range(self._options.redirects + 1):
            step = str(place), jar.header(place)
            if step in seen:
                raise FetchRefused(request.url, "redirects in a circle")
            seen.add(step)
            if request.robots:
                self._robots.check(_origin(place), str(place), request.url)
            with self._turn_at(place.host):
                began = time.monotonic()
                reply = self._asked(place, request.with_cookies(step[1]), began + left)
                left -= time.monotonic() - began
            if reply.status not in REDIRECTS or "location" not in reply.headers:
                return reply
            jar.keep(place, reply.headers)
            place = _target(place, reply.headers["location"], request.url)
        raise FetchRefused(request.url, f"redirects more than {self._options.redirects} times")

    @contextmanager
    def _turn_at(self, host: str) -> Iterator[None]:
        with self._turn:
            turn = self._turns.setdefault(host, threading.Semaphore(self._options.connections_per_host))
        with turn:
            yield

    def _asked(self, place: httpx2.URL, request: _Request, until: float) -> _Reply:
        """One request and its answer, with the errors of the network as ours."""
        self._limits.until = until
        try:
            return self._answered(place, request)
        except httpcore2.ConnectTimeout as error:
            raise FetchTimeout(request.url, f"no connection within {self._options.connect_seconds:.0f} s") from error
        except httpcore2.TimeoutException as error:
            raise FetchTimeout(request.url, f"no whole answer within {self._options.total_seconds:.0f} s") from error
        except httpcore2.ConnectError as error:
            raise FetchFailed(request.url, f"no connection ({_cause(error)})") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise FetchFailed(request.url, f"the connection broke ({_cause(error)})") from error
        except (Refused, Transient) as error:  # of the address, which the guard names by its host
            raise _named(error, request.url) from error
        finally:
            self._limits.until = float("inf")

    def _answered(self, place: httpx2.URL, request: _Request) -> _Reply:
        response = self._response(place, request)
        headers = httpx2.Headers(response.headers)
        reply = _Reply(place, response.status, headers)
        try:
            pieces = response.iter_stream()
            if response.status == 200:
                _fits(headers.get("content-length", ""), request)
                encoding = headers.get("content-encoding", "")
                body = read_body(pieces, encoding, request.limit, request.url, cut=request.cut)
                return _Reply(place, 200, headers, body)
            self._limits.until = min(self._limits.until, time.monotonic() + 1)
            with suppress(httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError, TooLarge):
                read_body(pieces, "", _LEFTOVER, request.url)
            return reply
        finally:
            self._limits.until = float("inf")
            response.close()

    def _response(self, place: httpx2.URL, request: _Request) -> httpcore2.Response:
        """Asks again once where a connection kept from before turns out to be closed (RFC 9112, 9.3.1)."""
        headers = {"Host": place.netloc.decode("ascii"), "User-Agent": self._options.introduction}
        sent = headers | {"Accept": "*/*", "Accept-Encoding": ENCODINGS} | dict(request.headers)
        asked = httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=place.raw_scheme, host=place.raw_host, port=place.port, target=place.raw_path),
            headers=list(sent.items()),
            extensions={"timeout": {"connect": self._options.connect_seconds}},
        )
        self._limits.opened = False
        try:
            return self._pool.handle_request(asked)
        except (httpcore2.NetworkError, httpcore2.RemoteProtocolError):
            if self._limits.opened:
                raise
            return self._pool.handle_request(asked)


def _trust(options: FetchOptions) -> ssl.SSLContext:
    if options.authorities:
        return ssl.create_default_context(cafile=options.authorities)
    return httpx2.create_ssl_context()


def _address(text: str, asked: str) -> httpx2.URL:
    """A parsed address that may be asked: http or https, a host, nobody's name and password."""
    try:
        place = httpx2.URL(text).copy_with(fragment=None)
        host = place.raw_host.decode("ascii")
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise FetchRefused(asked, "is no address on the web") from error
    if place.scheme not in ("http", "https"):
        raise FetchRefused(asked, f"{place.scheme or 'no scheme'} is neither http nor https")
    if not host:
        raise FetchRefused(asked, "has no host")
    if place.port is not None and not 0 < place.port < 2**16:
        raise FetchRefused(asked, f"{place.port} is no port")
    if place.userinfo:
        raise FetchRefused(asked, "carries a user name; we log in nowhere")
    return place


def _target(place: httpx2.URL, location: str, asked: str) -> httpx2.URL:
    try:
        joined = str(place.join(location))
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise FetchRefused(asked, "redirects to what is no address on the web") from error
    return _address(joined, asked)


def _fits(announced: str, request: _Request) -> None:
    """Nothing is read of a body that says itself that it is too large."""
    if announced.isdecimal() and int(announced[:18]) > request.limit and not request.cut:
        raise TooLarge(request.url, f"the answer is larger than {size(request.limit)}")


def _origin(place: httpx2.URL) -> str:
    return f"{place.scheme}://{place.netloc.decode('ascii')}"


def _validators(reply: _Reply) -> Validators:
    return Validators(short(reply.headers.get("etag", "")), short(reply.headers.get("last-modified", "")))


def _cause(error: Exception) -> str:
    """The system's own words: what was wrong with the connection or the certificate."""
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def _named(error: Refused | Transient, url: str) -> Refused | Transient:
    if isinstance(error, Transient):
        return type(error)(url, error.reason, error.retry_after)
    return type(error)(url, error.reason)
