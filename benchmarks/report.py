"""The last line of every target that measures: {"target", "ok", "figures"}; exit status 1 where not ok."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

__all__ = ["Figure", "report"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; at most its limit, if it has one, or at least it where it is a `floor`."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    floor: bool = False

    @property
    def ok(self) -> bool:
        """Within the limit."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.floor else self.value <= self.limit


def report(target: str, figures: Sequence[Figure]) -> NoReturn:
    """Prints the line and ends the process."""
    ok = all(figure.ok for figure in figures)
    shown = {f.name: {"value": round(f.value, 3), "limit": f.limit, "unit": f.unit} for f in figures}
    print(json.dumps({"target": target, "ok": ok, "figures": shown}))
    sys.exit(0 if ok else 1)
