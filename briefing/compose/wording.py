"""Every phrase of an edition that we write ourselves, by language: English here, others in phrases/.

Dates and times are patterns of Unicode's locale data (CLDR). A phrase that a language does not have is the English one.
Counts always show their number in digits: a proof reads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["LANGUAGES", "counted", "phrase", "words"]

LANGUAGES = ("en", "ar", "de", "es", "fr")  # with phrases of their own

_ENGLISH: Mapping[str, str] = {
    "date": "EEEE d MMMM",
    "time": "HH:mm",
    "day_and_time": "EEE HH:mm",
    "counts": "{stories} from {sources} · {words}, {minutes} min",
    "story.one": "{n} story",
    "story.other": "{n} stories",
    "source.one": "{n} source",
    "source.other": "{n} sources",
    "word.one": "{n} word",
    "word.other": "{n} words",
    "feed.one": "{n} feed",
    "feed.other": "{n} feeds",
    "article.one": "{n} article",
    "article.other": "{n} articles",
    "sample": "Sample edition: invented news",
    "sample_mark": "[Sample] ",
    "greeting": ", for {name}",
    "in_brief": "In brief",
    "lead": "Lead story",
    "also_today": "Also today",
    "comma": ", ",
    "also": "also",
    "more": "{n} more",
    "paywall": "paywall",
    "feed_only": "Feed text only:",
    "feed_only_mark": "feed text only",
    "citation": "Source {n}: {outlet}",
    "read": "{feeds} read",
    "unreachable": "{n} unreachable ({names})",
    "and_more": "{names} and {n} more",
    "made_from": "{read}; {articles} → {stories}",
    "of_feed_text": "{n} from feed text only",
    "trimmed.one": "{n} story was moved to Also today to keep this message short.",
    "trimmed.other": "{n} stories were moved to Also today to keep this message short.",
    "promise": "Summaries are sentences quoted from the articles, not generated.",
    "about": "About this edition",
    "because": "You get this because you are subscribed to {title}.",
    "edition": "Edition {id}",
    "unsubscribe": "Unsubscribe",
    "region.africa": "Africa",
    "region.americas": "Americas",
    "region.asia-pacific": "Asia-Pacific",
    "region.europe": "Europe",
    "region.middle-east": "Middle East",
    "region.thematic": "Across borders",
    "region.": "World",
}


def words(language: str) -> Mapping[str, str]:
    """All phrases for a BCP 47 language, by its primary subtag; English where it has none."""
    return _phrases(language.partition("-")[0].lower())


@cache
def _phrases(language: str) -> Mapping[str, str]:
    if language == "en" or language not in LANGUAGES:
        return _ENGLISH
    table = files("briefing.compose") / "phrases" / f"{language}.json"
    own: dict[str, str] = json.loads(table.read_text("utf-8"))
    return {**_ENGLISH, **own}


def phrase(language: str, key: str, **values: str | int) -> str:
    """One phrase with its blanks filled. Values are never read as patterns."""
    return words(language)[key].format(**values)


def counted(language: str, key: str, n: int) -> str:
    """Such as "8 stories": the form of `key` that the language uses for n (CLDR plural rules)."""
    from briefing.compose.calendar import locale

    forms = words(language)
    return forms.get(f"{key}.{locale(language).plural_form(n)}", forms[f"{key}.other"]).format(n=n)
