"""A user's own templates: one file of theirs wins, and a broken one is named with its line."""

from __future__ import annotations

import pytest

from briefing.compose import check_templates, compose
from briefing.errors import TemplateError
from tests.compose.editions import BY_NAME, SENDER, templates

STORY, PAGE, FOOTER = "partials/story.mjml.j2", "edition.mjml.j2", "partials/footer.mjml.j2"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_shipped_templates_are_in_order() -> None:
    check_templates(templates())


def test_one_file_of_the_readers_own_changes_the_page() -> None:
    own = templates() | {FOOTER: '<mj-text><p>Bye! <a href="{{ unsubscribe }}">Leave</a></p></mj-text>'}
    check_templates(own)
    assert "<p>Bye! <a" in compose(BY_NAME["one"](), SENDER, own, "html").html


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (STORY, "{{ story.headline }}", "{{ story.headlin }}", "headlin"),
        (STORY, "{{ story.time }}", "{{ story.time | shout }}", "shout"),
        (STORY, "{{ story.time }}", "{{ story.time + 1 }}", ""),
        (STORY, "{{ story.time }}", "{{ story.time }", "unexpected"),
        (STORY, '<p class="meta">', '<p class="meta"><b>', "mismatched tag"),
        (STORY, '<p class="meta">', '<p class="meta>', ""),
        (FOOTER, "{{ edition.because }}", "1 < 2", ""),
        (FOOTER, "{% endif %}", "{% endfor %}", "endfor"),
        (FOOTER, "<mj-text ", "<mj-txt ", "MJML has no <mj-txt>"),
        (PAGE, "partials/also.mjml.j2", "partials/too.mjml.j2", "partials/too.mjml.j2"),
        ("edition.txt.j2", "{{ words.about | upper }}", "{{ words.abuot | upper }}", "abuot"),
        ("partials/story.txt.j2", "{{ story.why |", "{{ (1 // 0) |", "zero"),
    ],
)
def test_a_broken_template_is_named_with_file_and_line(name: str, old: str, new: str, reason: str) -> None:
    text = templates()[name]
    assert old in text
    with pytest.raises(TemplateError) as caught:
        check_templates(templates() | {name: text.replace(old, new, 1)})
    file, _, line = caught.value.culprit.rpartition(":")
    assert file == f"templates/{name}"
    assert abs(int(line) - line_of(text, old)) <= (0 if reason not in ("mismatched tag", "") else 3)
    assert reason in caught.value.reason


def test_a_missing_template_is_named() -> None:
    without = {name: text for name, text in templates().items() if name != PAGE}
    with pytest.raises(TemplateError, match=r"edition\.mjml\.j2"):
        check_templates(without)


def test_a_template_without_the_way_out_is_refused() -> None:
    with pytest.raises(TemplateError, match="unsubscribe"):
        check_templates(templates() | {FOOTER: "<mj-text><p>Bye!</p></mj-text>"})


def test_a_template_that_asks_for_what_no_edition_has_stops_the_edition_too() -> None:
    with pytest.raises(TemplateError, match=r"^templates/partials/footer\.mjml\.j2:2"):
        compose(BY_NAME["one"](), SENDER, templates() | {FOOTER: "<mj-text>\n{{ edition.map }}</mj-text>"}, "html")
