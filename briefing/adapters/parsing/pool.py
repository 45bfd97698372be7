"""The pool: hands each page or feed to an idle child."""

from __future__ import annotations

from datetime import UTC, datetime
from queue import LifoQueue
from types import TracebackType
from typing import Self

from briefing.adapters.parsing.wire import Ask, Result
from briefing.adapters.parsing.worker import Limits, Worker
from briefing.errors import BriefingError, ParseFailed
from briefing.model import FEED, Entry, Fetched, Listing, Reading
from briefing.ports import Pointing

__all__ = ["ParserPool"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ParserPool:
    """A Parser for any number of threads, with at most `workers` children; each starts when it is first needed."""

    def __init__(self, workers: int = 2, limits: Limits | None = None) -> None:
        self._workers = tuple(Worker(limits or Limits()) for _ in range(workers))
        self._idle: LifoQueue[Worker] = LifoQueue()  # last in, first out: prefers a child that is warm
        for worker in self._workers:
            self._idle.put(worker)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        for worker in self._workers:
            worker.close()
        for worker in [self._idle.get() for _ in self._workers]:  # those in use come back: their child is dead
            worker.discard()
            self._idle.put(worker)  # for threads that still wait: they find it closed

    def feed(self, fetched: Fetched, listing: Listing = FEED) -> tuple[Entry, ...]:
        """Its entries. Their dates are judged by the time of the fetch, unless that is unknown (1970)."""
        now = fetched.at if fetched.at > _EPOCH else None
        result = self._asked(Ask("feed", fetched.url, fetched.content_type, now, listing), fetched.body)
        entries = tuple(each for each in result if isinstance(each, Entry)) if isinstance(result, tuple) else ()
        if isinstance(result, Reading) or len(entries) < len(result):
            raise ParseFailed(fetched.url, "the parser child answered with something else than entries")
        return entries

    def pointers(self, fetched: Fetched, to: Pointing) -> tuple[str, ...]:
        """Fulfils ports.Parser.pointers."""
        result = self._asked(Ask(to, fetched.url, fetched.content_type), fetched.body)
        addresses = tuple(each for each in result if isinstance(each, str)) if isinstance(result, tuple) else ()
        if isinstance(result, Reading) or len(addresses) < len(result):
            raise ParseFailed(fetched.url, "the parser child answered with something else than addresses")
        return addresses

    def article(self, fetched: Fetched) -> Reading:
        """What the page holds."""
        result = self._asked(Ask("page", fetched.url, fetched.content_type), fetched.body)
        if not isinstance(result, Reading):
            raise ParseFailed(fetched.url, "the parser child answered with something else than a page")
        return result

    def _asked(self, ask: Ask, body: bytes) -> Result:
        if self._closed:
            raise BriefingError("parser", "it is closed")
        worker = self._idle.get()
        try:
            return worker.ask(ask, body)
        finally:
            self._idle.put(worker)
