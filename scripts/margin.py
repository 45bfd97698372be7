"""How much better one extractor's texts are than another's on the same pages, with what chance could make of it."""

from __future__ import annotations

import logging
import random
import re
from collections import Counter
from collections.abc import Sequence

from benchmarks.report import Figure

__all__ = ["margin", "page_f1", "peer_text", "runs", "shown"]

_RUN = 4  # words
_WORD = re.compile(r"\w+")
_DRAWS = 2000


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Its runs of four words; of fewer words one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1)))


def page_f1(known: str, found: str) -> float:
    """F1 of runs of four words, 0 to 1."""
    true, said = runs(known), runs(found)
    return 2 * (true & said).total() / (true.total() + said.total())


def peer_text(html: str, url: str) -> str:
    """What trafilatura takes for the article, as its users call it, without comments."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are no answer
    return str(trafilatura.extract(html, url=url, include_comments=False) or "")


def margin(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """The mean difference by page, and its 95 % interval: paired bootstrap (Efron and Tibshirani 1993, ch. 13)."""
    found = [a - b for a, b in zip(ours, theirs, strict=True)]
    dice = random.Random(20261122)
    means = sorted(sum(dice.choices(found, k=len(found))) / len(found) for _ in range(_DRAWS))
    return sum(found) / len(found), means[_DRAWS * 25 // 1000], means[_DRAWS * 975 // 1000]


def shown(name: str, ours: Sequence[float], theirs: Sequence[float], floor: float | None = None) -> list[Figure]:
    """The mean with its floor, and both ends of the interval."""
    mean, low, high = margin(ours, theirs)
    return [
        Figure(f"{name}.over_trafilatura", mean, "F1 a page", floor, floor=True),
        Figure(f"{name}.over_trafilatura_low", low, "F1 a page"),
        Figure(f"{name}.over_trafilatura_high", high, "F1 a page"),
    ]
