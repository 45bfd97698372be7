"""Whatever the bytes are: nothing is raised, and time grows no faster than they do."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.model import Evidence
from briefing.prove import cited, prove, stands
from briefing.prove.feed import read_feed
from briefing.prove.folding import fold, in_word, unescaped
from briefing.prove.page import read_page
from tests.prove.making import PORTS, STORIES, VOTE, Words, evidence, letter

WHOLE = letter().sealed()
PIECES = (
    *"<p> </p> <div </div> <br> <b> </b> <!-- --> <script> </script> <td> <svg/> <svg> </svg> <title> <h1>".split(),
    *"</h1> </title> <li> & &#0; &#x110000; &#99999999999;  <![CDATA[ ]]> <item> </item> <link> </link> > <".split(),
    *'<description> </description> \' " = hidden> <?xml ?> word {"items":[{"url":1}]} charset=utf-7 <meta'.split(),
    *("<a href='x", "\x00", "\x01", "\u2028", "\u202e", "é"),
)
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map(lambda pieces: " ".join(pieces).encode())


@given(st.binary(max_size=300))
def test_any_bytes_as_a_message_are_judged(junk: bytes) -> None:
    assert not all(finding.ok for finding in prove(junk, {}))
    cited(junk)


@given(st.integers(0, len(WHOLE)), st.binary(max_size=30), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_a_message_damaged_anywhere_is_judged(place: int, junk: bytes, lost: int) -> None:
    damaged = WHOLE[:place] + junk + WHOLE[place + lost :]
    assert prove(damaged, evidence())
    cited(damaged)


@given(st.one_of(st.binary(max_size=300), MARKUP), st.text(max_size=30))
def test_any_bytes_as_a_page_or_feed_are_read(body: bytes, content_type: str) -> None:
    page = read_page(body, content_type)
    assert page.text.startswith("\n")
    assert page.text.endswith("\n")
    assert all(block == fold(block) for block in page.text.split("\n"))
    read_feed(body, content_type)
    stands("word", body, content_type)


@given(st.one_of(st.binary(max_size=200), MARKUP), st.sampled_from(["page", "feed"]))
@settings(max_examples=60, deadline=None)
def test_any_bytes_as_evidence_prove_nothing(body: bytes, kind: str) -> None:
    at = evidence()[PORTS][0].fetched_at
    junk = {
        url: (Evidence(url, "page" if kind == "page" else "feed", at, body, "", "\x00://["),) for url in (PORTS, VOTE)
    }
    findings = prove(WHOLE, junk)
    assert not any(finding.ok for finding in findings if finding.rule in ("sentence", "standfirst", "headline"))


@given(st.text(), st.integers(-2, 50))
def test_folding_is_done_once_and_for_all(text: str, place: int) -> None:
    assert fold(fold(text)) == fold(text)
    unescaped(text)
    in_word(text, place)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=8))
def test_what_a_page_says_in_a_paragraph_stands_there(words: list[str]) -> None:
    from html import escape

    paragraph = fold(" ".join(words))
    body = f"<p>{escape(paragraph)}</p>".encode()
    assert stands(paragraph, body, "text/html; charset=utf-8") == bool(paragraph)


SHAPES = {
    "unclosed tags": b"<div><p><b>" * 60_000,
    "deep hidden": b"<div hidden>" * 80_000 + b"word" + b"</div>" * 80_000,
    "end tags of nothing": b"</b></i></p>" * 60_000,
    "inline ends far from their starts": b"<i>" * 50_000 + b"<b>" * 50_000 + b"</i><b>" * 50_000,
    "open quotes": b'<a b="' * 100_000 + b"<a b='" * 100_000,
    "half comments": b"<!--" * 200_000,
    "half sections": b"<![CDATA[" * 100_000,
    "half titles": b"<title>" * 100_000,
    "half scripts": b"<script>" * 100_000,
    "half tags": b"<a " * 300_000,
    "attributes": b"<a " + b"b=c " * 250_000 + b">",
    "equal signs": b"<a " + b"=" * 900_000 + b">",
    "space": b"<a" + b" " * 900_000 + b"<br>" + b" " * 900_000,
    "long numbers": b"&#" + b"1" * 900_000 + b";&#x" + b"f" * 900_000 + b";&#" + b"0" * 900_000 + b"65;",
    "ampersands": b"&amp" * 250_000,
    "headlines": b'<script type="application/ld+json">' + b'"headline":"' * 90_000,
    "backslashes": b'<script type="application/ld+json">"headline":"' + b"\\" * 900_001,
    "charsets": b"<meta " * 150_000,
    "entries": b"<item><title>a" * 60_000,
    "descriptions": b"<item><description>" + b"<description>" * 60_000,
    "braces": b"[" * 900_000,
    "items": b'{"items":' * 90_000,
    "joiners": "\u200d ".encode() * 200_000,
    "joiners alone": "\u200d".encode() * 300_000,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_no_faster_than_the_page(shape: str) -> None:
    body = SHAPES[shape][:150_000]

    def seconds(size: int) -> float:
        began = time.process_time()
        read_page(body[:size], "text/html")
        read_feed(body[:size], "text/xml")
        stands("word after word after word", body[:size], "text/html")
        return time.process_time() - began

    small, large = seconds(len(body) // 10), seconds(len(body))
    assert large < max(40 * small, 2.0), f"{small:.2f} s, ten times as much {large:.2f} s"


def test_parts_within_parts_and_sentences_without_end_are_judged() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(2000))
    assert not all(f.ok for f in prove(nested.encode(), {}))
    page = b"<p>" + b"a" * 500_000
    assert not stands("a" * 1000 + "b", page, "text/html")
    assert stands("a a", b"<p>" + b"aa " * 100_000 + b"a a", "text/html")


SENTENCES = [words for story in STORIES for words in story.words]


@given(st.sampled_from(SENTENCES), st.data())
@settings(max_examples=80, deadline=None)
def test_one_changed_character_is_never_missed(words: Words, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words.text)))
    lost = data.draw(st.integers(0, 2))
    put = data.draw(st.one_of(st.just(""), st.characters(exclude_categories=["Cs"]), st.sampled_from(" .,’'\"-–“”[]0")))
    changed = words.text[:place] + put + words.text[place + lost :]
    assume(fold(changed) != words.text)
    stories = tuple(
        replace(story, words=tuple(replace(w, text=changed) if w == words else w for w in story.words))
        for story in STORIES
    )
    whole = letter(stories)
    assert not all(finding.ok for finding in prove(whole.sealed(), evidence()))
    assert not all(finding.ok for finding in prove(replace(whole, html="").sealed(), evidence()))
