"""The child: reads one feed or page after the other, within its memory, until its parent is gone."""

from __future__ import annotations

import logging
import resource
import signal
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from briefing.adapters.parsing.wire import Ask, Kind, Result, Told, Wire
from briefing.errors import BriefingError
from briefing.text.clean import plain

__all__ = ["PATIENCE", "serve"]

_STATM = Path("/proc/self/statm")
PATIENCE = 4
_GRACE = 1.0  # seconds that the parent has to end us before the alarm does
_SPENT = 0.25  # of its memory: a child that keeps more than this is replaced
_LONGEST_REASON = 300

_SAMPLE_FEED = """<rss version="2.0"><channel><title>Sample</title><item><title>Café accord “signed” in Quito</title>
<link>https://sample.example/accord</link><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate>
<description>&lt;p&gt;Two ministers signed it.&lt;/p&gt;</description></item></channel></rss>""".encode()
_SAMPLE_PAGE = (
    """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Accord signed in Quito</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Accord signed in Quito",
"datePublished": "2026-11-23T06:00:00Z", "author": {"name": "Inés Vela"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Accord signed in Quito</h1>"""
    + "".join(
        f"<p>On day {day} the two delegations met again in Quito and agreed on article {day} of the river accord, "
        "which divides the water between the provinces on both sides of the border, ministers said after it.</p>"
        for day in range(1, 9)
    )
    + "</article><footer>© Sample</footer></body></html>"
).encode()


def serve(descriptor: int, seconds: float, memory: int) -> None:
    """Answers on the socket until the other end closes it.

    `memory` are the bytes of address space that a page or feed may take above what the child had when it was ready
    for its kind (Linux; elsewhere only time is limited). `seconds` are of processor time: on a busy machine a page has
    the same chance. The kernel ends us after them, no Python code has to run for it; after PATIENCE times as many on
    the wall the parent does, or the kernel's alarm, should the parent be gone.
    """
    logging.disable()  # of the libraries: what there is to say goes over the socket
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
    wire, limit = Wire(socket.socket(fileno=descriptor)), _Memory(memory)
    while True:
        try:
            ask, body = wire.receive()
        except (EOFError, OSError):
            return
        if not isinstance(ask, Ask):
            return
        if ask.url:
            signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE + _GRACE)
            signal.setitimer(signal.ITIMER_PROF, seconds)
            told = _told(ask, body)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
        else:
            limit.lift()
            told = _told(replace(ask, url="https://sample.example/"), _SAMPLES[ask.kind])
            told = Told() if told.result is not None else told
            limit.impose()
        del body
        wire.send(replace(told, spent=told.spent or limit.spent()))


def _told(ask: Ask, body: bytes) -> Told:
    try:
        return Told(_READERS[ask.kind](ask, body))
    except BriefingError as error:
        return Told(error=type(error).__name__, culprit=error.culprit, reason=_said(error.reason))
    except MemoryError:
        return Told(error="ParseFailed", culprit=ask.url, reason="takes more memory than it may", spent=True)
    except RecursionError:
        return Told(error="ParseFailed", culprit=ask.url, reason="is nested too deeply", spent=True)
    except Exception as error:  # noqa: BLE001 - one of the three places: names the culprit
        reason = _said(f"unexpected {type(error).__name__}: {error}")
        return Told(error="ParseFailed", culprit=ask.url, reason=reason)


def _said(text: str) -> str:
    return plain(text)[:_LONGEST_REASON]


def _feed(ask: Ask, body: bytes) -> Result:
    from briefing.collect import read_feed

    return read_feed(body, ask.url, ask.content_type, ask.now, ask.listing)


def _sitemaps(ask: Ask, body: bytes) -> Result:
    from briefing.collect import sitemaps_in

    return sitemaps_in(body, ask.url, ask.content_type)


def _feeds(ask: Ask, body: bytes) -> Result:
    from briefing.collect import feeds_of

    return feeds_of(body, ask.url, ask.content_type)


def _page(ask: Ask, body: bytes) -> Result:
    from briefing.extract import read_page

    return read_page(body, ask.url, ask.content_type)


_READERS: Mapping[Kind, Callable[[Ask, bytes], Result]] = {
    "feed": _feed,
    "page": _page,
    "sitemaps": _sitemaps,
    "feeds": _feeds,
}
_SAMPLES: Mapping[Kind, bytes] = {
    "feed": _SAMPLE_FEED,
    "page": _SAMPLE_PAGE,
    "sitemaps": _SAMPLE_FEED,
    "feeds": _SAMPLE_PAGE,
}


class _Memory:
    """The limit on address space. Not resident memory: that could only be watched, and a bomb is quicker."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._start = 0
        self._before = resource.getrlimit(resource.RLIMIT_AS)

    def lift(self) -> None:
        resource.setrlimit(resource.RLIMIT_AS, self._before)

    def impose(self) -> None:
        """What is in use now is the start."""
        self._start = _used()
        if self._start:
            soft, hard = self._before
            ours = self._start + self._most
            resource.setrlimit(resource.RLIMIT_AS, (ours if soft == resource.RLIM_INFINITY else min(ours, soft), hard))

    def spent(self) -> bool:
        return _used() - self._start > self._most * _SPENT


def _used() -> int:
    """Bytes of address space, 0 where the system doesn't say."""
    try:
        return int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0
