"""The linear model of foreign affairs: a logistic regression whose weights scripts/train_select.py made."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["THRESHOLD", "contributions", "probability"]

THRESHOLD = 0.5


def probability(found: Mapping[str, float]) -> float:
    """Calibrated probability, 0 to 1, of features weighted by how often they stand in the text."""
    table = _weights()
    total = math.fsum(table.get(name, 0.0) * value for name, value in found.items())
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 6)


def contributions(found: Mapping[str, float]) -> Mapping[str, float]:
    """What each feature adds to the log-odds; features without a weight are left out."""
    table = _weights()
    return {name: table[name] * value for name, value in found.items() if name in table}


@cache
def _weights() -> Mapping[str, float]:
    text = files("briefing.select").joinpath("tables", "weights.json").read_text(encoding="utf8")
    return MappingProxyType(json.loads(text)["weights"])
