"""How a run is told while it goes on: a bar on a terminal, one line a source otherwise, nothing with --json."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from briefing.cli.outcomes import sentence
from briefing.cli.talk import say
from briefing.pipeline import Gather, Outcome

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["Teller"]


class Teller:
    """Hears of every outcome. As a context manager it clears its bar away at the end, whatever happens."""

    def __init__(self, *, silent: bool = False) -> None:
        self._silent = silent
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()

    def expect(self, sources: int) -> None:
        """Says that so many sources will be asked; on a terminal this starts the bar."""
        if self._silent or not sources or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("gathering", total=sources)
        self._bar.start()

    def __call__(self, outcome: Outcome) -> None:
        """One outcome. Under a bar a source that was read moves it; what failed, and all else, is a line."""
        if self._silent:
            return
        if self._bar is not None and self._task is not None and isinstance(outcome.job, Gather):
            self._bar.advance(self._task)
            if outcome.error or outcome.notice:
                self._bar.console.print(sentence(outcome), markup=False, highlight=False)
            return
        self._clear()
        say(sentence(outcome))

    def _clear(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
