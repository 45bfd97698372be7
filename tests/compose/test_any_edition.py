"""Whatever stands in the news, the message is well made, true to it, and no longer than mail may be."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.compose import compose
from briefing.model import Edition, Source
from tests.compose.editions import BY_NAME, SENDER, SOURCES, Told, edition, templates
from tests.compose.reading import finished, html_of, parse, read_page, read_plain, text_of

TEMPLATES = templates()
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVIL = (
    "{{7*7}}",
    "{% include 'x' %}",
    "<script>alert(1)</script>",
    "</span></p><h3 class='headline'><a href='javascript:alert(1)'>x</a></h3>",
    "a\r\nBcc: all@example.org\r\n\r\nbody",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "<div>" * 12_000,
    "<mj-text>" * 50 + "<!-- ]]> <![CDATA[ x",
    "&lt;script&gt; &#0; &#x80; &amp;nbsp; &",
    "\x00\x07\x1a\x1ato\x1a\x80\x9f\ud800\ufffe",
    "=?utf-8?q?Bank?= =\r\n=3D=3D --=_",
    "1. A story\n\nLink: https://evil.example/ [1] > >> * ",
    "\U0001f1fa\U0001f1e6 e\u0301\u0327 ﷽ \u200d\u200c",
)
written = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co")), min_size=1, max_size=60).filter(
    lambda text: text.strip() != ""
)
anything = st.text(max_size=60) | st.sampled_from(EVIL)


def told(text: st.SearchStrategy[str]) -> st.SearchStrategy[Told]:
    outlets = st.sampled_from(sorted(SOURCES))
    return st.builds(
        Told,
        source=outlets,
        headline=text,
        sentences=st.lists(text.filter(bool), max_size=4, unique=True),
        region=st.sampled_from(("africa", "europe", "thematic", "moon", "")),
        others=st.lists(outlets, max_size=8),
        why=text,
        changes=st.fixed_dictionaries({"language": st.sampled_from(("en", "ar", "zh-Hans", "x-klingon", "", "fr_FR"))}),
    ) | st.builds(Told, source=outlets, headline=text, standfirst=text)


def any_edition(text: st.SearchStrategy[str]) -> st.SearchStrategy[Edition]:
    return st.builds(
        edition,
        st.lists(told(text), min_size=1, max_size=10),
        st.lists(told(text), max_size=6),
        words=st.sampled_from((100, 800, 9_000)),
        language=st.sampled_from(("en", "ar", "uk", "")),
        timezone=st.sampled_from(("UTC", "Asia/Kathmandu", "America/St_Johns")),
        sample=st.booleans(),
    )


def judged(made: Edition) -> bytes:
    """The message, held against every rule that no text may break."""
    skeleton = compose(made, SENDER, TEMPLATES, "html")
    message = finished(skeleton)
    html, text = html_of(message), text_of(message)
    page, plain = read_page(html), read_plain(text)
    assert (page.stories, page.also) == (plain.stories, plain.also)
    numbers = [int(n) for n in re.findall(r"\d+", page.counts)]
    assert numbers[-4:-1] == [len(page.stories), len(page.outlets), page.words]
    assert len(html.encode()) <= 95_000
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", html + text)
    assert max(map(len, message.split(b"\r\n"))) <= 76 and message.isascii()
    tree = lxml.html.fromstring(html)
    assert not tree.xpath("//script | //iframe | //form | //@*[starts-with(name(), 'on')]")
    assert all(re.match(r"(https?|mailto):|#story-\d+$", link) for link in tree.xpath("//@href"))
    assert len(skeleton.subject) <= 60
    assert parse(message)["Subject"] is not None and parse(message)["Bcc"] is None
    return message


@SETTINGS
@given(any_edition(written))
def test_every_quotation_is_word_for_word_in_both_parts(made: Edition) -> None:
    message = judged(made)
    page = read_page(html_of(message))
    titles = {" ".join(piece.scored.story.lead.headline.split()) for piece in made.pieces}
    said = {
        " ".join(text.split())
        for piece in made.pieces
        for text in (piece.summary.standfirst, *(sentence.text for sentence in piece.summary.sentences))
    }
    assert all(text in said for _, _, quotes in page.stories for _, text, _ in quotes)
    headlines = {headline for headline, _, _ in page.stories} | {headline for headline, _ in page.also}
    assert headlines >= titles


@SETTINGS
@given(any_edition(anything))
def test_hostile_news_makes_a_harmless_message(made: Edition) -> None:
    judged(made)


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_evil_in_every_field_at_once_costs_no_edition(evil: str) -> None:
    made = BY_NAME["normal"](title=evil)
    told = [
        Told("halden", evil + "!", (evil + ".",), "", ("meridian",), why=evil),
        Told("amman", "Envoys met", ("They met.",)),
    ]
    bad = {ident: replace(source, name=evil, ownership=evil) for ident, source in SOURCES.items()}
    bad["amman"] = replace(SOURCES["amman"], country=evil[:9])
    hostile = replace(
        edition(told, told, title=evil), sources=bad, coverage=replace(made.coverage, unreachable=(evil, "x"))
    )
    message = judged(hostile)
    assert "Envoys met" in text_of(message) and "49" not in html_of(message).replace("#b5493f", "")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user@evil.example/",
        "https://a.example/\r\nBcc: x",
        "https://a.example/\u202e",
        "//a.example/",
        "",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_a_story_that_cannot_be_linked_is_left_out_and_the_others_stay(address: str) -> None:
    bad = Told("halden", "Evil link", ("It is said.",), "", changes={"url": address})
    message = judged(edition([bad, Told("amman", "Good link", ("It is so.",), "middle-east")], [bad]))
    page = read_page(html_of(message))
    assert [headline for headline, _, _ in page.stories] == ["Good link"] and not page.also


def test_an_address_with_quotes_or_letters_of_any_script_is_a_plain_link() -> None:
    told = Told("halden", "Envoys meet", ("They met.",), "", changes={"url": 'https://a.example/é?q="><b>&r=x#top'})
    message = judged(edition([told]))
    (story,) = read_page(html_of(message)).stories
    assert story[1] == "https://a.example/%C3%A9?q=%22%3E%3Cb%3E&r=x"


def test_a_source_that_is_no_longer_configured_is_named_by_its_publisher() -> None:
    made = replace(edition([Told("halden", "Envoys meet", ("They met.",), "")]), sources={})
    assert "   halden · 05:10" in text_of(judged(made))


def test_a_source_whose_name_is_all_controls_is_named_by_its_publisher() -> None:
    odd = {"halden": Source("halden", "https://a.example/", "\u202e\x00", "halden")}
    made = replace(edition([Told("halden", "Envoys meet", ("They met.",), "")]), sources=odd)
    assert "   halden · 05:10" in text_of(judged(made))
