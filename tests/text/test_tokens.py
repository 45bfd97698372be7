"""Words, for counting and comparing."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.text.tokens import stopwords, words


def test_words_are_lower_case_and_without_possessives() -> None:
    assert words("Iran’s envoy met the U.S. team on 1,200.5 points.") == (
        ("iran", "envoy", "met", "the", "u.s.", "team", "on", "1,200.5", "points")
    )


def test_each_character_of_chinese_and_japanese_is_a_word() -> None:
    assert words("停火") == ("停", "火")


def test_a_language_without_a_list_has_no_stop_words() -> None:
    assert "the" in stopwords("en-GB")
    assert stopwords("xx") == frozenset()


@given(st.text(max_size=300))
def test_no_word_is_empty_or_has_white_space(text: str) -> None:
    assert all(word and not any(character.isspace() for character in word) for word in words(text))
