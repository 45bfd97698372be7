"""Sentences: where they start and end, to the character."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.text.sentences import spans, split

_NEWSY = st.lists(
    st.sampled_from(
        [
            *"“”\"'’().,!?…:;—-«»「」。！？ \n\t\u00a0\u2028",
            "U.S.",
            "Gen.",
            "He",
            "said",
            "3.5",
            "KYIV",
            "(AP) —",
            "http",
        ]
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(st.text(max_size=400), _NEWSY), st.sampled_from(["en", "fr", "de", "es", "ar", "zh", "ja", "sw", ""]))
def test_sentences_hold_everything_but_white_space_in_order(text: str, language: str) -> None:
    place = 0
    for span in split(text, language):
        assert not text[place : span.start].strip()
        assert span.start < span.end
        sentence = text[span.start : span.end]
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        place = span.end
    assert not text[place:].strip()


def test_a_dateline_says_that_it_is_one() -> None:
    text = "SEOUL, Nov. 22 (Yonhap) — The pact was signed. Japan follows."
    assert [span.dateline for span in split(text)] == [True, False, False]
    assert [span.dateline for span in split("MOSCOW, November 20. /TASS/. The ministry denied it.")] == [True, False]


def test_a_dateline_without_a_space_is_parted_from_the_quotation_after_it() -> None:
    text = '(CNN)"We left," he said.'
    assert [text[s.start : s.end] for s in split(text)] == ["(CNN)", '"We left," he said.']


def test_the_first_sentences_of_an_endless_line_come_without_reading_the_rest() -> None:
    text = "The border opened again. " * 200_000
    assert next(spans(text)).end == len("The border opened again.")
