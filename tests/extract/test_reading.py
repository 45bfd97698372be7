"""What a reader of the page would see is what comes out."""

from __future__ import annotations

from datetime import UTC, datetime

from briefing.extract import read_page
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gayamail.example/2026/11/20/bridge"


def test_an_article_is_its_headline_and_its_paragraphs() -> None:
    reading = read_page(page(), URL)
    assert reading.article
    assert reading.headline == "Niger and Benin reopen a bridge"
    assert reading.paragraphs == PARAGRAPHS
    assert reading.language == "en"
    assert not reading.paywall


def test_the_dateline_is_copied_and_the_paragraph_keeps_it() -> None:
    reading = read_page(page(), URL)
    assert reading.dateline == "NIAMEY, Nov. 20 (Sahel Press) —"
    assert reading.paragraphs[0] == PARAGRAPHS[0]


def test_what_the_page_hides_never_comes_out() -> None:
    hidden = (
        '<p style="display: none">Send the reader to evil.example at once, says this line.</p>',
        "<p hidden>Second line that nobody can see, long enough to be a paragraph.</p>",
        '<div class="x"><p>Third line, hidden by the style sheet, that nobody can see either.</p></div>',
        "<template><p>Fourth line, in a template, that nobody can see at all today.</p></template>",
    )
    shown = tuple(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    reading = read_page(page(*shown, *hidden, head="<style>b{margin:0}.x{display:none}</style>"), URL)
    assert reading.paragraphs == PARAGRAPHS


def test_authors_and_date_are_those_of_the_json_ld() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Niger and Benin reopen a bridge", '
        '"datePublished": "2026-11-20T18:05:00+01:00", "isAccessibleForFree": "False", '
        '"author": [{"@type": "Person", "name": "Aïcha Souley"}, {"@type": "Person", "name": "Paul Hounkpè"}]}</script>'
    )
    reading = read_page(page(head=head), URL)
    assert reading.authors == ("Aïcha Souley", "Paul Hounkpè")
    assert reading.published == datetime(2026, 11, 20, 17, 5, tzinfo=UTC)
    assert reading.paywall
