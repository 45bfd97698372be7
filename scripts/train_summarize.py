"""Trains the weights of briefing/summarize/weights.json from a folder of data that stays outside the repository.

    python scripts/train_summarize.py DATA          writes the weights
    python scripts/train_summarize.py DATA --cv     trains per fold and prints the gain over LEAD on what was left out

DATA holds cnndm_val, standfirst and neus_clusters (JSON Lines, gzipped: text, headline or articles, and reference).
Articles that also stand in fivew.jsonl.gz, where it lies beside them, are left out, because that set is for testing.

The target is the marginal gain: ROUGE (a mean of ROUGE-1 and ROUGE-2, as ROUGE-L follows ROUGE-1) of a sentence
together with two of the leading sentences, less what is usual in its document, in units of the document's spread; for
one sentence, its own ROUGE. Only sentences that may be quoted are learned from; every document weighs the same. To the
ridge's weights a bonus for the early place is added: squared error is the average over all sentences, and too bold at
the top, where the report's own order is hard to beat; one for the headline, which most training texts lack; and a small
one for dates and places, which ROUGE undervalues and readers ask for. Sets whose references are short and long are
mixed, so that no length is learned from one newsroom.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing.model import Article
from briefing.summarize import SummaryOptions
from briefing.summarize.candidates import Candidate, candidates
from briefing.summarize.choosing import choose
from briefing.summarize.features import FEATURES, features
from briefing.summarize.ranking import Ranking
from briefing.summarize.verdicts import Judge
from briefing.text.sentences import split
from briefing.text.tokens import words

__all__ = ["main"]

Floats = NDArray[np.float64]
Grams = tuple[Counter[str], Counter[tuple[str, str]]]

_WEIGHTS = Path(__file__).resolve().parents[1] / "briefing" / "summarize" / "weights.json"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_FOLDS = 5
_STEM = 6


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one head is made: its sets with their weights a document, sentences asked for, ridge, and what is added."""

    sets: Mapping[str, float]
    count: int
    ridge: float
    bonus: Mapping[str, float]


RECIPES: Mapping[str, Recipe] = {
    "one": Recipe(
        {"cnndm_val": 1, "standfirst": 2, "neus_clusters": 0.3}, 1, 1.0, {"early": 1, "headline_recall": 0.5}
    ),
    "some": Recipe(
        {"cnndm_val": 1, "standfirst": 1, "neus_clusters": 0.5},
        3,
        0.3,
        {"early": 1.25, "headline_recall": 1, "log_date": 0.2, "places": 0.05},
    ),
    "several": Recipe({"neus_clusters": 1}, 3, 1.0, {"early": 0.25}),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One case, read: `values` are its features, `fit` says which candidates may be quoted."""

    articles: tuple[Article, ...]
    sentences: tuple[Candidate, ...]
    reference: str
    count: int
    values: Floats
    likeness: Floats
    fit: NDArray[np.bool_]

    def gains(self, count: int) -> Floats:
        """The training target of each candidate, for summaries of one or of more sentences."""
        reference = _grams([_tokens(self.reference)])
        said = [_tokens(sentence.text) for sentence in self.sentences]
        lead = sorted(range(len(said)), key=lambda i: (self.sentences[i].place, self.sentences[i].article))
        found = np.zeros(len(said))
        for i, own in enumerate(said):
            others = [said[j] for j in lead if j != i][:3]
            beside = list(combinations(others, min(2, len(others)) if count > 1 else 0))
            found[i] = np.mean([_rouge(reference, _grams([own, *pair])) for pair in beside])
        usual = found[self.fit] if self.fit.sum() > 2 else found
        spread = float(usual.std())
        return (found - usual.mean()) / spread if spread > 1e-9 else np.zeros(len(said))


def main() -> None:
    """Reads the sets, then trains and writes, or trains per fold and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cv", action="store_true")
    arguments = parser.parse_args()
    sets = {name: _read(arguments.data, name) for name in ("cnndm_val", "standfirst", "neus_clusters")}
    if arguments.cv:
        for name, head in (("cnndm_val", "some"), ("standfirst", "one"), ("neus_clusters", "several")):
            print(json.dumps(_cross_validate(sets, name, RECIPES[head])))
        return
    heads = {name: _train(sets, recipe, lambda _, __: True) for name, recipe in RECIPES.items()}
    facts = {
        "sha256": {
            name: hashlib.sha256((arguments.data / f"{name}.jsonl.gz").read_bytes()).hexdigest() for name in sets
        },
        "documents": {name: len(documents) for name, documents in sets.items()},
        "heads": heads,
    }
    _WEIGHTS.write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def _read(folder: Path, name: str) -> list[Document]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    held_out = folder / "fivew.jsonl.gz"
    if held_out.exists():
        with gzip.open(held_out, "rt", encoding="utf-8") as lines:
            tested = {json.loads(line)["text"] for line in lines}
        cases = [case for case in cases if case.get("text") not in tested]
    return [_document(case) for case in cases]


def _document(case: Mapping[str, object]) -> Document:
    given = case.get("articles") or [case]
    assert isinstance(given, list)
    articles = tuple(_article(facts, str(place)) for place, facts in enumerate(given))
    found = candidates(articles)
    values, likeness = features(found, [article.headline for article in articles], "en")
    judge = Judge(articles)
    fit = np.array([not judge.of(candidate).faults for candidate in found])
    reference, count = case["reference"], case.get("sentences", 3)
    text = reference if isinstance(reference, str) else str(reference[0] if isinstance(reference, list) else "")
    return Document(articles, found, text, count if isinstance(count, int) else 3, values, likeness, fit)


def _article(facts: Mapping[str, str], name: str) -> Article:
    paragraphs = tuple(facts["text"].split("\n\n"))
    headline = facts.get("headline") or ""
    return Article(name, name, name, "", headline, "page", _EPOCH, _EPOCH, "", paragraphs)


def _train(
    sets: Mapping[str, Sequence[Document]], recipe: Recipe, wanted: Callable[[str, int], bool]
) -> dict[str, float]:
    """Weights by feature, from those documents (set, number) that are wanted."""
    values, targets, weights = [], [], []
    for name, weight in recipe.sets.items():
        for number, document in enumerate(sets[name]):
            fit = document.fit if document.fit.sum() > 2 else np.ones(len(document.fit), dtype=bool)
            if wanted(name, number) and len(fit):
                rows = document.values[fit]
                values.append(rows - rows.mean(axis=0))
                targets.append(document.gains(recipe.count)[fit])
                weights.append(np.full(len(rows), weight / len(rows)))
    x, y, w = np.concatenate(values), np.concatenate(targets), np.concatenate(weights)
    w /= w.mean()
    spread = np.sqrt((w[:, None] * x**2).mean(axis=0))
    z = x / np.where(spread > 1e-9, spread, 1)
    learned = np.linalg.solve(
        (z * w[:, None]).T @ z + recipe.ridge * len(z) * np.eye(z.shape[1]), (z * w[:, None]).T @ y
    )
    found = learned / np.where(spread > 1e-9, spread, 1)
    for feature, added in recipe.bonus.items():
        found[FEATURES.index(feature)] += added
    return {name: float(f"{value:.5g}") for name, value in zip(FEATURES, found, strict=True)}


def _cross_validate(sets: Mapping[str, Sequence[Document]], name: str, recipe: Recipe) -> dict[str, object]:
    """Gain over LEAD in points of ROUGE (mean of 1, 2 and Lsum F1), with 1.96 standard errors."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)

    def score(document: Document, said: Sequence[str]) -> float:
        found = scorer.score(document.reference, "\n".join(said))
        return float(sum(part.fmeasure for part in found.values()) / len(found))

    gains = []
    for fold in range(_FOLDS):
        weights = _train(sets, recipe, lambda other, number, fold=fold: other != name or number % _FOLDS != fold)  # type: ignore[misc]
        weighed = np.array([weights[feature] for feature in FEATURES])
        for document in sets[name][fold::_FOLDS]:
            ranking = Ranking(tuple(document.values @ weighed), document.likeness)
            options = SummaryOptions(count=document.count)
            chosen = choose(document.sentences, ranking, document.articles, options, Judge(document.articles))
            gains.append(score(document, [c.text for c in chosen]) - score(document, _lead(document)))
    found = 100 * np.array(gains)
    error = 1.96 * float(found.std()) / len(found) ** 0.5
    return {"set": name, "over_lead": round(float(found.mean()), 2), "error": round(error, 2), "cases": len(found)}


def _lead(document: Document) -> list[str]:
    """The first sentence of each article in turn, then the second, datelines and all."""
    texts = [article.text for article in document.articles]
    told = [[text[span.start : span.end] for span in split(text)] for text in texts]
    longest = max(map(len, told))
    return [said[place] for place in range(longest) for said in told if place < len(said)][: document.count]


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(word[:_STEM] for word in words(text))


def _grams(sentences: Sequence[Sequence[str]]) -> Grams:
    tokens = [token for sentence in sentences for token in sentence]
    return Counter(tokens), Counter(pairwise(tokens))


def _rouge(reference: Grams, said: Grams) -> float:
    """(2 ROUGE-1 F1 + ROUGE-2 F1) / 3."""
    one = 2 * (reference[0] & said[0]).total() / max(1, reference[0].total() + said[0].total())
    two = 2 * (reference[1] & said[1]).total() / max(1, reference[1].total() + said[1].total())
    return (2 * one + two) / 3


if __name__ == "__main__":
    main()
