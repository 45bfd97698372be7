"""robots.txt, asked for once a host and run (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from briefing.errors import FetchFailed, FetchRefused, Refused, Transient

__all__ = ["Robots"]


@dataclass(slots=True)
class _Rules:
    """`read` is None until asked for; then the rules, or the failure that stands for them during this run."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    read: Protego | Transient | None = None


class Robots:
    """Who may read what. `ask` gives the text of a robots.txt; its errors decide as RFC 9309, 2.3.1 says."""

    def __init__(self, agent: str, ask: Callable[[str], str]) -> None:
        self._agent = agent
        self._ask = ask
        self._rules: dict[str, _Rules] = {}
        self._turn = threading.Lock()

    def check(self, origin: str, url: str, asked: str) -> None:
        """Raises FetchRefused where the host's rules forbid `url`, FetchFailed where they cannot be had in this run.

        `asked` is the address that led here: what errors name.
        """
        with self._turn:
            rules = self._rules.setdefault(origin, _Rules())
        with rules.turn:
            if rules.read is None:
                rules.read = self._asked(f"{origin}/robots.txt")
        if isinstance(rules.read, Transient):
            reason = f"robots.txt cannot be read, so no page is ({rules.read.reason})"
            raise FetchFailed(asked, reason, rules.read.retry_after) from rules.read
        if not rules.read.can_fetch(url, self._agent):
            raise FetchRefused(asked, "robots.txt does not let us read this page")

    def _asked(self, url: str) -> Protego | Transient:
        try:
            return Protego.parse(self._ask(url))
        except Refused:  # 4xx: "unavailable", anything may be read; an address we may not reach is refused for itself
            return Protego.parse("")
        except Transient as error:  # 5xx or no answer: "unreachable", nothing may be read
            return error
