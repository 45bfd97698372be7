"""Plain text: nothing unseen in it, nothing seen lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.clean import fold_space, plain, plain_paragraph


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  Talks \n\t open\u00a0in\u2009Quito ", "Talks open in Quito"),
        ("Talks\r\nBcc: all@halden.example", "Talks Bcc: all@halden.example"),
        ("Talks\x00\x07\x9d open", "Talks open"),
        ("Talks\x85open", "Talks open"),
        ("safe\u202egpj.exe\u202c", "safegpj.exe"),
        ("\u2067Talks\u2069 \u200eopen\u200f", "Talks open"),
        ("co\u00adoper\u200bation\ufeff", "cooperation"),
        ("lone \ud800 half", "lone half"),
        ("tag\U000e0041ged", "tagged"),
        ("می\u200cخواهند", "می\u200cخواهند"),
        ("क्\u200dष", "क्\u200dष"),
        ("\u200d Talks \u200c", "Talks"),
        ("Naïve “quotes” – 😀👩‍👩‍👧", "Naïve “quotes” – 😀👩‍👩‍👧"),
        ("e\u0301tat", "e\u0301tat"),
    ],
)
def test_controls_go_and_words_stay(written: str, meant: str) -> None:
    assert plain(written) == meant


def test_paragraphs_stay_apart() -> None:
    assert plain_paragraph(" One\ntwo.\r\n \r\n\r\nThree.\u2029Four. ") == "One two.\n\nThree.\n\nFour."


def test_folding_space_changes_nothing_else() -> None:
    assert fold_space(" a\u202e  b\u00a0\n c ") == "a\u202e b c"


@given(st.text() | st.text(st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Cs", "Ll"])))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert plain_paragraph(plain_paragraph(text)) == plain_paragraph(text)
    assert fold_space(fold_space(text)) == fold_space(text)


@given(st.text())
def test_nothing_is_left_that_could_break_a_header_or_turn_a_line_around(text: str) -> None:
    clean = plain(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in clean)
    assert not any(
        unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for c in clean
    )
    clean.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M"], exclude_characters="\u034f"), max_size=60))
def test_no_visible_character_is_ever_changed(text: str) -> None:
    assert plain(text) == text
