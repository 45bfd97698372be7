"""The decision on one text: is it foreign affairs for a reader at home in one country, and for which reason."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.select.countries import places, regions_of
from briefing.select.features import Features, features
from briefing.select.lexicon import form_of
from briefing.select.model import THRESHOLD, known_words, probability
from briefing.select.reasons import reason_against
from briefing.select.spelling import tokens
from briefing.select.tongues import countries_in, known_languages
from briefing.select.topics import topics_of

__all__ = ["SELECTED", "Decision", "judge"]

SELECTED = "foreign-affairs"
_FEWEST_WORDS = 3
_SHORT = 40  # words
_KNOWN, _KNOWN_AGAINST_RARE = 0.75, 0.5  # shares of words; the lower where the other language is seldom in the news
_DULL = frozenset("a an and as at be by for from has he her his in is it its of on or she that the to was with".split())


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
    if tongue != "en" and not _is_english(headline, text, tongue):
        countries = countries_in(headline, text, tongue)
        return Decision(0.0, False, "language", countries, _regions(countries))
    found = places(headline, text)
    seen = features(found, home.upper())
    score = probability(seen)
    reason = _reason(headline, text, seen, score)
    countries = found.countries
    return Decision(score, reason == SELECTED, reason, countries, _regions(countries), topics_of(seen))


def _is_english(headline: str, text: str, tongue: str) -> bool:
    """True for a short text, nearly all of whose words the model knows (of rarer languages, half).

    Detectors take headlines full of foreign names for Malay, Latin or Pidgin; longer texts they judge well.
    """
    names = [token.key for token in tokens(f"{headline} {text}")]
    known = known_words()
    share = _KNOWN if tongue in known_languages() else _KNOWN_AGAINST_RARE
    return 2 < len(names) <= _SHORT and sum(name in known or name in _DULL for name in names) >= share * len(names)


def _regions(countries: tuple[str, ...]) -> tuple[str, ...]:
    return regions_of(countries) or ("thematic",)


def _reason(headline: str, text: str, seen: Features, score: float) -> str:
    if len(headline.split()) + len(text.split()) < _FEWEST_WORDS:
        return "too-short"
    return form_of(headline)[0] or (SELECTED if score >= THRESHOLD else reason_against(seen))
