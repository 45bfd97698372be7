"""From articles to selections: the judgement, then what the reader asked for, then the words that decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from briefing.model import Article, Profile, Selection
from briefing.select.decision import Decision, judge
from briefing.select.evidence import evidence

__all__ = ["SelectOptions", "select"]


@dataclass(frozen=True, slots=True)
class SelectOptions:
    """What a reader wants; empty tuples in `regions`, `countries` and `topics` mean all. `home` is ISO alpha-2."""

    home: str = ""
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """The options of a profile."""
        return cls(
            profile.home, profile.regions, profile.countries, profile.topics, profile.mute, profile.languages or ("en",)
        )


def select(articles: Sequence[Article], options: SelectOptions) -> tuple[Selection, ...]:
    """One selection an article, in the same order; each stands for itself, whatever else is in the batch."""
    return tuple(_selection(article, options) for article in articles)


def _selection(article: Article, options: SelectOptions) -> Selection:
    text = article.text or article.standfirst
    language = article.language or "en"
    decision = judge(article.headline, text, language=language, home=options.home)
    if language.partition("-")[0].lower() not in {asked.partition("-")[0].lower() for asked in options.languages}:
        decision = replace(decision, selected=False, reason="language")
    words: tuple[str, ...] = ()
    if decision.selected:
        reason, words = _unwanted(article, decision, options)
        decision = replace(decision, selected=not reason, reason=reason or decision.reason)
    if decision.reason != "language" and not words:
        words = evidence(article.headline, text, decision, home=options.home)
    return Selection(
        article.id,
        decision.score,
        decision.selected,
        decision.reason,
        decision.countries,
        decision.regions,
        decision.topics,
        words,
    )


def _unwanted(article: Article, decision: Decision, options: SelectOptions) -> tuple[str, tuple[str, ...]]:
    """The code of the first wish that the article does not meet, with the muted words that it holds; "" where none."""
    muted = tuple(found for word in options.mute if (found := _found(word, article)))
    if muted:
        return "muted", muted
    wishes = (
        ("other-region", options.regions, decision.regions),
        ("other-country", options.countries, decision.countries),
        ("other-topic", options.topics, decision.topics),
    )
    for reason, wanted, has in wishes:
        if wanted and not {name.casefold() for name in wanted} & {name.casefold() for name in has}:
            return reason, ()
    return "", ()


def _found(word: str, article: Article) -> str:
    """The muted word as the headline, the standfirst or the first paragraph writes it, whole words only; else ""."""
    if not word.strip():
        return ""
    opening = article.paragraphs[0] if article.paragraphs else ""
    pattern = re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w)", re.IGNORECASE)
    for part in (article.headline, article.standfirst, opening):
        if match := pattern.search(part):
            return match.group()
    return ""
