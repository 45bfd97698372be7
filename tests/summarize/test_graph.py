"""The rankers in matrix form pick what sumy picks."""

import random

import numpy as np
import pytest
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.edmundson_key import EdmundsonKeyMethod
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from briefing.summarize import graph

_VOCABULARY = (
    "minister treaty border convoy river talks envoy cabinet army harbour grain senate island refugee truce summit "
    "signed opened closed rejected visited warned crossed reported the of in and to"
).split()
_STOP = frozenset(("the", "of", "in", "and", "to"))


class _Spaced:
    """A tokenizer as sumy wants one."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return (paragraph,)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(sentence.split())


def _reports() -> list[list[str]]:
    dice = random.Random(20261122)
    return [
        [" ".join(dice.choices(_VOCABULARY, k=dice.randint(1, 24))) for _ in range(dice.randint(1, 40))]
        for _ in range(160)
    ]


def _counts(report: list[str]) -> np.ndarray:
    terms = [word for word in _VOCABULARY if word not in _STOP]
    return np.array([[sentence.split().count(term) for term in terms] for sentence in report], dtype=float)


def _sumy(ranker: object, report: list[str], *more: float) -> list[float]:
    tokenizer, ratings = _Spaced(), [0.0] * len(report)

    def read(infos: list[object]) -> list[object]:
        for info in infos:
            ratings[info.order] = float(info.rating)  # type: ignore[attr-defined]
        return infos

    ranker(ObjectDocumentModel([Paragraph([Sentence(s, tokenizer) for s in report])]), read, *more)  # type: ignore[operator]
    return ratings


def _unique(report: list[str]) -> list[str]:
    """sumy rates equal sentences as one."""
    return list(dict.fromkeys(report))


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_the_graph_rankers_rate_as_sumy_does(name: str) -> None:
    for report in map(_unique, _reports()):
        ranker = LexRankSummarizer() if name == "lexrank" else TextRankSummarizer()
        ranker.stop_words = _STOP
        counts = _counts(report)
        ours = graph.lexrank(counts) if name == "lexrank" else graph.textrank(counts)
        theirs = _sumy(ranker, report) if counts.any() and len(report) > 2 else ours
        assert np.allclose(ours, theirs, atol=1e-6), report


def test_sentences_that_share_nothing_are_all_worth_nothing_and_not_not_a_number() -> None:
    assert graph.lexrank(np.zeros((2, 3))).tolist() == [0.0, 0.0]


def test_luhn_rates_as_sumy_does() -> None:
    for report in map(_unique, _reports()):
        ranker = LuhnSummarizer()
        ranker.stop_words = _STOP
        words = [word for sentence in report for word in sentence.split()]
        flags = np.array([word not in _STOP and words.count(word) > 1 for word in words])
        ours = graph.luhn(flags, np.array([len(sentence.split()) for sentence in report]))
        assert np.allclose(ours, _sumy(ranker, report)), report


def test_keyness_rates_as_edmundsons_key_method_in_sumy_does() -> None:
    bonus = frozenset(word for word in _VOCABULARY if word not in _STOP)
    for report in map(_unique, _reports()):
        peer = EdmundsonKeyMethod(lambda word: word, bonus)
        if any(set(sentence.split()) & bonus for sentence in report):
            assert np.allclose(graph.keyness(_counts(report)), _sumy(peer, report, 0.5)), report
