"""The bodies of a message, read back from its MIME."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from briefing.prove.decoding import decoded

__all__ = ["Bodies", "bodies"]


@dataclass(frozen=True, slots=True)
class Bodies:
    """The first text part and the first HTML part; None where there is none. `trouble` where the MIME is unreadable."""

    text: str | None = None
    html: str | None = None
    trouble: str = ""


def bodies(message: bytes) -> Bodies:
    """Never raises."""
    try:
        whole = message_from_bytes(message, policy=policy.compat32)
        found: dict[str, str] = {}
        for part in whole.walk():
            kind = part.get_content_type()
            if kind in ("text/plain", "text/html") and not part.is_multipart():
                found.setdefault(kind, _body(part))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        return Bodies(trouble=f"the MIME cannot be read: {type(error).__name__}")
    return Bodies(found.get("text/plain"), found.get("text/html"))


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return decoded(payload if isinstance(payload, bytes) else b"", str(part.get("Content-Type", "")))
