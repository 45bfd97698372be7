"""A mail server, as named by a URL: where it is, how the connection is protected, who logs in."""

from __future__ import annotations

import base64
import re
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from briefing.adapters.channels.talk import Broken, Reply, Talk
from briefing.errors import ChannelDown, ConfigError

__all__ = ["Greeted", "Server"]

_Scheme = Literal["smtp", "smtps", "smtp+starttls"]
_PORTS: Mapping[_Scheme, int] = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_SETTING = "smtp.url"


@dataclass(frozen=True, slots=True)
class Greeted:
    """An open conversation, past greeting and login, and what the server offers: keyword to its parameters."""

    talk: Talk
    offers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    """One of smtp://, smtps:// and smtp+starttls://, with user:password and ?ca=FILE (certificates to trust)."""

    scheme: _Scheme
    host: str
    port: int
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    authorities: str = ""

    @classmethod
    def of(cls, url: str) -> Server:
        """Raises ConfigError, which never holds the URL itself: there is a password in it."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:  # not "from": its text repeats a part of the URL, which may be of the password
            raise ConfigError(_SETTING, "is no URL; write smtp+starttls://user:password@mail.example.org:587") from None
        scheme = next((known for known in _PORTS if known == parts.scheme), None)
        if scheme is None or not host:
            raise ConfigError(_SETTING, "begins with smtp+starttls://, smtps:// or smtp://, and names a host")
        wishes = parse_qs(parts.query)
        if parts.path.strip("/") or parts.fragment or set(wishes) - {"ca"}:
            reason = "has something after the port; write a / in a user name or password as %2F, a # as %23"
            raise ConfigError(_SETTING, reason)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if user and scheme == "smtp" and not _loopback(host):
            raise ConfigError(_SETTING, "would send the password in the clear; use smtp+starttls:// or smtps://")
        return cls(scheme, host, port or _PORTS[scheme], user, password, wishes.get("ca", [""])[0])

    @property
    def place(self) -> str:
        """Host and port: what errors name."""
        return f"{self.host}:{self.port}"

    def connect(self, patience: float, longest: float) -> Greeted:
        """Connects, protects, logs in. Raises ChannelDown with the reason; no password ever stands in it."""
        try:
            context = self._context()
            connection = socket.create_connection((self.host, self.port), min(patience, longest))
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error) or "no answer"
            raise ChannelDown(self.place, f"no connection to the mail server: {reason}") from error
        talk = Talk(connection, patience, time.monotonic() + longest)
        try:
            return self._greeted(talk, context)
        except Broken as error:
            talk.close()
            raise ChannelDown(self.place, str(error)) from error
        except ChannelDown:
            talk.close()
            raise

    def _context(self) -> ssl.SSLContext | None:
        return None if self.scheme == "smtp" else ssl.create_default_context(cafile=self.authorities or None)

    def _greeted(self, talk: Talk, context: ssl.SSLContext | None) -> Greeted:
        if self.scheme == "smtps" and context:
            talk.encrypt(context, self.host)
        self._expect(talk.hear(), "the greeting")
        offers = self._hello(talk)
        if self.scheme == "smtp+starttls" and context:
            if "STARTTLS" not in offers:
                raise ChannelDown(self.place, "the server offers no STARTTLS, and nothing is sent without it")
            self._expect(talk.ask("STARTTLS"), "STARTTLS")
            talk.encrypt(context, self.host)
            offers = self._hello(talk)
        if self.user:
            self._log_in(talk, offers.get("AUTH", "").upper().split())
        return Greeted(talk, offers)

    def _hello(self, talk: Talk) -> Mapping[str, str]:
        """What the server offers; an old one that knows no EHLO offers nothing."""
        reply = talk.ask(f"EHLO {talk.here}")
        if reply.code in (500, 502) and self.scheme == "smtp":
            self._expect(talk.ask(f"HELO {talk.here}"), "HELO")
            return {}
        self._expect(reply, "EHLO")
        words = [line.replace("=", " ", 1).partition(" ") for line in reply.lines[1:]]
        return {keyword.upper(): rest.strip() for keyword, _, rest in words}

    def _log_in(self, talk: Talk, ways: list[str]) -> None:
        """AUTH PLAIN (RFC 4616), else LOGIN."""
        if "PLAIN" in ways:
            self._expect(talk.ask(f"AUTH PLAIN {_encoded(chr(0) + self.user + chr(0) + self.password)}"), "the login")
        elif "LOGIN" in ways:
            self._expect(talk.ask("AUTH LOGIN"), "the login", 3)
            self._expect(talk.ask(_encoded(self.user)), "the login", 3)
            self._expect(talk.ask(_encoded(self.password)), "the login")
        else:
            raise ChannelDown(self.place, "the server offers no login that we know (AUTH PLAIN or LOGIN)")

    def _expect(self, reply: Reply, step: str, kind: int = 2) -> None:
        if reply.code // 100 != kind:
            raise ChannelDown(self.place, f"the server refuses {step}: {self._masked(str(reply))}")

    def _masked(self, text: str) -> str:
        """Some servers say again what they were told. The longest form first: others may stand within it."""
        secrets = (_encoded(chr(0) + self.user + chr(0) + self.password), _encoded(self.password), self.password)
        for secret in secrets if self.password else ():
            text = re.sub(re.escape(secret), "***", text)
        return text


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
