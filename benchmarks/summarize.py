"""make bench-summarize: our summaries beside sumy's LexRank, on made-up reports of 20 to 1,000 sentences, in one run.

Both get the text and answer with three sentences; sumy gets it already split and tokenized by us, which is part of our
own time. Growth is the exponent between 100 and 1,000 sentences.
"""

from __future__ import annotations

import math
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.report import Figure, report
from briefing.model import Article
from briefing.summarize import SummaryOptions, summarize
from briefing.text.sentences import split
from briefing.text.tokens import stopwords, words

__all__ = ["main"]

_SIZES = {20: 10.0, 100: 20.0, 400: 50.0, 1000: 100.0}
_RUNS = 20
_WHEN = datetime(2026, 11, 22, 6, tzinfo=UTC)
_WORDS = (
    "minister treaty border convoy river talks envoy cabinet army harbour grain pipeline senate ballot island refugee "
    "ceasefire sanction embassy summit region council rebel dam railway visa tariff currency drought mission"
).split()
_VERBS = "said signed opened closed rejected approved visited warned welcomed delayed crossed reported".split()
_PLACES = "Amman Baku Chile Dakar Estonia Fiji Ghana Hanoi Iran Jakarta Kenya Lima Mali Nepal Oman Peru".split()


def main() -> None:
    """Times each size; the small ones by the median of 20."""
    figures, ours = [], {}
    summarize([_report(20)], SummaryOptions())
    for size, wanted in _SIZES.items():
        article = _report(size)
        ours[size] = _median(lambda article=article: summarize([article], SummaryOptions()), _RUNS)  # type: ignore[misc]
        peer = _sumy(article)
        theirs = _median(peer, _RUNS if size < 400 else 1)
        figures.append(Figure(f"ours_{size}", ours[size] * 1000, "ms"))
        figures.append(Figure(f"sumy_{size}", theirs * 1000, "ms"))
        figures.append(Figure(f"ours_to_sumy_{size}", ours[size] / theirs, "ratio", 1 / wanted))
    small = _report(30)
    each = _median(lambda: summarize([small], SummaryOptions()), _RUNS)
    figures.append(Figure("ours_30", each * 1000, "ms", 1000 / 400))
    figures.append(Figure("growth_exponent", math.log(ours[1000] / ours[100]) / math.log(10), "exponent", 1.2))
    report("bench-summarize", figures)


def _report(size: int) -> Article:
    """Made-up news of `size` sentences of 12 to 28 words, three a paragraph; the same each time."""
    dice = random.Random(size)
    told = [_sentence(dice) for _ in range(size)]
    paragraphs = tuple(" ".join(told[place : place + 3]) for place in range(0, size, 3))
    return Article("a", "a", "a", "", "Envoy reopens the border", "page", _WHEN, _WHEN, "", paragraphs)


def _sentence(dice: random.Random) -> str:
    body = [dice.choice(("the", "of", "in", "and", *_WORDS, *_WORDS)) for _ in range(dice.randint(9, 25))]
    return f"The {dice.choice(_WORDS)} in {dice.choice(_PLACES)} {dice.choice(_VERBS)} {' '.join(body)}."


def _sumy(article: Article) -> Callable[[], object]:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class Tokenizer:
        def to_sentences(self, paragraph: str) -> tuple[str, ...]:
            return (paragraph,)

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return words(sentence)

    text, tokenizer, ranker = article.text, Tokenizer(), LexRankSummarizer()
    ranker.stop_words = stopwords("en")
    sentences = [Sentence(text[span.start : span.end], tokenizer) for span in split(text)]
    document = ObjectDocumentModel([Paragraph(sentences)])
    return lambda: ranker(document, 3)


def _median(act: Callable[[], object], runs: int) -> float:
    """Seconds."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
