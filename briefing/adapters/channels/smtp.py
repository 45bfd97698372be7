"""Hands messages to a mail server (RFC 5321) over one connection, and says what became of each."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from briefing.adapters.channels.server import Greeted, Server
from briefing.adapters.channels.talk import Broken, Reply, Talk
from briefing.errors import ChannelDown
from briefing.model import Receipt
from briefing.ports import Envelope

__all__ = ["SmtpChannel"]

_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_DOT = re.compile(rb"(?m)^\.")
_ADDRESS = re.compile(r"[^\x00-\x20\x7f-\x9f<>@\"\\]{1,64}@[^\x00-\x20\x7f-\x9f<>@\"\\]{1,255}")
_OURS = frozenset({530, 535, 538})  # "log in first": about our configuration, not about the reader (RFC 4954)


class SmtpChannel:
    """Fulfils ports.Channel.

    `patience`: seconds for one step of the conversation. `longest`: seconds for one message, from its first command
    to the answer after its last dot; below the ledger's lease, so that nobody takes the message up meanwhile.
    Raises ConfigError for a URL that is none, or that would send a password in the clear.
    """

    def __init__(self, url: str, patience: float = 60.0, longest: float = 90.0) -> None:
        self._server = Server.of(url)
        self._patience = patience
        self._longest = longest

    @contextmanager
    def open(self) -> Iterator[_Session]:
        """Connects and logs in; raises ChannelDown, with the server's words, where that fails."""
        session = _Session(self._server, self._patience, self._longest)
        session.connect()
        try:
            yield session
        finally:
            session.quit()


class _Session:
    """Fulfils ports.ChannelSession."""

    def __init__(self, server: Server, patience: float, longest: float) -> None:
        self._server = server
        self._patience = patience
        self._longest = longest
        self._open: Greeted | None = None

    def connect(self) -> Greeted:
        """The open conversation; raises ChannelDown."""
        if self._open is None:
            self._open = self._server.connect(self._patience, self._longest)
        return self._open

    def send(self, envelope: Envelope, message: bytes) -> Receipt:
        """Fulfils ports.ChannelSession.send. A connection that broke is made anew for the next message."""
        until = time.monotonic() + self._longest
        try:
            greeted = self.connect()
            greeted.talk.until = until
            if reason := _unfit(envelope, message, greeted.offers):
                return Receipt("refused", reason)
            if refused := self._announced(greeted, envelope, message):
                return self._ended(refused)
            greeted.talk.say(_stuffed(message))
            greeted.talk.check()
        except ChannelDown as error:
            return Receipt("deferred", str(error))
        except Broken as error:
            self._drop()
            return Receipt("deferred", f"connection lost before the message was handed over: {error}")
        return self._finished(greeted.talk)

    def _announced(self, greeted: Greeted, envelope: Envelope, message: bytes) -> Reply | None:
        """Envelope and DATA; the reply that ends the matter, None where the server waits for the message."""
        talk = greeted.talk
        wanted = _wishes(envelope, message, greeted.offers)
        sender, recipient = (_on_the_wire(a) for a in (envelope.sender, envelope.recipient))
        reply = talk.ask(" ".join([f"MAIL FROM:<{sender}>", *wanted]))
        if not reply.good:
            return reply
        reply = talk.ask(f"RCPT TO:<{recipient}>")
        if reply.good:
            reply = talk.ask("DATA")
            if reply.code == 354:
                return None
            if reply.good:
                raise Broken(f"an answer to DATA that means nothing: {reply}")
        with suppress(Broken):
            talk.ask("RSET")
        return reply

    def _ended(self, reply: Reply) -> Receipt:
        """A message that was not handed over."""
        if reply.code == 421:
            self._drop()
        if reply.code >= 500 and reply.code not in _OURS:
            return Receipt("refused", str(reply))
        return Receipt("deferred", str(reply))

    def _finished(self, talk: Talk) -> Receipt:
        """Sends the last dot. From here to the server's answer nobody knows whether the message was taken."""
        try:
            talk.say(b".\r\n")
            reply = talk.hear()
            if reply.code // 100 == 3:
                raise Broken(f"an answer that means nothing here: {reply}")
        except Broken as error:
            self._drop()
            return Receipt("uncertain", f"connection lost before the server answered the message: {error}")
        return Receipt("accepted", str(reply)) if reply.good else self._ended(reply)

    def quit(self) -> None:
        """Takes leave, if there is still somebody to take it from."""
        if self._open is not None:
            with suppress(Broken):
                self._open.talk.until = time.monotonic() + min(self._patience, 5.0)
                self._open.talk.ask("QUIT")
        self._drop()

    def _drop(self) -> None:
        if self._open is not None:
            self._open.talk.close()
        self._open = None


def _unfit(envelope: Envelope, message: bytes, offers: Mapping[str, str]) -> str:
    """Why this message cannot go to this server at all, "" where it can."""
    for address in (envelope.sender, envelope.recipient):
        if not _ADDRESS.fullmatch(address):
            return f"no mail address: {address[:80]!r}"
        if not address.rpartition("@")[0].isascii() and "SMTPUTF8" not in offers:
            return "the address has letters beyond ASCII before the @, and the server does not take those (SMTPUTF8)"
        if not _on_the_wire(address):
            return f"no domain: {address.rpartition('@')[2][:80]!r}"
    if _BARE.search(message):
        return "the message has line ends other than CR LF; it would be read differently by different servers"
    if not message.isascii() and "8BITMIME" not in offers:
        return "the message has 8-bit text, and the server does not take that (8BITMIME)"
    most = offers.get("SIZE", "")
    if most.isdigit() and 0 < int(most) < len(message):
        return f"the message has {len(message)} bytes, the server takes {most} at most"
    return ""


def _wishes(envelope: Envelope, message: bytes, offers: Mapping[str, str]) -> list[str]:
    """Parameters of MAIL (RFC 1870, 6152, 6531)."""
    international = not _on_the_wire(envelope.sender).isascii() or not _on_the_wire(envelope.recipient).isascii()
    wanted = [f"SIZE={len(message)}"] if "SIZE" in offers else []
    wanted += ["BODY=8BITMIME"] if not message.isascii() else []
    return wanted + (["SMTPUTF8"] if international else [])


def _on_the_wire(address: str) -> str:
    """The domain as IDNA, unless the part before the @ needs SMTPUTF8 anyway. "" where the domain is none."""
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""


def _stuffed(message: bytes) -> bytes:
    """As it goes between DATA and the last dot (RFC 5321, 4.5.2)."""
    text = _DOT.sub(b"..", message)
    return text if text.endswith(b"\r\n") else text + b"\r\n"
