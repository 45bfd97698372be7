"""Messages as the templates lay them out: what compose writes, prove reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from pathlib import Path

import pytest

from briefing.app import templates
from briefing.checks import check_message
from briefing.compose import compose, fill
from briefing.compose.safety import link
from briefing.model import (
    AlsoToday,
    Article,
    Coverage,
    Edition,
    EditionKey,
    Evidence,
    Format,
    Piece,
    Profile,
    Scored,
    Sender,
    Sentence,
    Skeleton,
    Source,
    Story,
    Summary,
)
from briefing.prove import prove
from tests.compose.editions import BY_NAME, SENDER
from tests.prove.making import ALSO, STORIES, evidence
from tests.prove.making import Story as Told

_AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
_PROFILE = Profile("world", "World Briefing", min_stories=1)


def _source(name: str) -> Source:
    return Source(
        name.lower().replace(" ", "-"), f"https://{name[-3:].lower()}.example.org/feed", name, name.lower(), "NO"
    )


def _article(number: str, outlet: str, url: str, headline: str, sentences: tuple[str, ...]) -> Article:
    source = _source(outlet)
    paragraphs = sentences or ("Soon.",)
    return Article(number, source.id, source.publisher, url, headline, "page", _AT, _AT, "", paragraphs)


def _piece(number: int, told: Told) -> Piece:
    links = tuple(dict.fromkeys([told.link, *(words.link for words in told.words)]))
    quoted = [words for words in told.words if not words.standfirst]
    articles = tuple(
        _article(f"{number}.{k}", outlet, link, told.headline, tuple(w.text for w in quoted if w.link == link))
        for k, (link, outlet) in enumerate(zip(links, told.outlets, strict=True))
    )
    sentences = tuple(
        Sentence(words.text, article.id, 0, len(words.text))
        for words in quoted
        for article in articles
        if article.url == words.link
    )
    standfirst = next((words.text for words in told.words if words.standfirst), "")
    story = Story(str(number), articles, tuple(sorted(a.publisher for a in articles)), ("NO",))
    why = "3 independent publishers · Norway, Chile · new since yesterday’s long edition"
    return Piece(number, Scored(story, 1.0, {}, why), Summary(sentences, standfirst), "europe" if number > 1 else "")


@lru_cache
def composed(form: Format) -> Skeleton:
    also = tuple(
        AlsoToday(Scored(Story("a", (_article("a", outlet, link, headline, ()),), ("x",)), 0.5, {}, ""))
        for headline, link, outlet in ALSO
    )
    names = {name for told in STORIES for name in told.outlets}
    edition = Edition(
        EditionKey("world", _PROFILE.key, _AT - timedelta(days=1), _AT + timedelta(hours=1)),
        _PROFILE,
        tuple(_piece(number, told) for number, told in enumerate(STORIES, start=1)),
        also,
        Coverage(5, ("Radio of the Islands",), 40, 1),
        {_source(name).id: _source(name) for name in sorted(names)},
    )
    return compose(edition, Sender("World Briefing", "briefing@example.org"), templates(Path("nowhere")), form)


def sealed(skeleton: Skeleton) -> bytes:
    holes = dict.fromkeys(skeleton.holes, "mailto:desk@example.org")
    holes |= {"list_unsubscribe": "<mailto:desk@example.org>"}
    return fill(skeleton, holes | {"to": "reader@example.org", "message_id": "<1@example.org>"})


def test_what_compose_writes_prove_reads_and_proves() -> None:
    for form in ("html", "text"):
        findings = prove(sealed(composed(form)), evidence())
        assert [f for f in findings if not f.ok] == []
        assert [f.rule for f in findings].count("sentence") == 3
        assert {f.rule for f in findings} >= {"counts", "headline", "standfirst", "also"}


def test_a_word_that_compose_lost_is_missed() -> None:
    skeleton = composed("html")
    parts = tuple(part.replace(b"the third round", b"the first round") for part in skeleton.parts)
    assert parts != skeleton.parts
    findings = prove(sealed(replace(skeleton, parts=parts)), evidence())
    assert {f.rule for f in findings if not f.ok} >= {"sentence"}


def behind(edition: Edition) -> dict[str, tuple[Evidence, ...]]:
    """A page and a feed for each article of an edition, as an outlet may have published it."""
    articles = [a for piece in edition.pieces for a in piece.scored.story.articles]
    articles += [a for row in edition.also for a in row.scored.story.articles]
    items = "".join(
        f"<item><title>{escape(a.headline)}</title><link>{escape(a.url)}</link>"
        f"<description>{escape(a.standfirst)}</description></item>"
        for a in articles
    )
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    kept: dict[str, tuple[Evidence, ...]] = {}
    for a in articles:
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in a.paragraphs)
        page = f"<h1>{escape(a.headline)}</h1>{text}".encode()
        url = link(a.url)
        kept[url] = (
            *((Evidence(url, "page", _AT, page, "text/html; charset=utf-8"),) if text else ()),
            Evidence(url, "feed", _AT, feed, "application/rss+xml", "https://example.org/feed"),
        )
    return kept


@pytest.mark.parametrize("name", BY_NAME)
def test_short_long_arabic_and_many_tongued_editions_are_proved(name: str) -> None:
    edition = BY_NAME[name]()
    for form in ("html", "text"):
        message = sealed(compose(edition, SENDER, templates(Path("nowhere")), form))
        findings = prove(message, behind(edition))
        assert [f for f in findings if not f.ok] == []
        assert sum(f.rule == "sentence" for f in findings) > 0
        assert [f for f in check_message(message) if not f.ok] == []
