"""The MIME skeleton and what fills its holes (RFC 5322, 2045 to 2047, 2369, 2919, 8058).

Bodies are encoded once, as quoted-printable. A hole in a body stands between two soft line breaks, so whatever fills
it never moves the lines around it. Nothing here folds or encodes an address or a link.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.header import Header
from email.utils import format_datetime
from html import escape

from briefing.compose.safety import clean
from briefing.errors import Refused
from briefing.model import EditionKey, Format, Sender, Skeleton

__all__ = ["Bodies", "Letterhead", "fill", "skeleton"]

_LINE = 76
_SOFT = b"=\r\n"
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_PLAIN_MAILBOX = re.compile(
    r"""(?:(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+|"[ !#-[\]-~]*")[ ]<[!#-'*+/-9=?A-Z^-~-]+@[A-Za-z0-9.-]+>"""
    r"""|[!#-'*+/-9=?A-Z^-~-]+@[A-Za-z0-9.-]+)"""
)
_ANY_MAILBOX = re.compile(r"(?:(?P<name>.*?)\s*)<(?P<address>[^<>]+)>|(?P<bare>[^<>]+)")
_LABEL = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the headers of an edition say."""

    key: EditionKey
    title: str
    subject: str
    sender: Sender


@dataclass(frozen=True, slots=True)
class Bodies:
    """The two bodies, in each of which `token` stands where the unsubscribe link goes; no HTML in format "text"."""

    text: str
    html: str
    token: str


def skeleton(letterhead: Letterhead, bodies: Bodies, form: Format) -> Skeleton:
    """The message with its holes. The same values give the same bytes."""
    shown = _unsubscribe(letterhead)
    pattern = _headers(letterhead) + (_alternative(letterhead.key.id, bodies) if form == "html" else _plain(bodies))
    pieces = re.split(rb"\x1a([a-z_]+)\x1a", pattern)
    return Skeleton(
        edition_id=letterhead.key.id,
        format=form,
        subject=letterhead.subject,
        parts=tuple(pieces[::2]),
        holes=tuple(name.decode("ascii") for name in pieces[1::2]),
        html=bodies.html.replace(bodies.token, escape(shown)) if form == "html" else "",
        text=bodies.text.replace(bodies.token, shown),
    )


def _unsubscribe(letterhead: Letterhead) -> str:
    return f"mailto:{letterhead.sender.reply_to or letterhead.sender.email}"


def _headers(letterhead: Letterhead) -> bytes:
    sender, key = letterhead.sender, letterhead.key
    fields = [
        ("From", mailbox("From", sender.name, sender.email)),
        ("To", "\x1ato\x1a"),
        ("Subject", words_of("Subject", letterhead.subject)),
        ("Date", format_datetime(key.press_time)),
        ("Message-ID", "\x1amessage_id\x1a"),
        ("Reply-To", _address(sender.reply_to) if sender.reply_to else ""),
        ("List-Id", _phrased("List-Id", letterhead.title, _list_id(key.briefing, sender.email))),
        ("List-Unsubscribe", "\x1alist_unsubscribe\x1a"),
        ("MIME-Version", "1.0"),
    ]
    return "".join(f"{name}: {value}\r\n" for name, value in fields if value).encode()


def _list_id(briefing: str, email: str) -> str:
    """Stable for a briefing and its sender's domain (RFC 2919, section 3)."""
    label = _LABEL.sub("-", briefing.lower()).strip("-") or hashlib.sha256(briefing.encode()).hexdigest()[:12]
    return f"{label}.{_ascii_domain(email.rpartition('@')[2])}"


def _plain(bodies: Bodies) -> bytes:
    return _part("plain", bodies.text, bodies.token, "unsubscribe_text")


def _alternative(edition_id: str, bodies: Bodies) -> bytes:
    boundary = "=_" + hashlib.sha256(edition_id.encode()).hexdigest()[:32]  # "=_" cannot stand in quoted-printable
    opening = f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'.encode()
    line = b"--" + boundary.encode()
    html = _part("html", bodies.html, bodies.token, "unsubscribe_html")
    return b"".join((opening, line, b"\r\n", _plain(bodies), line, b"\r\n", html, line, b"--\r\n"))


def _part(subtype: str, body: str, token: str, hole: str) -> bytes:
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    encoded = [quoted_printable(piece) for piece in body.split(token)]
    mark = _SOFT + f"\x1a{hole}\x1a".encode() + _SOFT
    return head.encode() + mark.join(encoded) + b"\r\n"


def quoted_printable(text: str) -> bytes:
    """RFC 2045, section 6.7: CRLF, lines of at most 76 octets, UTF-8; room is left for a soft break at the end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    encoded = binascii.b2a_qp(f"{lines}=".encode("utf-8", "replace"), istext=True).removesuffix(b"=3D")
    return encoded if "\n" in lines else encoded.replace(b"=\n", _SOFT)


def words_of(header: str, text: str) -> str:
    """Unstructured text for a header: as it is where plain ASCII, else as encoded-words, folded (RFC 2047)."""
    line = clean(text)
    if line.isascii() and "=?" not in line and len(header) + len(line) < _LINE:
        return line
    return Header(line, "utf-8", maxlinelen=_LINE - 1, header_name=header).encode(linesep="\r\n")


def mailbox(header: str, name: str, address: str) -> str:
    """A display name and an address; only the name is ever encoded."""
    return _phrased(header, name, _address(address)) if clean(name) else _address(address)


def _phrased(header: str, phrase: str, ident: str) -> str:
    """`phrase <ident>`, on two lines where one would be too long."""
    words = _quoted(header, phrase)
    last = len(words.rpartition("\r\n")[2]) + (0 if "\r\n" in words else len(header) + 2)
    return f"{words}\r\n <{ident}>" if last + len(ident) + 3 > _LINE else f"{words} <{ident}>"


def _quoted(header: str, name: str) -> str:
    line = clean(name)
    if not line.isascii() or "=?" in line or len(line) > _LINE - 20:
        return Header(line, "utf-8", maxlinelen=_LINE - 1, header_name=header).encode(linesep="\r\n")
    if _ATOMS.fullmatch(line):
        return line
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _address(address: str) -> str:
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain or _BREAKS.search(address) or any(mark in address for mark in "<> ,;"):
        raise Refused(repr(address), "not an address that a header can carry")
    return f"{local}@{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Refused(repr(domain), "not the name of a host") from error


def fill(skeleton: Skeleton, holes: Mapping[str, str]) -> bytes:
    """The finished message. Raises Refused where a value has a control character or a line break, or one is missing."""
    pieces = [skeleton.parts[0]]
    for name, part in zip(skeleton.holes, skeleton.parts[1:], strict=True):
        value = holes.get(name)
        if value is None:
            raise Refused(name, "nothing to fill this hole of the message")
        if _BREAKS.search(value):
            raise Refused(name, "a line break or control character may not enter a message")
        pieces.append(_ENCODED[name](value))
        pieces.append(part)
    return b"".join(pieces)


def _to(value: str) -> bytes:
    if _PLAIN_MAILBOX.fullmatch(value) and "=?" not in value and len(value) < _LINE - 4:
        return value.encode("ascii")
    found = _ANY_MAILBOX.fullmatch(value.strip())
    if not found:
        raise Refused("to", f"not one mailbox: {value!r}")
    name = found["name"] or ""
    if len(name) > 1 and name.startswith('"') and name.endswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return mailbox("To", name, found["bare"] or found["address"]).encode()


def _bare(value: str) -> bytes:
    if not value.isascii():
        raise Refused("message_id", "only ASCII may stand here")
    return value.encode()


def _list_unsubscribe(value: str) -> bytes:
    """The addresses, one a line; with a web address among them the header that makes it one click (RFC 8058)."""
    line = _bare(value).replace(b">, <", b">,\r\n <")
    return line + b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click" if b"<https:" in line else line


def _body(value: str) -> bytes:
    return quoted_printable(value)


def _html_body(value: str) -> bytes:
    return _body(escape(value))


_ENCODED: Mapping[str, Callable[[str], bytes]] = {
    "to": _to,
    "message_id": _bare,
    "list_unsubscribe": _list_unsubscribe,
    "unsubscribe_text": _body,
    "unsubscribe_html": _html_body,
}
