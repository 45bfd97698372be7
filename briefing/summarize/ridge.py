"""Our own ranker: a weighted sum of what can be seen of a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from briefing.model import Article
from briefing.summarize.candidates import Candidate
from briefing.summarize.features import FEATURES, features
from briefing.summarize.ranking import Ranking

__all__ = ["head", "rank", "weights"]


def rank(sentences: Sequence[Candidate], articles: Sequence[Article], count: int) -> Ranking:
    """Scores by the weights of the head that fits: one sentence, some of one article, or some of several."""
    import numpy as np

    values, likeness = features(sentences, [article.headline for article in articles], articles[0].language)
    weighed = weights()[head(len(articles), count)]
    scores = values @ np.array([weighed[name] for name in FEATURES])
    return Ranking(tuple(float(score) for score in np.round(scores, 9)), likeness)


def head(articles: int, count: int) -> str:
    """Which set of weights ranks `count` sentences of so many articles."""
    if articles > 1:
        return "several"
    return "one" if count == 1 else "some"


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Head, then feature, to weight: made by scripts/train_summarize.py, which says from what."""
    text = resources.files("briefing.summarize").joinpath("weights.json").read_text("utf-8")
    heads: Mapping[str, Mapping[str, float]] = json.loads(text)["heads"]
    return heads
