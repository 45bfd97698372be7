"""Real servers on 127.0.0.1 that answer as a test wants."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

from briefing.adapters.http import FetchOptions

__all__ = ["Asked", "Canary", "Said", "Web", "canary", "certificate", "options", "web"]

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


@dataclass(frozen=True)
class Said:
    """An answer. `raw` is sent instead of everything else, and the connection closed."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes = b""
    chunks: Callable[[], Iterator[bytes]] | None = None


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]
    connection: tuple[str, int]


class Web:
    """Answers by path; remembers what was asked, and how many were at it at once."""

    def __init__(self) -> None:
        self.says: dict[str, Said | Callable[[Asked], Said]] = {}
        self.asked: list[Asked] = []
        self.at_once = 0
        self.most_at_once = 0
        self.turn = threading.Lock()
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:
        asked = Asked(self.path, dict(self.headers.items()), self.client_address)
        with self.web.turn:
            self.web.asked.append(asked)
            self.web.at_once += 1
            self.web.most_at_once = max(self.web.most_at_once, self.web.at_once)
        said = self.web.says.get(self.path, Said(b"not here", 404))
        try:
            self.answer(said if isinstance(said, Said) else said(asked))
        finally:
            with self.web.turn:
                self.web.at_once -= 1

    def answer(self, said: Said) -> None:
        if said.raw or said.chunks:
            self.close_connection = True
            try:
                self.wfile.write(said.raw)
                for chunk in said.chunks() if said.chunks else ():
                    self.wfile.write(chunk)
            except OSError:
                pass
            return
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if said.status != 304:
            self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        self.wfile.write(said.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def web(address: str = "127.0.0.1", port: int = 0, context: ssl.SSLContext | None = None) -> Iterator[Web]:
    served = Web()
    handler = type("Handler", (_Handler,), {"web": served})
    server = _Server((address, port), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Canary:
    """Counts who connects: nobody may."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connections = 0


@contextmanager
def canary(port: int = 0) -> Iterator[Canary]:
    """Listens on all of 127.0.0.0/8 and on ::1, where the machine has that."""
    with socket.create_server(("0.0.0.0", port)) as listener:
        watched = Canary(listener.getsockname()[1])
        listener.settimeout(0.05)
        ending = threading.Event()

        def count() -> None:
            while not ending.is_set():
                try:
                    listener.accept()[0].close()
                    watched.connections += 1
                except TimeoutError:
                    continue

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        try:
            yield watched
        finally:
            ending.set()
            thread.join()


def options(**changes: object) -> FetchOptions:
    """Quick to give up, and free to reach this machine."""
    usual: dict[str, object] = {
        "user_agent": "verbatim-briefing/0.1",
        "contact": "desk@example.org",
        "allow_networks": LOOPBACK,
        "connect_seconds": 1.0,
        "total_seconds": 1.5,
    }
    return FetchOptions(**(usual | changes))  # type: ignore[arg-type]


def certificate(folder: Path, *names: str) -> Path:
    """A certificate that vouches for itself, for these host names, with its key, in one PEM file."""
    pem, key = folder / "certificate.pem", folder / "key.pem"
    alternatives = ",".join(f"DNS:{name}" for name in names)
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(pem), "-days", "30", "-subj", f"/CN={names[0]}"]
    command += ["-addext", f"subjectAltName={alternatives}"]
    subprocess.run(command, check=True, capture_output=True)
    pem.write_bytes(pem.read_bytes() + key.read_bytes())
    return pem
