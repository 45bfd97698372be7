"""Why a story stands where it does, in at most twelve words."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Story

__all__ = ["why"]

_WORDS = 12
_COUNTRIES = 3


def why(story: Story, followed: Sequence[str], language: str) -> str:
    """Such as "4 independent publishers · Japan, South Korea · you follow ceasefire"; whole parts, as many as fit.

    A followed country is named once, as such. Country names are those of CLDR in `language`.
    """
    count = len(story.publishers)
    parts = [f"{count} independent publishers" if count > 1 else "1 publisher"]
    reader = [f"you follow {', '.join(_name(one, language) for one in followed[:2])}"] if followed else []
    others = [code for code in story.countries if code not in followed]
    for shown in range(min(_COUNTRIES, len(others)), -1, -1):
        names = [", ".join(_name(code, language) for code in others[:shown])] if shown else []
        said = " · ".join(parts + names + reader)
        if len(said.split()) <= _WORDS:
            return said
    return parts[0]


def _name(code: str, language: str) -> str:
    """A country's name; any other word as it is."""
    if len(code) != 2 or not code.isupper():
        return code
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").territories
    return str(names.get(code, code))
