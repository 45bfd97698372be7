"""The way out: connects to checked addresses only, and ends with the request's time."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from weakref import WeakSet

import httpcore2

from briefing.adapters.http.addresses import Resolve, checked
from briefing.adapters.http.options import FetchOptions

__all__ = ["GuardedBackend", "Limits"]

_Watch = Callable[[httpcore2.NetworkStream], httpcore2.NetworkStream]
_SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Limits(threading.local):
    """Of the request this thread is at: when it must be over (monotonic), and whether it opened a connection."""

    until: float = float("inf")
    opened: bool = False

    def __init__(self, closed: threading.Event) -> None:
        self.closed = closed

    def left(self, timeout: float | None) -> float:
        """Seconds a step may take; raises ReadTimeout where there are none, ReadError where the fetcher is closed."""
        if self.closed.is_set():
            raise httpcore2.ReadError("we are stopping")
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the request's time is over")
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolves a name once, checks every address, and connects to one of those; no proxy, no environment."""

    def __init__(self, options: FetchOptions, resolve: Resolve, limits: Limits) -> None:
        self._options = options
        self._resolve = resolve
        self._limits = limits
        self._sockets = httpcore2.SyncBackend()
        self._open: WeakSet[socket.socket] = WeakSet()
        self._turn = threading.Lock()

    def close(self) -> None:
        """Cuts every connection, so that whoever waits at one stops waiting."""
        self._limits.closed.set()
        with self._turn:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def watch(self, stream: httpcore2.NetworkStream) -> httpcore2.NetworkStream:
        """The stream, guarded, and cut at the end."""
        connection = stream.get_extra_info("socket")
        with self._turn:
            self._open.add(connection)
        return _GuardedStream(stream, self._limits, self.watch)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore2.NetworkStream:
        """Raises FetchRefused, FetchFailed and FetchTimeout of ours, and httpcore2's ConnectError."""
        self._limits.opened = True
        recorded = self._options.connect_to.get(host)
        if recorded:
            return self._guarded(*recorded, timeout)
        networks, seconds = self._options.allow_networks, self._limits.left(timeout)
        addresses = checked(host.strip("[]"), port, self._resolve, networks, seconds)
        for address in addresses[:-1]:
            try:
                return self._guarded(address, port, timeout)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._guarded(addresses[-1], port, timeout)

    def _guarded(self, address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        return self.watch(self._sockets.connect_tcp(address, port, self._limits.left(timeout)))


class _GuardedStream(httpcore2.NetworkStream):
    """A connection on which no step outlasts the request: a server that sends a byte a second gains nothing."""

    def __init__(self, stream: httpcore2.NetworkStream, limits: Limits, watch: _Watch) -> None:
        self._stream = stream
        self._limits = limits
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the connection itself."""
        return self._stream.read(max_bytes, self._limits.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the connection itself."""
        self._stream.write(buffer, self._limits.left(timeout))

    def close(self) -> None:
        """As the connection itself."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """TLS, checked against the host's name as asked for, not against the address."""
        return self._watch(self._stream.start_tls(ssl_context, server_hostname, self._limits.left(timeout)))

    def get_extra_info(self, info: str) -> object:
        """As the connection itself."""
        return self._stream.get_extra_info(info)
