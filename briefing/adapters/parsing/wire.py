"""What parent and child say to each other, over a socket of their own: no print of a library's can get between."""

from __future__ import annotations

import io
import pickle
import socket
import struct
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefing.model import FEED, Entry, Listing, Reading

__all__ = ["Ask", "Kind", "Result", "Told", "Wire"]

Kind = Literal["feed", "page", "sitemaps", "feeds"]
Result = tuple[Entry, ...] | Reading | tuple[str, ...]
_HEAD = struct.Struct("!II")  # bytes of the pickled message, bytes of the body
_CHUNK = 1 << 20
_LARGEST = 64 << 20  # bytes of a message: what 1,000 entries out of 10 MiB may come to
_KNOWN = {
    ("briefing.adapters.parsing.wire", "Ask"),
    ("briefing.adapters.parsing.wire", "Told"),
    ("briefing.model.news", "Entry"),
    ("briefing.model.news", "Reading"),
    ("briefing.model.source", "Listing"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """Parent to child, with the bytes behind it. `url` "": no bytes, only make ready for this kind."""

    kind: Kind
    url: str = ""
    content_type: str = ""
    now: datetime | None = None
    listing: Listing = FEED


@dataclass(frozen=True, slots=True)
class Told:
    """Child to parent: a result, or the name of an error of ours with culprit and reason; neither: ready."""

    result: Result | None = None
    error: str = ""
    culprit: str = ""
    reason: str = ""
    spent: bool = False  # the child has grown and should be replaced


class Wire:
    """One end. Raises EOFError where the other end is gone, TimeoutError past the deadline, else OSError."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, message: Ask | Told, body: bytes = b"", deadline: float | None = None) -> None:
        """Sends a message and a body of any size; `deadline` is an instant of time.monotonic."""
        head = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        for part in (_HEAD.pack(len(head), len(body)) + head, body):
            self._end.settimeout(_left(deadline))
            self._end.sendall(part)

    def receive(self, deadline: float | None = None) -> tuple[Ask | Told, bytes]:
        """The next message, and the body where it is an Ask."""
        head, body = _HEAD.unpack(self._exactly(_HEAD.size, deadline))
        if head > _LARGEST:
            raise EOFError(f"a message of {head} bytes")
        try:
            message = _Unpickler(io.BytesIO(self._exactly(head, deadline))).load()
        except pickle.UnpicklingError as error:
            raise EOFError(str(error)) from error
        if isinstance(message, Ask) or (isinstance(message, Told) and not body):
            return message, self._exactly(body, deadline)
        raise EOFError("not a message")

    def close(self) -> None:
        """Closes this end; the other one sees it."""
        self._end.close()

    def _exactly(self, size: int, deadline: float | None) -> bytes:
        parts, missing = [], size
        while missing:
            self._end.settimeout(_left(deadline))
            # without a deadline (in the child, where memory counts) whole: not first in pieces, then joined
            size, flags = (missing, socket.MSG_WAITALL) if deadline is None else (min(missing, _CHUNK), 0)
            part = self._end.recv(size, flags)
            if not part:
                raise EOFError("the other end is gone")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Unpickler(pickle.Unpickler):
    """Makes nothing but our nouns: a child that a page has taken over can't run code in its parent."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a message")
        return super().find_class(module, name)
