"""The model of foreign affairs: public affairs, and abroad; two logistic regressions made by train_select.py."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from briefing.select.features import Features

__all__ = ["THRESHOLD", "contributions", "known_words", "probability"]

THRESHOLD = 0.5
_Weights = Mapping[str, float]


def probability(seen: Features) -> float:
    """Probability, 0 to 1, that the text is public affairs, times the probability that such affairs are abroad."""
    affairs, abroad = _weights()
    return round(_logistic(_sum(affairs, seen.affairs)) * _logistic(_sum(abroad, seen.abroad)), 6)


def contributions(seen: Features) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """What each feature adds to the log-odds of either half; features without a weight are left out."""
    affairs, abroad = _weights()
    return _parts(affairs, seen.affairs), _parts(abroad, seen.abroad)


def known_words() -> Mapping[str, float]:
    """The words (and pairs) that have a weight: what the model knows of English."""
    return _weights()[0]


def _parts(table: _Weights, found: Mapping[str, float]) -> Mapping[str, float]:
    return {name: table[name] * value for name, value in found.items() if name in table}


def _sum(table: _Weights, found: Mapping[str, float]) -> float:
    return math.fsum(table.get(name, 0.0) * value for name, value in found.items())


def _logistic(total: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> tuple[_Weights, _Weights]:
    text = files("briefing.select").joinpath("tables", "weights.json").read_text(encoding="utf8")
    table = json.loads(text)
    return table["affairs"], table["abroad"]
