"""Walls, lists and missing pages are no articles, and the reading says which."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError, ParseFailed, TooLarge
from briefing.extract import read_page
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gayamail.example/2026/11/20/bridge"


@pytest.mark.parametrize(
    ("reason", "headline", "lines"),
    [
        ("a cookie or consent wall", "Before you continue", ("We and our partners use cookies to measure you.",) * 3),
        ("a login page", "Welcome back", ("Sign in to read your papers.", "Forgot your password? Ask for another.")),
        ("a page that is not found", "Sorry", ("The page you were looking for was not found on this server.",)),
        ("a check against robots", "One moment", ("Please verify you are human before you read on.",)),
    ],
)
def test_a_wall_is_no_article(reason: str, headline: str, lines: tuple[str, ...]) -> None:
    reading = read_page(page(*(f"<p>{line}</p>" for line in lines), headline=headline), URL)
    assert not reading.article
    assert reading.reason == reason
    assert reading.text == ""
    assert reading.headline == ""


def test_a_list_of_stories_is_no_article() -> None:
    teasers = (
        f'<div class="teaser"><h3><a href="/{n}">Ministers meet for the {n}th time in Niamey</a></h3>'
        f"<p>Talks went on for {n} hours.</p></div>"
        for n in range(4, 24)
    )
    reading = read_page(page(*teasers, headline="World"), "https://gayamail.example/world")
    assert not reading.article
    assert reading.reason in ("an index page", "no text")


def test_an_empty_page_has_no_text() -> None:
    assert read_page(b"", URL).reason == "no text"


def test_a_stub_before_a_paywall_says_so_and_keeps_its_own_words() -> None:
    wall = "<p>Subscribe to continue reading. Already a subscriber? Sign in.</p>"
    reading = read_page(page(f"<p>{PARAGRAPHS[0]}</p>", f"<p>{PARAGRAPHS[1]}</p>", wall), URL)
    assert reading.paywall
    assert reading.paragraphs == PARAGRAPHS[:2]


def test_what_is_too_large_or_no_page_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_page(b"<p>x</p>" * 16_000, URL)
    with pytest.raises(TooLarge):
        read_page(b"<div>" * 400 + b"x", URL)
    with pytest.raises(ParseFailed):
        read_page(bytes(range(1, 32)) * 2_000, URL)
    assert issubclass(TooLarge, BriefingError)


def test_a_caption_and_its_credit_are_kept_apart_from_the_text() -> None:
    figure = (
        "<figure><img src=x.jpg><figcaption>Lorries wait in Gaya on Thursday. "
        "Photo: Sahel Press/R. Adamou</figcaption></figure>"
    )
    reading = read_page(page(figure, *(f"<p>{text}</p>" for text in PARAGRAPHS)), URL)
    assert reading.caption == "Lorries wait in Gaya on Thursday."
    assert reading.credit == "Photo: Sahel Press/R. Adamou"
    assert reading.paragraphs == PARAGRAPHS
