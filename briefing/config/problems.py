"""What is wrong in a file of the user's, shown where it stands: path:line:column, the line, and a mark under it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.errors import ConfigError

__all__ = ["Problem", "did_you_mean", "raise_all"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `line` and `column` count from 1, 0 where the file as a whole is at fault; `excerpt` may be ""."""

    path: str
    line: int
    column: int
    message: str
    excerpt: str = ""
    width: int = 1

    def __str__(self) -> str:
        if not self.line:
            return f"{self.path}: error: {self.message}"
        head = f"{self.path}:{self.line}:{self.column}: error: {self.message}"
        if not self.excerpt:
            return head
        margin = f"{self.line:>4} | "
        mark = " " * (self.column - 1) + "^" * max(1, min(self.width, len(self.excerpt) - self.column + 1))
        return f"{head}\n{margin}{self.excerpt}\n{' ' * (len(margin) - 2)}| {mark}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Such as ", did you mean 'weight'?"; "" where nothing known is near."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f", did you mean '{near[0]}'?" if near else ""


def raise_all(problems: Sequence[Problem]) -> None:
    """Raises one ConfigError with every problem, file by file in line order; nothing where there are none."""
    if problems:
        ordered = sorted(problems, key=lambda p: (p.path, p.line, p.column, p.message))
        raise ConfigError("", "\n".join(str(problem) for problem in dict.fromkeys(ordered)))
