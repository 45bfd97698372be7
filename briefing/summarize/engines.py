"""The rankers by name: each gives every candidate a score, the higher the sooner it is quoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing.model import Article
from briefing.summarize import ridge, sumy_ranks
from briefing.summarize.candidates import Candidate
from briefing.summarize.ranking import Ranking

__all__ = ["ENGINES", "Engine", "best_engine"]

Engine = Callable[[Sequence[Candidate], Sequence[Article], int], Ranking]
"""(candidates of these articles, the articles, sentences asked for) -> their ranking."""


def _lead(sentences: Sequence[Candidate], articles: Sequence[Article], count: int) -> Ranking:
    """The first sentence of each article in turn, then the second, in every language alike."""
    return Ranking(tuple(-(s.place + s.article / (len(articles) + 1)) for s in sentences))


ENGINES: Mapping[str, Engine] = {
    "ridge": ridge.rank,
    "lexrank": sumy_ranks.lexrank,
    "textrank": sumy_ranks.textrank,
    "lead": _lead,
}


def best_engine(language: str) -> Engine:
    """Ours where it was trained (English), else the report's own order: on news, sumy's rankers are worse than that."""
    return ENGINES["ridge" if language == "en" else "lead"]
