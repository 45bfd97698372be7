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
    """A measured value; within its limit, if it has one."""

    name: str
    value: float
    unit: str
    limit: float | None = None


def report(target: str, figures: Sequence[Figure]) -> NoReturn:
    """Prints the line and ends the process."""
    ok = all(figure.limit is None or figure.value <= figure.limit for figure in figures)
    shown = {f.name: {"value": round(f.value, 3), "limit": f.limit, "unit": f.unit} for f in figures}
    print(json.dumps({"target": target, "ok": ok, "figures": shown}))
    sys.exit(0 if ok else 1)
