"""sumy's rankers over our own sentences: a document model built directly, so that nothing is split or dropped twice.

sumy's PlaintextParser drops lines in capitals, and its Tokenizer wants data that NLTK downloads at run time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol

from briefing.model import Article
from briefing.summarize.candidates import Candidate
from briefing.summarize.ranking import Ranking
from briefing.text.tokens import stopwords, words

__all__ = ["lexrank", "textrank"]


class _Info(Protocol):
    order: int
    rating: float


class _Ranker(Protocol):
    stop_words: frozenset[str]

    def __call__(self, document: object, count: Callable[[Sequence[_Info]], Sequence[_Info]]) -> object: ...


class _Words:
    """What sumy asks of a tokenizer, answered by ours."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """The paragraph itself: sentences are given one by one."""
        return (paragraph,)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Lower-case words."""
        return words(sentence)


def lexrank(sentences: Sequence[Candidate], articles: Sequence[Article], count: int) -> Ranking:
    """Each sentence's rating by sumy's LexRank (Erkan and Radev, JAIR 2004)."""
    from sumy.summarizers.lex_rank import LexRankSummarizer

    return _ratings(LexRankSummarizer(), sentences, articles)


def textrank(sentences: Sequence[Candidate], articles: Sequence[Article], count: int) -> Ranking:
    """Each sentence's rating by sumy's TextRank (Mihalcea and Tarau, EMNLP 2004)."""
    from sumy.summarizers.text_rank import TextRankSummarizer

    return _ratings(TextRankSummarizer(), sentences, articles)


def _ratings(ranker: _Ranker, sentences: Sequence[Candidate], articles: Sequence[Article]) -> Ranking:
    """sumy calls a `count` that is callable with all its ratings: that is where they are read."""
    import numpy as np
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    tokenizer = _Words()
    document = ObjectDocumentModel([Paragraph([Sentence(s.text, tokenizer) for s in sentences])])
    ranker.stop_words = stopwords(articles[0].language)
    ratings = [0.0] * len(sentences)

    def read(infos: Sequence[_Info]) -> Sequence[_Info]:
        for info in infos:
            ratings[info.order] = float(info.rating) if math.isfinite(info.rating) else 0.0
        return infos

    with np.errstate(invalid="ignore"):  # LexRank divides by 0 where no two sentences share a telling word
        ranker(document, read)
    return Ranking(tuple(ratings))
