"""Loads the bytes a message must be proved against, and proves it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from briefing.compose import fill
from briefing.model import Edition, EditionRecord, Evidence, Finding, Skeleton, Source
from briefing.ports import NewsStore
from briefing.prove import cited, prove, stands

__all__ = ["evidence_for", "prove_paragraphs", "prove_record", "prove_skeleton", "unnamed_reader"]


def unnamed_reader(skeleton: Skeleton) -> bytes:
    """The message as it would go to nobody in particular: every hole filled with a stand-in."""
    unsubscribe = "mailto:reader@example.org"
    stand_ins = {
        "to": "reader@example.org",
        "message_id": f"<{skeleton.edition_id}@example.org>",
        "list_unsubscribe": f"<{unsubscribe}>",
    }
    names = dict.fromkeys(skeleton.holes)
    return fill(skeleton, {name: stand_ins.get(name, unsubscribe) for name in names})


def evidence_for(
    message: bytes, news: NewsStore, sources: Mapping[str, Source], by: datetime
) -> dict[str, tuple[Evidence, ...]]:
    """Every kept answer, up to `by`, of the pages a message links to, and the feed answers that carried them."""
    loaded: dict[str, tuple[Evidence, ...]] = {}
    for url in cited(message):
        pages = [Evidence(url, "page", f.at, f.body, f.content_type) for f in news.fetched(url, by)]
        feeds = [
            Evidence(url, "feed", found.at, found.body, found.content_type, found.url)
            for source_id, at in news.sightings(url, by)
            if source_id in sources and (found := news.answer(sources[source_id].url, at))
        ]
        loaded[url] = tuple(pages + feeds)
    return loaded


def prove_skeleton(
    skeleton: Skeleton, news: NewsStore, sources: Mapping[str, Source], by: datetime
) -> tuple[Finding, ...]:
    """Findings on the finished message of one format."""
    message = unnamed_reader(skeleton)
    return prove(message, evidence_for(message, news, sources, by))


def prove_record(record: EditionRecord, news: NewsStore, sources: Mapping[str, Source]) -> tuple[Finding, ...]:
    """Findings on every format of a stored edition, and those its building met."""
    found: list[Finding] = []
    for skeleton in record.skeletons:
        found += prove_skeleton(skeleton, news, sources, record.key.press_time)
    return (*found, *record.unproved)


def prove_paragraphs(edition: Edition, news: NewsStore) -> tuple[tuple[str, Finding], ...]:
    """For each quoted paragraph that does not stand in one piece in its page: the article's id and the finding."""
    failed = []
    for piece in edition.pieces:
        articles = {article.id: article for article in piece.scored.story.articles}
        for sentence in piece.summary.sentences:
            article = articles[sentence.article_id]
            paragraph = _paragraph_at(article.text, sentence.start)
            pages = news.fetched(article.url, edition.key.press_time)
            if not any(stands(paragraph, page.body, page.content_type) for page in pages):
                failed.append(
                    (article.id, Finding("paragraph", False, sentence.text, f"not in one piece in {article.url}"))
                )
    return tuple(failed)


def _paragraph_at(text: str, place: int) -> str:
    start = text.rfind("\n\n", 0, place)
    end = text.find("\n\n", place)
    return text[start + 2 if start >= 0 else 0 : end if end >= 0 else len(text)]
