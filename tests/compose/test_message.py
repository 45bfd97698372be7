"""The message as mail: headers that hold, holes that nothing gets out of, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose import compose, fill
from briefing.errors import Refused
from briefing.model import Format, Sender
from tests.compose.editions import BY_NAME, PRESS, SENDER, edition, templates
from tests.compose.reading import HOLES, finished, html_of, mailbox, parse, text_of

TEMPLATES = templates()
NORMAL = {form: compose(BY_NAME["normal"](), SENDER, TEMPLATES, form) for form in ("html", "text")}
HTML = NORMAL["html"]


def head(message: bytes) -> bytes:
    return message.partition(b"\r\n\r\n")[0]


def test_each_header_stands_once_and_none_says_that_a_machine_wrote() -> None:
    message = parse(finished(HTML))
    expected = "From To Subject Date Message-ID Reply-To List-Id List-Unsubscribe MIME-Version Content-Type"
    assert list(message.keys()) == expected.split()
    assert message["From"] == "World Briefing <briefing@example.org>"
    assert message["Reply-To"] == "desk@example.org"
    assert message["List-Id"] == "World Briefing <world.example.org>"
    assert parsedate_to_datetime(message["Date"]) == PRESS


def test_plain_text_comes_first_then_html_and_both_are_utf_8() -> None:
    parts = list(parse(finished(HTML)).iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in parts} == {"utf-8"}
    assert {part["Content-Transfer-Encoding"] for part in parts} == {"quoted-printable"}


def test_a_reader_who_wants_text_gets_text_alone() -> None:
    message = parse(finished(NORMAL["text"]))
    assert message.get_content_type() == "text/plain"
    assert NORMAL["text"].html == ""


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("form", ["html", "text"])
def test_lines_end_in_crlf_and_hold_76_octets_at_most(name: str, form: Format) -> None:
    message = finished(compose(BY_NAME[name](), SENDER, TEMPLATES, form))
    assert message.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", message)
    assert max(map(len, message.split(b"\r\n"))) <= 76
    assert not re.search(rb"[ \t]\r\n", message)


def test_the_bodies_are_those_that_were_composed() -> None:
    message = finished(HTML, unsubscribe_html="mailto:desk@example.org", unsubscribe_text="mailto:desk@example.org")
    assert html_of(message).rstrip() == HTML.html.rstrip()
    assert text_of(message).rstrip() == HTML.text.rstrip()


def test_the_same_edition_gives_the_same_bytes_and_another_edition_another_boundary() -> None:
    again = compose(BY_NAME["normal"](), SENDER, templates(), "html")
    assert again == HTML
    other = finished(compose(BY_NAME["normal"](timezone="Asia/Tokyo"), SENDER, TEMPLATES, "html"))
    assert parse(other).get_boundary() != parse(finished(HTML)).get_boundary()


def test_the_unsubscribe_link_stands_in_the_header_and_in_both_parts() -> None:
    message = finished(HTML)
    assert parse(message)["List-Unsubscribe"] == HOLES["list_unsubscribe"]
    assert 'href="mailto:desk@example.org?subject=unsubscribe%20world&amp;a=b"' in html_of(message)
    assert "Unsubscribe: mailto:desk@example.org?subject=unsubscribe%20world&a=b" in text_of(message)


def test_a_long_link_to_unsubscribe_stays_whole_and_makes_it_one_click() -> None:
    link = "https://briefing.example.org/unsubscribe/" + "tOken" * 60
    both = f"<{link}>, <mailto:desk@example.org?subject=unsubscribe>"
    message = finished(HTML, list_unsubscribe=both, unsubscribe_html=link, unsubscribe_text=link)
    assert f"<{link}>".encode() in head(message) and b"=?" not in head(message).partition(b"List-Unsub")[2]
    assert parse(message)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f'href="{link}"' in html_of(message) and link in text_of(message)
    assert max(map(len, message.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 76


@pytest.mark.parametrize(
    ("to", "name", "address"),
    [
        ("ana@example.org", "", "ana@example.org"),
        ("Ana <ana@example.org>", "Ana", "ana@example.org"),
        ('"Souza, Ana" <ana@example.org>', "Souza, Ana", "ana@example.org"),
        ("Ана Соуза <ana@example.org>", "Ана Соуза", "ana@example.org"),
        (f"{'Ана ' * 40}<ana@example.org>", ("Ана " * 40).strip(), "ana@example.org"),
        ("=?utf-8?q?Bank?= <ana@example.org>", "=?utf-8?q?Bank?=", "ana@example.org"),
        ("Ana <ana@münchen.example>", "Ana", "ana@xn--mnchen-3ya.example"),
    ],
)
def test_a_name_is_encoded_and_an_address_never(to: str, name: str, address: str) -> None:
    message = finished(HTML, to=to)
    assert mailbox(message, "To") == (name, address)
    assert address.encode() in head(message)
    assert max(map(len, head(message).split(b"\r\n"))) <= 76


@pytest.mark.parametrize("hole", HOLES)
@pytest.mark.parametrize("evil", ["a\r\nBcc: all@example.org", "a\nb", "a\rb", "a\x00b", "a\u2028b", "a\x85b"])
def test_a_line_break_cannot_enter_by_a_hole(hole: str, evil: str) -> None:
    with pytest.raises(Refused, match=hole):
        finished(HTML, **{hole: evil})


def test_a_hole_left_empty_is_named() -> None:
    with pytest.raises(Refused, match="message_id"):
        fill(HTML, {name: value for name, value in HOLES.items() if name != "message_id"})


def test_markup_cannot_enter_by_a_hole() -> None:
    message = finished(HTML, unsubscribe_html='"><script>alert(1)</script>')
    assert "<script" not in html_of(message)


def test_a_sender_with_a_name_in_any_script_keeps_a_plain_address() -> None:
    sender = Sender(
        "Брифінг, світ\r\nBcc: x@example.org", "briefing@example.org", "desk@example.org", "1 Long\r\nStreet"
    )
    message = finished(compose(BY_NAME["one"](), sender, TEMPLATES, "html"))
    assert mailbox(message, "From") == ("Брифінг, світ Bcc: x@example.org", "briefing@example.org")
    assert parse(message)["Bcc"] is None
    assert "1 Long Street" in text_of(message)


def test_a_sender_whose_address_breaks_the_line_is_refused() -> None:
    with pytest.raises(Refused):
        compose(BY_NAME["one"](), replace(SENDER, email="a@b.example\r\nBcc: c@d.example"), TEMPLATES, "html")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80), st.sampled_from(sorted(HOLES)))
def test_whatever_fills_a_hole_there_is_no_other_header_and_no_other_part(name: str, value: str, hole: str) -> None:
    plain = parse(finished(HTML))
    try:
        message = finished(HTML, **{hole: f"{name} <ana@example.org>" if hole == "to" else value})
    except Refused:
        return
    parsed = parse(message)
    assert [key for key in parsed.keys() if key != "List-Unsubscribe-Post"] == list(plain.keys())  # noqa: SIM118
    assert len(list(parsed.iter_parts())) == 2
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", message)


def test_the_subject_is_encoded_in_whole_words_where_it_is_not_ascii() -> None:
    for name in ("arabic", "mixed"):
        skeleton = compose(BY_NAME[name](), SENDER, TEMPLATES, "html")
        assert parse(finished(skeleton))["Subject"] == skeleton.subject


def test_an_edition_without_stories_is_still_a_message() -> None:
    message = parse(finished(compose(edition(()), SENDER, TEMPLATES, "html")))
    assert message["Subject"] == "World Briefing"
    assert "0 stories from 0 sources" in message.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    "to", ["a@b.example, c@d.example", "<a@b.example>; c@d.example", "nobody", "a b@c.example", "a@b <c>"]
)
def test_a_reader_is_one_mailbox(to: str) -> None:
    with pytest.raises(Refused):
        finished(HTML, to=to)
