"""One SMTP conversation (RFC 5321): commands out, replies in, and no step that outlasts its time."""

from __future__ import annotations

import re
import select
import socket
import ssl
import time
from dataclasses import dataclass

__all__ = ["Broken", "Reply", "Talk"]

_LONGEST_REPLY = 2**16  # bytes
_LINE = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?", re.DOTALL)


class Broken(Exception):
    """The conversation cannot go on: connection lost, time over, or an answer that is no SMTP."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's reply: its code, and its words line by line."""

    code: int
    lines: tuple[str, ...]

    @property
    def good(self) -> bool:
        """2xx."""
        return 200 <= self.code < 300

    def __str__(self) -> str:
        return " ".join([str(self.code), *self.lines]).rstrip()


class Talk:
    """A connection. `patience`: seconds for each reply; `until`: when all must be over (monotonic)."""

    def __init__(self, connection: socket.socket, patience: float, until: float) -> None:
        self._connection = connection
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._patience = patience
        self._heard = b""
        self.until = until

    @property
    def here(self) -> str:
        """Our own address as EHLO wants it (RFC 5321, 4.1.3)."""
        address = str(self._connection.getsockname()[0])
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """TLS from here on. Broken where something was said before it (RFC 3207: injected by somebody else)."""
        if self._heard:
            raise Broken("the server spoke between STARTTLS and TLS: somebody may be injecting words")
        self._connection.settimeout(self._left())
        try:
            self._connection = context.wrap_socket(self._connection, server_hostname=host)
        except ssl.SSLCertVerificationError as error:
            raise Broken(f"the server's certificate is not to be trusted: {error.verify_message}") from error
        except OSError as error:
            raise Broken(f"TLS failed: {_words(error)}") from error

    def ask(self, command: str) -> Reply:
        """Sends one command and waits for its reply."""
        self.say(command.encode() + b"\r\n")
        return self.hear()

    def say(self, what: bytes) -> None:
        """Sends bytes as they are."""
        self._connection.settimeout(self._left())
        try:
            self._connection.sendall(what)
        except OSError as error:
            raise Broken(_words(error)) from error

    def hear(self) -> Reply:
        """The next reply, all of its lines."""
        until = time.monotonic() + self._left()
        code, lines, size = 0, list[str](), 0
        while True:
            line = self._line(until)
            size += len(line)
            found = _LINE.fullmatch(line)
            if found is None or size > _LONGEST_REPLY or (code and int(found[1]) != code):
                raise Broken(f"an answer that is no SMTP: {line[:60].decode('ascii', 'replace')!r}")
            code = int(found[1])
            lines.append(_shown(found[3] or b""))
            if found[2] != b"-":
                return Reply(code, tuple(lines))

    def check(self) -> None:
        """Broken where the server has already hung up; what it says too early is kept for the next `hear`."""
        try:
            if select.select([self._connection], [], [], 0)[0]:
                self._connection.settimeout(0)
                piece = self._connection.recv(4096)
                if not piece:
                    raise Broken("the server hung up")
                self._heard += piece
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        except OSError as error:
            raise Broken(_words(error)) from error

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()

    def _line(self, until: float) -> bytes:
        while b"\n" not in self._heard:
            left = until - time.monotonic()
            if left <= 0:
                raise Broken("the server did not answer in time")
            self._connection.settimeout(left)
            try:
                piece = self._connection.recv(4096)
            except TimeoutError as error:
                raise Broken("the server did not answer in time") from error
            except OSError as error:
                raise Broken(_words(error)) from error
            if not piece:
                raise Broken("the server hung up")
            self._heard += piece
            if len(self._heard) > _LONGEST_REPLY:
                raise Broken("an answer without end")
        line, _, self._heard = self._heard.partition(b"\n")
        return line.removesuffix(b"\r")

    def _left(self) -> float:
        left = min(self._patience, self.until - time.monotonic())
        if left <= 0:
            raise Broken("the time for one message is over")
        return left


def _shown(line: bytes) -> str:
    """A server's words as they may be stored and shown on a terminal: nothing that is no visible character."""
    text = line.decode("utf-8", "replace").strip()
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _words(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
