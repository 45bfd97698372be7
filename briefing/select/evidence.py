"""The words of an article that decided: take them away, and a selection falls below the threshold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from briefing.select.countries import Places, places
from briefing.select.decision import SELECTED, Decision, judge
from briefing.select.features import READ_AT_MOST, features, units
from briefing.select.lexicon import form_of, hits
from briefing.select.model import contributions
from briefing.text.tokens import stopwords

__all__ = ["evidence", "without"]

_SHOWN = 4  # words of a refusal
_STEPS = (2, 4, 7, 12, 20, 40, 80)


def evidence(headline: str, text: str, decision: Decision, *, home: str) -> tuple[str, ...]:
    """Words of an English article, the strongest first.

    Of a selection: as many as must be deleted (`without`) for the article to be refused. Of a refusal: the words that
    announce its form, else up to four of the list that gave the reason or, without one, that speak most against it.
    """
    form, words_of_form = form_of(headline)
    if form:
        return (words_of_form.strip(),)
    found = places(headline, text)
    if decision.reason != SELECTED:
        listed = _surfaces(found, home.upper()).get(f"#{decision.reason}", ())
        return (listed or _strongest(found, home.upper(), sign=-1.0))[:_SHOWN]
    words = _strongest(found, home.upper(), sign=1.0)
    for step in _STEPS:
        bare_headline, bare_text = without(words[:step], headline), without(words[:step], text)
        if not judge(bare_headline, bare_text, language="en", home=home).selected:
            return words[:step]
    return words


def without(words: tuple[str, ...], text: str) -> str:
    """The text without any of the words, wherever they stand as whole words."""
    if not words:
        return text
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", "", text, flags=re.IGNORECASE)


def _strongest(found: Places, home: str, *, sign: float) -> tuple[str, ...]:
    """Words as the article writes them, by what they add to the log-odds (or take, with sign -1)."""
    worth: defaultdict[str, float] = defaultdict(float)
    seen = features(found, home)
    shown = _surfaces(found, home)
    for half in contributions(seen):
        for name, value in half.items():
            behind = _behind(name, shown)
            for word in behind:
                worth[word] += sign * value / len(behind)
    dull = stopwords("en")
    kept = (word for word, value in worth.items() if value > 0 and word.casefold() not in dull)
    return tuple(sorted(kept, key=lambda word: (-worth[word], word)))


def _surfaces(found: Places, home: str) -> Mapping[str, tuple[str, ...]]:
    """The words of the article, as written and each once, behind every unit and every list."""
    shown: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for part, words in enumerate((found.headline, found.text)):
        for unit in units(found, part):
            shown[unit.name].setdefault(unit.raw.casefold(), unit.raw)
            if unit.code:
                side = "@home" if unit.code == home else "@abroad"
                shown[side].setdefault(unit.raw.casefold(), unit.raw)
        items = words.tokens[:READ_AT_MOST]
        for hit in hits(items):
            raw = words.text[items[hit.first].start : items[hit.last].end]
            shown[f"#{hit.name}"].setdefault(raw.casefold(), raw)
    return {name: tuple(raws.values()) for name, raws in shown.items()}


def _behind(name: str, shown: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The article's words behind a feature: a pair's are those of both its words, a shape's the places abroad."""
    if name.startswith("+"):
        return shown.get("@abroad", ())
    return shown.get(name) or tuple(word for unit in name.split(" ") for word in shown.get(unit, ()))
