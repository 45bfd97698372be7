"""A mail server on 127.0.0.1 that says, at each step, what a test wants, or nothing, or hangs up."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["CLOSE", "HANG", "RESET", "SLOW", "Mailing", "mailing"]

CLOSE = b"\0close"
RESET = b"\0reset"  # RST instead of FIN
HANG = b"\0hang"
SLOW = b"\0slow"  # a byte now and then, for ever
USUAL = {
    "greeting": b"220 mx.example.org ESMTP",
    "EHLO": b"250-mx.example.org\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES",
    "HELO": b"250 mx.example.org",
    "MAIL": b"250 2.1.0 ok",
    "RCPT": b"250 2.1.5 ok",
    "DATA": b"354 go on",
    "dot": b"250 2.0.0 queued as 4711",
    "RSET": b"250 2.0.0 ok",
    "QUIT": b"221 2.0.0 bye",
    "STARTTLS": b"220 2.0.0 ready",
    "AUTH": b"235 2.7.0 welcome",
}


@dataclass
class Mailing:
    """`says` by step; a list is used up, one answer a connection. `taken` are messages that were answered with 250."""

    says: dict[str, bytes | list[bytes]] = field(default_factory=dict)
    port: int = 0
    commands: list[bytes] = field(default_factory=list)
    arrived: list[bytes] = field(default_factory=list)
    connections: int = 0
    pem: Path | None = None
    implicit: bool = False

    def url(self, scheme: str = "smtp", login: str = "", rest: str = "") -> str:
        return f"{scheme}://{login}localhost:{self.port}{rest}"

    def steps(self) -> list[str]:
        return [command.split(b" ")[0].split(b":")[0].decode("latin-1").upper() for command in self.commands]


class _Left(Exception):
    """The server is done with this connection."""


class _Conversation:
    def __init__(self, server: Mailing, connection: socket.socket, ending: threading.Event) -> None:
        self.server = server
        self.connection = connection
        self.ending = ending
        self.heard = b""
        self.mine = {step: said.pop(0) for step, said in server.says.items() if isinstance(said, list) and said}

    def run(self) -> None:
        try:
            if self.server.implicit:
                self.encrypt()
            self.say("greeting")
            while True:
                line = self.line()
                self.server.commands.append(line)
                step = line.split(b" ")[0].upper().decode("latin-1")
                self.say(step)
                if step == "DATA" and self.answer("DATA").startswith(b"354"):
                    self.message()
                if step == "STARTTLS" and self.answer(step).startswith(b"220"):
                    self.encrypt()
                if step == "QUIT":
                    return
        except (_Left, OSError):
            pass
        finally:
            self.connection.close()

    def message(self) -> None:
        lines = []
        while (line := self.line()) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        self.server.arrived.append(b"".join(line + b"\r\n" for line in lines))
        self.say("dot")

    def answer(self, step: str) -> bytes:
        said = self.mine.get(step, self.server.says.get(step, b""))
        return said if isinstance(said, bytes) and said else USUAL.get(step, b"500 5.5.1 what?")

    def say(self, step: str) -> None:
        said = self.answer(step)
        if said == HANG:
            self.ending.wait(20)
            raise _Left
        if said == RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise _Left
        if said == CLOSE:
            raise _Left
        if said == SLOW:
            while not self.ending.wait(0.03):
                self.connection.sendall(b"2")
            raise _Left
        self.connection.sendall(said if said.endswith(b"\n") or said.startswith(b"\0") else said + b"\r\n")

    def encrypt(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(str(self.server.pem))
        self.connection = context.wrap_socket(self.connection, server_side=True)

    def line(self) -> bytes:
        while b"\r\n" not in self.heard:
            piece = self.connection.recv(65536)
            if not piece:
                raise _Left
            self.heard += piece
        line, _, self.heard = self.heard.partition(b"\r\n")
        return line


@contextmanager
def mailing(
    says: Mapping[str, bytes | list[bytes]] | None = None, pem: Path | None = None, implicit: bool = False
) -> Iterator[Mailing]:
    ending = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Mailing(dict(says or {}), listener.getsockname()[1], pem=pem, implicit=implicit)
        listener.settimeout(0.05)

        def accept() -> None:
            while not ending.is_set():
                try:
                    connection = listener.accept()[0]
                except TimeoutError:
                    continue
                connection.settimeout(20)
                server.connections += 1
                threading.Thread(target=_Conversation(server, connection, ending).run, daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            ending.set()
            thread.join()
