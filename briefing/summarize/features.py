"""What can be seen of a sentence without understanding it: the columns that the ridge ranker weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.summarize import graph
from briefing.summarize.terms import KINDS, Terms, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.summarize.candidates import Candidate

    Columns = Mapping[str, NDArray[np.float64]]

__all__ = ["FEATURES", "features"]

FEATURES = tuple(
    # where it stands
    "early first depth last opens early_paragraph lead_article leans asks "
    # how long it is
    "log_words under_15 over_30 "
    # what kinds of words it holds
    "content_share name_share number_share has_number has_date has_cue has_says has_first_person has_money has_bracket "
    "has_colon has_quote log_number log_date log_cue log_name opens_quote opens_name places "
    # how it sits among the others
    "centroid sumbasic pacsum before after lead_like fresh key "
    # what the rankers of sumy make of it
    "lexrank textrank luhn keyness "
    # what the headline and the other outlets say too
    "headline_recall headline_cosine headline_precision others_most others_mean backing".split()
)
_PLACE = re.compile(r" (?:in|at|near|from|outside|across|over) (?:the )?[A-Z][a-z]")
_KIND = {name: column for column, name in enumerate(KINDS)}
_BACKED = 0.2


def features(
    sentences: Sequence[Candidate], headlines: Sequence[str], language: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n × len(FEATURES) values, n × n cosines) of n sentences; `headlines` has one ("" if unknown) an article.

    Terms weigh the square root of their count times log(1 + n / sentences that have them).
    """
    import numpy as np

    texts = [sentence.text for sentence in sentences]
    found = terms([*texts, *headlines], language.lower().partition("-")[0])
    n = len(texts)
    counts, titles = found.counts[:n], found.counts[n:]
    article = np.array([sentence.article for sentence in sentences])
    weight = np.log1p(n / np.maximum((counts > 0).sum(axis=0), 0.5))
    unit = _unit(np.sqrt(counts) * weight)
    near = unit @ unit.T
    columns = {
        **_standing(sentences, article),
        **_kinds(found.kinds[:n], found.first[:n]),
        "places": np.array([float(len(_PLACE.findall(text))) for text in texts]),
        "asks": np.array([float("?" in text) for text in texts]),
        **_likeness(counts, unit, near),
        **_ranks(found, n),
        **_headline(counts, titles[article], weight),
        **_others(near, article, len(headlines)),
    }
    return np.array([columns[name] for name in FEATURES]).T, near


def _standing(sentences: Sequence[Candidate], article: NDArray[np.int64]) -> Columns:
    import numpy as np

    facts = np.array([(s.place, s.paragraph, s.opens, s.leans) for s in sentences], dtype=np.float64)
    place, paragraph = facts[:, 0], facts[:, 1]
    whole = np.bincount(article)[article]
    return {
        "early": (place + 1) ** -0.35,
        "first": (place == 0).astype(np.float64),
        "depth": place / whole,
        "last": (place == whole - 1).astype(np.float64),
        "opens": facts[:, 2],
        "early_paragraph": (paragraph + 1) ** -0.35,
        "lead_article": (article == 0).astype(np.float64),
        "leans": facts[:, 3],
    }


def _kinds(kinds: NDArray[np.float64], first: NDArray[np.float64]) -> Columns:
    import numpy as np

    words = np.maximum(kinds[:, _KIND["word"]], 1)
    columns = {
        "log_words": np.log(words),
        "under_15": np.maximum(15 - words, 0) / 10,
        "over_30": np.maximum(words - 30, 0) / 10,
        "opens_quote": first[:, _KIND["quote"]],
        "opens_name": first[:, _KIND["name"]],
    }
    shares, capped, logs = kinds / words[:, None], np.minimum(kinds, 1), np.log1p(kinds)
    columns |= {f"{name}_share": shares[:, _KIND[name]] for name in ("content", "name", "number")}
    columns |= {f"has_{name}": capped[:, column] for name, column in _KIND.items()}
    return columns | {f"log_{name}": logs[:, _KIND[name]] for name in ("number", "date", "cue", "name")}


def _likeness(counts: NDArray[np.float64], unit: NDArray[np.float64], near: NDArray[np.float64]) -> Columns:
    import numpy as np

    n = len(counts)
    total = counts.sum(axis=0)
    present = counts > 0
    later, sooner = np.triu(near, 1), np.tril(near, -1)
    terms_each = np.maximum(present.sum(axis=1), 1)
    seen = np.cumsum(counts, axis=0) - counts
    return {
        "centroid": unit @ _unit(unit.sum(axis=0, keepdims=True))[0],
        "sumbasic": _scaled(counts @ total / np.maximum(counts.sum(axis=1), 1)),
        "pacsum": (later.sum(axis=1) - sooner.sum(axis=1)) / n,
        "before": sooner.max(axis=1),
        "after": later.max(axis=1),
        "lead_like": near[:, 0],
        "fresh": (present & (seen == 0)).sum(axis=1) / terms_each,
        "key": present @ (total * (total > 1)) / max(1.0, total.sum()),
    }


def _ranks(found: Terms, n: int) -> Columns:
    counts, lengths = found.counts[:n], found.lengths[:n]
    frequent = counts.sum(axis=0) > 1
    columns = found.columns[: int(lengths.sum())]
    return {
        "lexrank": _scaled(graph.lexrank(counts)),
        "textrank": _scaled(graph.textrank(counts)),
        "luhn": _scaled(graph.luhn(frequent[columns] & (columns >= 0), lengths)),
        "keyness": _scaled(graph.keyness(counts)),
    }


def _headline(counts: NDArray[np.float64], titles: NDArray[np.float64], weight: NDArray[np.float64]) -> Columns:
    """How much of its article's headline a sentence repeats; `titles` has a row for each sentence."""
    import numpy as np

    present, title = (counts > 0).astype(np.float64), (titles > 0).astype(np.float64)
    shared, own, theirs = (present * title) @ weight, present @ weight, title @ weight
    return {
        "headline_recall": shared / np.maximum(theirs, 1e-9),
        "headline_cosine": shared / np.maximum(np.sqrt(own * theirs), 1e-9),
        "headline_precision": shared / np.maximum(own, 1e-9),
    }


def _others(near: NDArray[np.float64], article: NDArray[np.int64], articles: int) -> Columns:
    """How much the other articles say the same: likeness to the most alike sentence of each."""
    import numpy as np

    if articles < 2:
        nothing = np.zeros(len(near))
        return {"others_most": nothing, "others_mean": nothing, "backing": nothing}
    best = np.stack(
        [np.where(article == other, near, 0).max(axis=1) * (article != other) for other in range(articles)], axis=1
    )
    return {
        "others_most": best.max(axis=1),
        "others_mean": best.sum(axis=1) / (articles - 1),
        "backing": (best > _BACKED).sum(axis=1) / (articles - 1),
    }


def _unit(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(length > 0, length, 1)


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divided by the greatest, so that documents of any length compare."""
    top = float(values.max(initial=0))
    return values / top if top > 0 else values
