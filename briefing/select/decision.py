"""The decision on one text: is it foreign affairs for a reader at home in one country, and for which reason."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.select.countries import places, regions_of
from briefing.select.features import Features, features
from briefing.select.lexicon import form_of
from briefing.select.model import THRESHOLD, probability
from briefing.select.reasons import reason_against
from briefing.select.tongues import countries_in
from briefing.select.topics import topics_of

__all__ = ["SELECTED", "Decision", "judge"]

SELECTED = "foreign-affairs"
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """`score` is the probability, 0 to 1, that a foreign desk would take it; `selected` from 0.5 on, unless the text
    is of a form that is left out. `reason` is one code; `countries` are ISO alpha-2, most central first."""

    score: float
    selected: bool
    reason: str
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def judge(headline: str, text: str, *, language: str, home: str) -> Decision:
    """The decision on an article in `language` (BCP 47) for a reader at home in `home` (ISO alpha-2, "" nowhere).

    In other languages than English countries are tagged, and nothing is selected: reason "language". Before the score
    come a text of under three words ("too-short") and a headline that announces a form that is no report.
    """
    tongue = language.partition("-")[0].lower()
    if tongue != "en":
        countries = countries_in(headline, text, tongue)
        return Decision(0.0, False, "language", countries, _regions(countries))
    found = places(headline, text)
    seen = features(found, home.upper())
    score = probability(seen)
    reason = _reason(headline, text, seen, score)
    countries = found.countries
    return Decision(score, reason == SELECTED, reason, countries, _regions(countries), topics_of(seen))


def _regions(countries: tuple[str, ...]) -> tuple[str, ...]:
    return regions_of(countries) or ("thematic",)


def _reason(headline: str, text: str, seen: Features, score: float) -> str:
    if len(headline.split()) + len(text.split()) < _FEWEST_WORDS:
        return "too-short"
    return form_of(headline)[0] or (SELECTED if score >= THRESHOLD else reason_against(seen))
