"""The rankers by name: each gives every candidate a score, the higher the sooner it is quoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing.summarize import sumy_ranks
from briefing.summarize.candidates import Candidate

__all__ = ["ENGINES", "Engine", "lead"]

Engine = Callable[[Sequence[Candidate], str], list[float]]
"""(candidates, ISO 639-1 code) -> a score each, finite, in the candidates' order."""


def lead(sentences: Sequence[Candidate], language: str) -> list[float]:
    """The first sentence of each article in turn, then the second, in every language alike."""
    return [-(sentence.place + sentence.article / (len(sentences) + 1)) for sentence in sentences]


ENGINES: Mapping[str, Engine] = {"lexrank": sumy_ranks.lexrank, "textrank": sumy_ranks.textrank, "lead": lead}
