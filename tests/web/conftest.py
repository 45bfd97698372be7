"""A desk with editions in a real store, served by the real server on 127.0.0.1."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import uvicorn

from briefing.adapters.store import open_store
from briefing.compose import compose
from briefing.model import Article, Edition, EditionRecord, Finding, Piece
from briefing.ports import EditionStore
from briefing.web import desk
from tests.compose.editions import BY_NAME, SENDER, templates

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>" onload="alert(3) {{7*7}} javascript:alert(4) \''


def record(edition: Edition, title: str) -> EditionRecord:
    """The edition as it is stored."""
    skeletons = tuple(compose(edition, SENDER, templates(), form) for form in ("html", "text"))
    return EditionRecord(
        edition.key,
        "built",
        "",
        datetime(2026, 11, 23, 6, 1, tzinfo=UTC),
        title,
        skeletons,
        stories=len(edition.pieces),
    )


def hostile() -> Edition:
    """An edition whose every text from outside is an attack."""
    edition = BY_NAME["normal"]()

    def attacked(article: Article) -> Article:
        return replace(
            article, headline=f"{HOSTILE} {article.headline}", url='https://example.net/?a="><script>alert(5)'
        )

    def piece(one: Piece) -> Piece:
        story = replace(one.scored.story, articles=tuple(map(attacked, one.scored.story.articles)))
        sentences = tuple(replace(s, text=f"{HOSTILE} {s.text}") for s in one.summary.sentences)
        scored = replace(one.scored, story=story, why=HOSTILE)
        return replace(one, scored=scored, summary=replace(one.summary, sentences=sentences))

    sources = {name: replace(source, name=HOSTILE) for name, source in edition.sources.items()}
    key = replace(edition.key, briefing="hostile")
    return replace(edition, key=key, pieces=tuple(map(piece, edition.pieces)), sources=sources)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditionStore]:
    """Three editions: a normal one, a hostile one, and one that was held before it had a message."""
    with open_store(str(tmp_path_factory.mktemp("store") / "editions.db")) as store:
        normal = BY_NAME["normal"]()
        store.editions.put_edition(record(normal, "World Briefing"))
        store.editions.put_edition(record(hostile(), HOSTILE))
        empty = record(normal, "Held Briefing")
        unproved = (Finding("sentence", False, f"{HOSTILE} Not said.", "not in one piece in the page"),)
        key = replace(normal.key, briefing="held")
        held = replace(empty, key=key, state="held", reason=f"too few {HOSTILE}", skeletons=(), unproved=unproved)
        store.editions.put_edition(held)
        yield store.editions


@pytest.fixture(scope="session")
def served(editions: EditionStore) -> Iterator[str]:
    """The desk's address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(desk(editions), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()
