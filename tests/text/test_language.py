"""Which language a report is in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The foreign ministers of both countries signed the agreement on Sunday morning."),
        ("fr", "Les ministres des affaires étrangères des deux pays ont signé l’accord dimanche matin."),
        ("de", "Die Außenminister beider Länder unterzeichneten das Abkommen am Sonntagmorgen."),
        ("es", "Los ministros de exteriores de ambos países firmaron el acuerdo el domingo por la mañana."),
        ("ar", "وقع وزيرا خارجية البلدين الاتفاق صباح الأحد في العاصمة بعد محادثات طويلة."),
        ("ja", "両国の外相は日曜日の朝に合意文書に署名したと発表し、来月から発効すると述べた。"),
    ],
)
def test_a_sentence_of_news_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


def test_a_few_letters_tell_nothing() -> None:
    assert detect("BBC 2026", fallback="en") == "en"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_some_answer(text: str) -> None:
    assert isinstance(detect(text, fallback="en"), str)


@pytest.mark.parametrize(
    "headline", ["Minister visits Laos, vows aid for bomb clearance", "nato ministers meet in vilnius to discuss aid"]
)
def test_an_english_headline_is_not_taken_for_a_language_without_newsrooms(headline: str) -> None:
    assert detect(headline) == "en"
