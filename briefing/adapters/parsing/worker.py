"""One child, seen from its parent: started when first needed, killed when it runs over, replaced when it dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.adapters.parsing.child import PATIENCE
from briefing.adapters.parsing.wire import Ask, Kind, Result, Told, Wire
from briefing.errors import BriefingError, NotAFeed, ParseFailed, ParseTimeout, TooLarge

__all__ = ["Limits", "Worker"]

_CODE = "import sys; sys.path[:] = {path!r}; from briefing.adapters.parsing.child import serve; serve{arguments!r}"
_KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_", "PYTHON", "LD_LIBRARY_PATH", "DYLD_", "VIRTUAL_ENV", "TZ")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}  # each reserves space
_ERRORS: Mapping[str, type[BriefingError]] = {kind.__name__: kind for kind in (NotAFeed, TooLarge, ParseFailed)}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page or feed may cost once the child is ready: seconds of processor time, bytes above its start.

    `start`: seconds on the wall in which a child must be ready.
    """

    seconds: float = 5.0
    memory: int = 300 * 1024 * 1024
    start: float = 60.0


class Worker:
    """A child and the way to it. One thread at a time may `ask`; `stop` may come from any."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Wire | None = None
        self._ready: set[Kind] = set()

    def ask(self, ask: Ask, body: bytes) -> Result:
        """The child's result. Raises ParseTimeout, ParseFailed, NotAFeed, TooLarge; BriefingError if it can't start."""
        wire = self._made_ready(ask.kind)
        try:
            told = _exchange(wire, ask, body, self._limits.seconds * PATIENCE)
        except TimeoutError as error:
            self._end()
            raise ParseTimeout(ask.url, f"not read within {self._limits.seconds * PATIENCE:g} s") from error
        except (OSError, EOFError) as error:
            raise self._died(ParseFailed, ask.url, "the parser child died of it") from error
        except BaseException:
            self._end()  # or its answer would be taken for that of the next page
            raise
        if told.spent:
            self._end()
        if told.result is None:
            raise _ERRORS.get(told.error, ParseFailed)(told.culprit, told.reason)
        return told.result

    def close(self) -> None:
        """Kills the child, for good; whoever waits for its answer gets a BriefingError."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()
                self._process.wait()

    def discard(self) -> None:
        """Frees what is left of the child. Not while another thread asks."""
        self._end()

    def _made_ready(self, kind: Kind) -> Wire:
        """A way to a child that has loaded all it needs for this kind, which costs the page nothing."""
        if self._process is not None and self._process.poll() is not None:
            self._end()  # it was killed while it had nothing to do
        wire = self._wire or self._start()
        if kind in self._ready:
            return wire
        try:
            told = _exchange(wire, Ask(kind), b"", self._limits.start)
        except TimeoutError as error:
            self._end()
            raise BriefingError("parser child", f"not ready within {self._limits.start:g} s") from error
        except (OSError, EOFError) as error:
            raise self._died(BriefingError, "parser child", "ended before it was ready") from error
        if told.error:
            self._end()
            raise BriefingError("parser child", f"cannot read a {kind}: {told.reason}")
        self._ready.add(kind)
        return wire

    def _start(self) -> Wire:
        ours, its = socket.socketpair()
        arguments = (its.fileno(), self._limits.seconds, self._limits.memory)
        with its, self._lock:
            if self._closed:
                ours.close()
                raise BriefingError("parser", "it is closed")
            self._process = subprocess.Popen(
                [sys.executable, "-c", _CODE.format(path=sys.path, arguments=arguments)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(its.fileno(),),
                start_new_session=True,  # ^C on the terminal is ours to handle
                env=_environment(),
            )
        self._wire = Wire(ours)
        return self._wire

    def _end(self) -> int | None:
        """Kills and forgets the child; its exit code, where there was one."""
        with self._lock:
            process, wire = self._process, self._wire
            self._process, self._wire = None, None
            self._ready.clear()
        if wire is not None:
            wire.close()
        if process is None:
            return None
        process.kill()
        return process.wait()

    def _died(self, kind: type[BriefingError], culprit: str, reason: str) -> BriefingError:
        """The error to raise for a child that broke the connection: by itself, or because we close."""
        with self._lock:
            closed, process = self._closed, self._process
        if closed:
            self._end()
            return BriefingError("parser", "it is closed")
        code = _waited(process)
        self._end()
        if code == -signal.SIGPROF:
            return ParseTimeout(culprit, f"not read within {self._limits.seconds:g} s of processor time")
        return kind(culprit, f"{reason} ({_how(code)})")


def _exchange(wire: Wire, ask: Ask, body: bytes, seconds: float) -> Told:
    deadline = time.monotonic() + seconds
    wire.send(ask, body, deadline)
    told, _ = wire.receive(deadline)
    if not isinstance(told, Told):
        raise EOFError("not an answer")
    return told


def _waited(process: subprocess.Popen[bytes] | None) -> int | None:
    """The exit code of a child that has just closed its end; None where it lives on."""
    try:
        return process.wait(timeout=1.0) if process else None
    except subprocess.TimeoutExpired:
        return None


def _how(code: int | None) -> str:
    if code is None:
        return "it sent no answer"
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _environment() -> dict[str, str]:
    """What the child needs of our environment: no secrets."""
    return {name: value for name, value in os.environ.items() if name.startswith(_KEPT)} | _ONE_THREAD
