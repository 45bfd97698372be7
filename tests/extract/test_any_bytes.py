"""Whatever the bytes are, the answer is a reading or an error of ours."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ParseFailed, TooLarge
from briefing.extract import read_page
from tests.extract.pages import PARAGRAPHS, page

PIECES = st.sampled_from(
    """<p> </p> <div_class='a'_id=x_hidden> </div> <br> <!-- --> <script_type=application/ld+json> </script> <style>.a{
display:none } </style> &#0;&amp;amp;&#xFFFFFFFF; <table><tr><td> <title> <meta_property=og:title_content='> " ' = < >
<h1> {"@type":"NewsArticle","author":[[{"@id":"a"}]],"headline":{"a":1},"datePublished":5} <svg><p> By_Aïcha_Souley
20_Nov._2026 \x00\x1b\u202e The_first_lorries_are_to_cross_on_Monday_at_dawn,_said_the_minister.""".replace(
        "\n", " "
    ).split(" ")
).map(lambda piece: piece.replace("_", " "))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_broken_markup_is_read_or_refused(markup: str) -> None:
    body = markup.encode("utf-8", "replace")
    with contextlib.suppress(ParseFailed, TooLarge):
        reading = read_page(body, "https://gayamail.example/x")
        assert reading.article == bool(reading.paragraphs)
    with contextlib.suppress(ParseFailed, TooLarge):
        read_page(page(markup), "https://gayamail.example/x")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2_000), st.text(max_size=40))
def test_any_bytes_are_read_or_refused(body: bytes, content_type: str) -> None:
    with contextlib.suppress(ParseFailed, TooLarge):
        read_page(body, "https://gayamail.example/x", content_type)


@pytest.mark.parametrize("mark", ["\x1b", "&#27;", "&#x1B;", "&#0014;", "\x00", "&#0;", "\uffff", "&#65535;"])
def test_a_control_character_takes_nothing_with_it(mark: str) -> None:
    blocks = (f"<p>{mark}{paragraph}</p><p hidden>{mark}x</p>{mark}" for paragraph in PARAGRAPHS)
    assert read_page(page(*blocks), "https://gayamail.example/x").paragraphs == PARAGRAPHS


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "&#12;", "&#xb;", "\x1f", "&#31;"])
def test_a_control_character_that_is_white_space_parts_words(mark: str) -> None:
    blocks = (f"<p>{paragraph.replace(' ', mark, 3)}</p>" for paragraph in PARAGRAPHS)
    assert read_page(page(*blocks), "https://gayamail.example/x").paragraphs == PARAGRAPHS
