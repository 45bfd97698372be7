"""Sentences as counts of terms: what all rankers of ours compute with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from briefing.summarize.lexicon import CUES, DATES, FIRST_PERSON, SAYS
from briefing.text.tokens import stopwords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["KINDS", "Terms", "terms"]

_TOKEN = re.compile(r"[^\W_]+(?:[.,](?=\d)\d+|['’-][^\W_]+)*|[\"“”«»?:()%$£€]")
_STEM = 7
_KNOWN_WORDS = 1 << 16
KINDS = (
    "word",
    "content",
    "name",
    "number",
    "date",
    "cue",
    "says",
    "first_person",
    "quote",
    "money",
    "bracket",
    "colon",
)
"""Kinds of tokens that are counted in a sentence; a token may be of several."""


@dataclass(frozen=True, slots=True)
class Terms:
    """n sentences over v terms: content words in lower case, cut to seven letters, in order of first use.

    `counts` is n × v; `kinds` is n × len(KINDS), the tokens of each kind; `first` is n × len(KINDS), the kinds of the
    sentence's first token. `columns` are the terms of all tokens in a row (-1 for none), `lengths` (n) says how many
    tokens each sentence has; `index` gives a term's column.
    """

    counts: NDArray[np.float64]
    kinds: NDArray[np.float64]
    first: NDArray[np.float64]
    columns: NDArray[np.int64]
    lengths: NDArray[np.int64]
    index: dict[str, int]


def terms(sentences: Sequence[str], language: str) -> Terms:
    """Counts of `sentences`, at least one; `language` (ISO 639-1) chooses the stop words."""
    import numpy as np

    tokens: defaultdict[str, int] = defaultdict(count().__next__)  # numbered as they come
    flat: list[int] = []
    lengths: list[int] = []
    for sentence in sentences:
        found = _TOKEN.findall(sentence) or [""]
        flat += map(tokens.__getitem__, found)
        lengths.append(len(found))
    facts = [_facts(token, language) for token in tokens]
    index: dict[str, int] = {}
    columns = np.array([index.setdefault(stem, len(index)) if stem else -1 for stem, _ in facts])
    bits = np.array([kinds for _, kinds in facts])
    flags = (bits[:, None] >> np.arange(len(KINDS)) & 1).astype(np.float64)
    n, used = len(sentences), np.array(flat)
    row = np.repeat(np.arange(n), lengths)
    column = columns[used]
    width = max(1, len(index))
    known = column >= 0
    counts = np.bincount(row[known] * width + column[known], minlength=n * width).reshape(n, width)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    return Terms(
        counts=counts.astype(np.float64),
        kinds=np.add.reduceat(flags[used], starts, axis=0),
        first=flags[used[starts]],
        columns=column,
        lengths=np.array(lengths),
        index=index,
    )


@lru_cache(maxsize=_KNOWN_WORDS)
def _facts(token: str, language: str) -> tuple[str, int]:
    """The token's term ("" where it is none) and its kinds, a bit each."""
    word = token.lower().replace("’", "'").removesuffix("'s")
    letter = word[:1].isalnum()
    number = word[:1].isdigit()
    content = letter and word not in stopwords(language) and (number or len(word) > 1)
    kinds = (
        letter,
        content,
        content and token[0].isupper(),
        number,
        word in DATES,
        word in CUES,
        word in SAYS,
        word in FIRST_PERSON,
        word in ("“", "”", '"', "«", "»"),
        word in ("$", "£", "€", "%"),
        word in ("(", ")"),
        word == ":",
    )
    return (word[:_STEM] if content else ""), sum(1 << place for place, yes in enumerate(kinds) if yes)
