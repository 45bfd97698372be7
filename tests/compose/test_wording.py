"""Our own phrases: every language has all of them, with the blanks of the English and a number in every count."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from babel import Locale

from briefing.compose.wording import LANGUAGES, counted, phrase, words

ENGLISH = words("en")
COUNTED = sorted({key.rpartition(".")[0] for key in ENGLISH if key.endswith(".other")})


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_has_every_phrase_and_every_blank(language: str) -> None:
    own = json.loads((files("briefing.compose") / "phrases" / f"{language}.json").read_text("utf-8"))
    plain = {key for key in ENGLISH if key.rpartition(".")[0] not in COUNTED}
    assert plain - set(own) <= {"time", "day_and_time"}
    for key in plain & set(own):
        assert blanks(own[key]) == blanks(ENGLISH[key]), key
    for key in COUNTED:
        forms = set(Locale.parse(language).plural_form.rules) | {"other"}
        assert f"{key}.other" in own
        for form in forms & {"zero", "one", "two", "few"}:
            assert f"{key}.{form}" in own


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", [0, 1, 2, 3, 11, 100, 1_000_000])
def test_a_count_shows_its_number_in_digits(language: str, n: int) -> None:
    for key in COUNTED:
        assert re.findall(r"\d+", counted(language, key, n)) == [str(n)]


def test_a_language_without_phrases_borrows_the_english() -> None:
    assert words("xx-Latn") is words("en")
    assert words("fr-CA")["in_brief"] == "En bref"


def test_what_fills_a_blank_is_never_read_as_a_pattern() -> None:
    assert (
        phrase("en", "because", title="{n} {0.__class__}")
        == "You get this because you are subscribed to {n} {0.__class__}."
    )
