"""What a reader finds in an edition: true counts, whole quotations, the same in both parts."""

from __future__ import annotations

import re
from dataclasses import replace
from math import ceil

import lxml.html
import pytest

from briefing.compose import compose
from briefing.model import Edition, Format, Skeleton, Summary
from tests.compose.editions import BY_NAME, SENDER, Told, edition, templates
from tests.compose.reading import finished, html_of, read_page, read_plain, text_of

TEMPLATES = templates()


def composed(made: Edition, form: Format = "html") -> Skeleton:
    return compose(made, SENDER, TEMPLATES, form)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, relative luminance."""

    def luminance(color: str) -> float:
        parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_counts_in_the_masthead_are_those_of_the_finished_message(name: str) -> None:
    made = BY_NAME[name]()
    message = finished(composed(made))
    page = read_page(html_of(message))
    numbers = [int(number) for number in re.findall(r"\d+", page.counts)][1:]
    assert numbers == [len(page.stories), len(page.outlets), page.words, max(1, ceil(page.words / 230))]


@pytest.mark.parametrize("name", BY_NAME)
def test_both_parts_tell_the_same_stories_in_the_same_order_with_the_same_links(name: str) -> None:
    message = finished(composed(BY_NAME[name]()))
    page, plain = read_page(html_of(message)), read_plain(text_of(message))
    assert plain.stories == page.stories
    assert plain.also == page.also
    assert page.counts in plain.counts


@pytest.mark.parametrize("name", BY_NAME)
def test_a_reader_of_plain_text_gets_the_same_text(name: str) -> None:
    assert composed(BY_NAME[name](), "text").text == composed(BY_NAME[name]()).text


@pytest.mark.parametrize("name", BY_NAME)
def test_an_edition_fits_into_every_inbox(name: str) -> None:
    html = composed(BY_NAME[name]()).html
    assert len(html.encode()) <= (95_000 if name == "forty" else 60_000)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)


def test_nothing_remote_is_loaded_and_nothing_runs() -> None:
    html = composed(BY_NAME["normal"]()).html
    assert not re.search(r"<(img|script|link|iframe|form|object|video)\b|@import|url\(|\son\w+=", html)


def test_one_h1_then_regions_then_stories() -> None:
    page = lxml.html.fromstring(composed(BY_NAME["normal"]()).html)
    assert len(page.findall(".//h1")) == 1
    assert len(page.findall(".//h3")) == 6
    regions = [h2.text_content() for h2 in page.findall(".//h2") if h2.get("class") == "region"]
    assert regions == ["In brief", "Africa", "Americas", "Asia-Pacific", "Europe", "Middle East", "Also today"]


def test_every_ink_stands_out_from_its_paper_in_light_and_dark() -> None:
    palette = TEMPLATES["partials/palette.j2"]
    for name in ("light", "dark"):
        block = re.search(rf"set {name} = \{{(.*?)\}}", palette, re.DOTALL)
        assert block
        colors = dict(re.findall(r'"(\w+)": "(#\w{6})"', block[1]))
        for ink in ("ink", "quiet", "link", "accent"):
            assert contrast(colors[ink], colors["paper"]) >= 4.5


def test_an_edition_and_a_story_say_their_language_and_direction() -> None:
    page = lxml.html.fromstring(composed(BY_NAME["arabic"]()).html)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    english = page.get_element_by_id("story-3").find("h3/a")
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")
    assert "direction: ltr" not in lxml.html.tostring(page, encoding="unicode")


def test_a_mark_leads_to_the_sentence_and_says_whose_it_is() -> None:
    page = lxml.html.fromstring(composed(BY_NAME["normal"]()).html)
    marks = page.get_element_by_id("story-1").find_class("cite")
    assert [mark.text_content() for mark in marks] == ["1", "1", "2", "1"]
    assert marks[2].get("aria-label") == "Source 2: The Meridian Post"
    assert marks[2].get("href").startswith("https://meridian.example/2026/11/23/s0-1?id=1&lang=x#:~:text=The%20accord")


def test_the_attribution_names_owner_country_time_and_the_other_outlets() -> None:
    page = lxml.html.fromstring(composed(BY_NAME["normal"]()).html)
    (line,) = page.get_element_by_id("story-7").find_class("meta")
    assert "The Amman Courier (Jordan, state-funded) · 02:10 · also Halden Wire" in line.text_content()
    (crowded,) = page.get_element_by_id("story-4").find_class("meta")
    assert "Sun 23:10" in crowded.text_content() and "· 2 more" in crowded.text_content()


def test_feeds_of_one_publisher_are_named_once() -> None:
    made = edition([Told("halden", "Envoys meet", ("Envoys met.",), "", ("halden", "meridian"))])
    text = composed(made).text
    assert text.count("Halden Wire") == 1 and "from 2 sources" in text


def test_a_story_from_feed_text_alone_says_so_and_a_paywall_is_marked() -> None:
    skeleton = composed(BY_NAME["normal"]())
    story = lxml.html.fromstring(skeleton.html).get_element_by_id("story-3")
    assert [mark.text for mark in story.find_class("mark")] == ["paywall", "Feed text only:"]
    assert "feed text only · paywall" in skeleton.text
    assert "7 stories, 1 from feed text only." in " ".join(skeleton.text.split())


def test_the_subject_is_the_lead_cut_at_a_word_and_a_sample_says_so_first() -> None:
    assert composed(BY_NAME["normal"]()).subject == "Norway and Iceland sign fisheries accord after nine years…"
    sample = composed(BY_NAME["normal"](sample=True))
    assert sample.subject.startswith("[Sample] Norway") and len(sample.subject) <= 60
    assert "Sample edition: invented news" in sample.text


@pytest.mark.parametrize("name", BY_NAME)
def test_the_line_beside_the_subject_tells_of_other_stories_in_40_to_90_characters(name: str) -> None:
    skeleton = composed(BY_NAME[name]())
    page = lxml.html.fromstring(skeleton.html)
    hidden = next(div for div in page.iter("div") if "display:none" in (div.get("style") or "").replace(" ", ""))
    line, _, padding = hidden.text_content().partition("\u034f")
    assert 40 <= len(line) <= 90
    assert len(padding) > 150 and not padding.strip("\u034f\u200c\xa0")
    assert skeleton.subject.rstrip("…") not in line


def test_in_brief_has_the_eight_best_of_many_and_none_of_a_few() -> None:
    many = lxml.html.fromstring(composed(BY_NAME["forty"]()).html)
    assert len(many.find_class("brief")) == 8
    assert not lxml.html.fromstring(composed(BY_NAME["one"]()).html).find_class("brief")


def test_stories_beyond_the_words_of_the_profile_move_to_also_today_whole_and_counted() -> None:
    made = BY_NAME["forty"](words=800)
    page = read_page(composed(made).html)
    moved = 40 - len(page.stories)
    assert page.words <= 800 and len(page.also) == moved
    assert f"{moved} stories were moved to Also today" in " ".join(composed(made).text.split())
    lowest = min(
        piece.scored.score
        for piece in made.pieces
        if piece.scored.story.lead.headline in {headline for headline, _, _ in page.stories}
    )
    highest = max(
        piece.scored.score
        for piece in made.pieces
        if piece.scored.story.lead.headline in {headline for headline, _ in page.also}
    )
    assert lowest > highest
    assert page.stories[0][0] == made.pieces[0].scored.story.lead.headline


def test_words_never_cost_more_stories_than_the_profile_asks_for_at_least() -> None:
    assert len(read_page(composed(BY_NAME["forty"](words=10, min_stories=5)).html).stories) == 5


def test_an_endless_standfirst_is_not_cut_but_its_headline_stands_in_also_today() -> None:
    made = BY_NAME["normal"]()
    lead = replace(made.pieces[0], summary=Summary(standfirst="Ships sailed on. " * 20_000))
    page = read_page(composed(replace(made, pieces=(lead, *made.pieces[1:]))).html)
    assert page.also[0][0] == lead.scored.story.lead.headline
    assert page.stories[0][0] == "Jordan opens second crossing for aid convoys as harvest fails"


def test_the_time_is_the_readers() -> None:
    made = BY_NAME["normal"](timezone="Asia/Tokyo")
    assert "Halden Wire (Norway) · 14:10" in composed(made).text
    assert "Sunday 22 November" in composed(BY_NAME["normal"](timezone="Pacific/Pago_Pago")).text


def test_a_sentence_stands_as_its_outlet_wrote_it() -> None:
    said = "It’s 5 < 6 & “7 > 6”, said Ångström; “{{ 7*7 }}” – 100 % \\o/ <b>bold</b> &amp; 'so on'."
    made = edition([Told("halden", "Envoys <em>meet</em> & {{7*7}}", (said,), "")])
    message = finished(composed(made))
    for part in (read_page(html_of(message)), read_plain(text_of(message))):
        assert part.stories[0][0] == "Envoys <em>meet</em> & {{7*7}}"
        assert part.stories[0][2][0][1] == said


def test_two_reports_of_one_outlet_have_each_their_own_number() -> None:
    made = edition([Told("halden", "Envoys meet", ("Envoys met.", (1, "They met again.")), "", ("halden",))])
    text = composed(made).text
    assert "> Envoys met. [1]" in text and "> They met again. [2]" in text and "Link 2: " in text
