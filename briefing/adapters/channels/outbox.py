"""The outbox: messages go to a folder instead of a mail server, one .eml each."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.errors import ChannelDown
from briefing.model import Receipt
from briefing.ports import Envelope

__all__ = ["OutboxChannel"]

_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\r\n]*>)", re.IGNORECASE | re.MULTILINE)


class OutboxChannel:
    """Fulfils ports.Channel. The same message for the same reader is the same file, however often it is sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def open(self) -> Iterator[_Outbox]:
        """The folder, made where there is none. Raises ChannelDown where nothing can be written in it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(self._folder / ".writable", b"")
            (self._folder / ".writable").unlink()
        except OSError as error:
            raise _down(self._folder, error) from error
        yield _Outbox(self._folder)


class _Outbox:
    """Fulfils ports.ChannelSession."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, envelope: Envelope, message: bytes) -> Receipt:
        """Writes the message, wholly or not at all. "deferred" where the disk will not take it."""
        path = self._folder / _name(envelope.recipient, message)
        try:
            _write(path, message)
        except OSError as error:
            return Receipt("deferred", str(_down(self._folder, error)))
        return Receipt("accepted", f"written to {path}")


def _name(recipient: str, message: bytes) -> str:
    """A file's name in which of the address only letters, digits, dots and hyphens are left; a digest tells apart."""
    head = message.partition(b"\r\n\r\n")[0]
    found = _MESSAGE_ID.search(head)
    identity = found.group(1) if found else message
    digest = hashlib.sha256(recipient.encode("utf-8", "surrogatepass") + b"\n" + identity).hexdigest()[:12]
    readable = re.sub(r"[^a-z0-9.]+", "-", recipient.lower().replace("@", "-at-")).strip(".-")[:60]
    return f"{readable or 'reader'}-{digest}.eml"


def _write(path: Path, message: bytes) -> None:
    """On the disk, file and folder, when this returns; another process sees the old file or the whole new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _down(folder: Path, error: OSError) -> ChannelDown:
    return ChannelDown(str(folder), f"cannot be written ({error.strerror}); make this folder writable, or set smtp.url")
