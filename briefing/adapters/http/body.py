"""Reads a body piece by piece, and stops where it is too large: on the wire, or once inflated."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from briefing.errors import FetchFailed, TooLarge

__all__ = ["ENCODINGS", "read_body", "size"]

ENCODINGS = "gzip, deflate"
_PIECE = 2**16  # bytes inflated at a time
_MAGIC = b"\x1f\x8b"


def read_body(pieces: Iterable[bytes], encoding: str, limit: int, url: str, *, cut: bool = False) -> bytes:
    """The whole body, content encoding undone (gzip, deflate, none); with `cut` its first `limit` bytes.

    Raises TooLarge past `limit` bytes, FetchFailed for an encoding we did not ask for or one that is broken.
    """
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) and name != "identity"]
    if len(names) > 1 or (names and names[0] not in ("gzip", "x-gzip", "deflate")):
        raise FetchFailed(url, f"the answer is encoded as {encoding[:40]!r}, which we did not ask for")
    body, wire = bytearray(), _Wire(pieces)
    try:
        for piece in _inflated(wire) if names else wire:
            body += piece
            if cut and len(body) >= limit:
                break
            if wire.seen > limit:
                raise TooLarge(url, f"the answer is larger than {size(limit)}")
            if len(body) > limit:
                raise TooLarge(url, f"the answer inflates to more than {size(limit)}")
    except (zlib.error, EOFError) as error:
        raise FetchFailed(url, f"the answer's compression is broken ({error})") from error
    return bytes(body[:limit])


class _Wire:
    """What came over the wire, counted."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.seen = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.seen += len(piece)
            yield piece


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of at most _PIECE bytes. gzip may have several members (RFC 1952); deflate comes with or without zlib's
    frame (RFC 9110, 8.4.1.2). What follows the end and is no further member is dropped, as browsers do."""
    unpacker, ended, rest = None, False, b""
    for piece in pieces:
        rest += piece
        while True:
            if unpacker is None:
                if len(rest) < 2:  # too little to tell what it is
                    break
                if ended and not rest.startswith(_MAGIC):
                    return
                unpacker = zlib.decompressobj(_window(rest))
            inflated = unpacker.decompress(rest, _PIECE)
            yield inflated
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                rest, unpacker, ended = unpacker.unused_data, None, True
            elif not rest and len(inflated) < _PIECE:
                break
    if unpacker is not None or (rest and not ended):
        raise EOFError("it ends in the middle")


def _window(start: bytes) -> int:
    """zlib's wbits for what begins so: gzip, a zlib frame (RFC 1950: a header divisible by 31), or bare deflate."""
    if start.startswith(_MAGIC):
        return zlib.MAX_WBITS | 16
    framed = start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS


def size(limit: int) -> str:
    """A limit in words: "10 MiB"."""
    return f"{limit / 2**20:.0f} MiB" if limit >= 2**20 else f"{limit} bytes"
