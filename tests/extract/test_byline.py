"""Who wrote it, where the page says it only in its markup, or names the outlet too."""

from briefing.extract import read_page
from tests.extract.pages import PARAGRAPHS, page

URL = "https://www.gayamail.example/2026/11/20/bridge"
SHOWN = tuple(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def test_a_class_in_humps_is_read_as_its_words() -> None:
    reading = read_page(page('<div class="metaInfoAuthorList-item">Aïcha Souley</div>', *SHOWN), URL)
    assert reading.authors == ("Aïcha Souley",)


def test_an_element_with_figures_holds_more_than_a_name() -> None:
    wrapped = '<div class="authorBox"><p class="author">By Aïcha Souley</p><span>20 November, 18:05</span></div>'
    assert read_page(page(wrapped, *SHOWN), URL).authors == ("Aïcha Souley",)


def test_the_outlet_is_no_author_where_a_person_is_named() -> None:
    head = (
        '<meta property="og:site_name" content="The Gaya Mail">'
        '<meta name="author" content="The Gaya Mail"><meta name="author" content="Paul Hounkpè">'
    )
    assert read_page(page(head=head), URL).authors == ("Paul Hounkpè",)


def test_the_outlets_host_is_no_author_where_a_person_is_named() -> None:
    byline = '<p class="byline">By Paul Hounkpè</p>'
    named = page(byline, *SHOWN, head='<meta name="author" content="gayamail.example">')
    assert read_page(named, URL).authors == ("Paul Hounkpè",)


def test_the_outlet_is_the_author_where_nobody_else_is() -> None:
    head = '<meta property="og:site_name" content="The Gaya Mail"><meta name="author" content="The Gaya Mail">'
    assert read_page(page(head=head), URL).authors == ("The Gaya Mail",)
