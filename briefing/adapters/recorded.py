"""A recorded web: a real HTTP server on 127.0.0.1 that answers for many hosts from a folder."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources.abc import Traversable
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

__all__ = ["RecordedWeb"]

_TYPES = {".html": "text/html", ".txt": "text/plain", ".json": "application/feed+json", ".atom": "application/atom+xml"}
_MODIFIED = "Mon, 23 Nov 2026 05:45:00 GMT"


class RecordedWeb:
    """Serves folder/HOST/PATH for every Host that has a folder; ETag and Last-Modified are honoured."""

    def __init__(self, folder: Traversable) -> None:
        self._hosts = {child.name: child for child in folder.iterdir() if child.is_dir()}
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.hosts = self._hosts
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def connect_to(self) -> Mapping[str, tuple[str, int]]:
        """Each recorded host, with the address and port that answer for it."""
        return dict.fromkeys(sorted(self._hosts), ("127.0.0.1", self._server.server_address[1]))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    hosts: Mapping[str, Traversable]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answers with the recorded bytes, 304 where the asker has them, 404 where nothing was recorded."""
        found = self._recorded()
        if found is None:
            self._reply(404, b"not recorded\n", {"Content-Type": "text/plain"})
            return
        body, kind = found
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Last-Modified": _MODIFIED}
        if self.headers.get("If-None-Match") == tag:
            self._reply(304, b"", headers)
        else:
            self._reply(200, body, headers | {"Content-Type": f"{kind}; charset=utf-8"})

    def _recorded(self) -> tuple[bytes, str] | None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        place = self.server.hosts.get(host)
        names = [unquote(name) for name in urlsplit(self.path).path.split("/") if name]
        if place is None or not names or any(name in (".", "..") or "/" in name for name in names):
            return None
        for name in names:
            place = place / name
        if not place.is_file():
            return None
        body = place.read_bytes()
        ending = names[-1][names[-1].rfind(".") :] if "." in names[-1] else ""
        return body, _TYPES.get(ending, "application/atom+xml" if b"<feed" in body[:400] else "application/rss+xml")

    def _reply(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
