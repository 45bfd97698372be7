"""The stages as filters: a stream of cases in, a stream of answers out, unknown keys passed through."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime

from briefing.errors import BriefingError
from briefing.model import Article, Fetched

__all__ = ["FILTERS", "Case", "Filter", "Unread"]

Case = dict[str, object]
Filter = Callable[[Iterable[Case]], Iterator[Case]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Unread(Case):
    """The answer to a line that is no case: it goes straight through."""


def _one_by_one(answer: Callable[[Case], Case], cases: Iterable[Case], used: tuple[str, ...]) -> Iterator[Case]:
    """Answers case by case; what was used up (bytes, page) is not passed through."""
    for case in cases:
        if isinstance(case, Unread):
            yield case
            continue
        try:
            yield {name: value for name, value in case.items() if name not in used} | answer(case)
        except (BriefingError, ValueError, TypeError, KeyError) as error:
            yield {"id": case["id"], "error": str(error) or type(error).__name__}


def _feed(cases: Iterable[Case]) -> Iterator[Case]:
    from briefing.app import open_parser

    with open_parser(workers=1) as parser:

        def answer(case: Case) -> Case:
            body = _decoded(_text(case, "body_base64"))
            entries = parser.feed(Fetched(_given(case, "url"), _EPOCH, body))
            return {
                "entries": [
                    {
                        "title": entry.title,
                        "link": entry.link,
                        "url": entry.url,
                        "published": entry.published.isoformat() if entry.published else None,
                        "summary": entry.summary,
                        "words": entry.words,
                    }
                    for entry in entries
                ]
            }

        yield from _one_by_one(answer, cases, ("body_base64",))


def _extract(cases: Iterable[Case]) -> Iterator[Case]:
    from briefing.app import open_parser

    with open_parser(workers=1) as parser:

        def answer(case: Case) -> Case:
            page = Fetched(_given(case, "url"), _EPOCH, _text(case, "html").encode(), "text/html; charset=utf-8")
            reading = parser.article(page)
            return {
                "article": reading.article,
                "reason": reading.reason,
                "headline": reading.headline,
                "text": reading.text,
                "authors": list(reading.authors),
                "published": reading.published.isoformat() if reading.published else None,
                "language": reading.language,
                "dateline": reading.dateline,
                "caption": reading.caption,
                "credit": reading.credit,
            }

        yield from _one_by_one(answer, cases, ("html",))


def _select(cases: Iterable[Case]) -> Iterator[Case]:
    from briefing.select import judge
    from briefing.text.language import detect

    def answer(case: Case) -> Case:
        headline, text = _text(case, "headline"), _text(case, "text")
        language = _text(case, "language") or detect(f"{headline} {text}", fallback="en")
        decision = judge(headline, text, language=language, home=_text(case, "home"))
        return {
            "foreign_affairs": decision.score,
            "selected": decision.selected,
            "reason": decision.reason,
            "countries": list(decision.countries),
            "regions": list(decision.regions),
            "topics": list(decision.topics),
        }

    return _one_by_one(answer, cases, ())


def _cluster(cases: Iterable[Case]) -> Iterator[Case]:
    from briefing.cluster import ClusterCase, label
    from briefing.text.dates import parse

    def read(case: Case) -> ClusterCase:
        return ClusterCase(
            id=json.dumps(case["id"]),  # 1 and "1" are two
            headline=_text(case, "headline"),
            text=_text(case, "text"),
            published=parse(_text(case, "published")),
            source=_text(case, "source"),
            publisher=_text(case, "publisher"),
        )

    whole = list(cases)
    good: dict[str, ClusterCase] = {}
    for case in whole:
        with suppress(ValueError):  # its answer says it again
            if not isinstance(case, Unread):
                good[json.dumps(case["id"])] = read(case)
    labels = {found.id: found for found in label(list(good.values()))}

    def answer(case: Case) -> Case:
        found = labels[read(case).id]
        duplicate_of = json.loads(found.duplicate_of) if found.duplicate_of else None
        return {"story": found.story, "duplicate_of": duplicate_of}

    return _one_by_one(answer, whole, ())


def _sentences(cases: Iterable[Case]) -> Iterator[Case]:
    from briefing.text.sentences import split

    def answer(case: Case) -> Case:
        text = _text(case, "text")
        spans = split(text, _text(case, "language") or "en")
        return {"sentences": [{"text": text[s.start : s.end], "start": s.start, "end": s.end} for s in spans]}

    return _one_by_one(answer, cases, ())


def _summarize(cases: Iterable[Case]) -> Iterator[Case]:
    from briefing.summarize import SummaryOptions, summarize

    def answer(case: Case) -> Case:
        given = case.get("articles") or [case]
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            raise ValueError("'articles' is not a list of objects")
        articles = [_article(one, place) for place, one in enumerate(given)]
        count, limit = case.get("count", 3), case.get("max_words")
        options = SummaryOptions(
            count=count if isinstance(count, int) else 3,
            max_words=limit if isinstance(limit, int) else None,
            quote_words=None,
            quote_share=None,
        )
        return {
            "sentences": [
                {
                    "text": s.text,
                    "article": int(s.article_id),
                    "start": s.start,
                    "end": s.end,
                    "speaker": s.speaker or None,
                }
                for s in summarize(articles, options).sentences
            ]
        }

    return _one_by_one(answer, cases, ())


def _article(facts: Mapping[str, object], place: int) -> Article:
    """An article whose text has just these characters: offsets count in what was given."""
    text = _text(facts, "text")
    return Article(
        id=str(place),
        source_id=str(place),
        publisher=_text(facts, "publisher") or str(place),
        url=_text(facts, "url"),
        headline=_text(facts, "headline"),
        basis="page",
        seen_at=_EPOCH,
        published=_EPOCH,
        paragraphs=tuple(text.split("\n\n")),
        language=_text(facts, "language") or "en",
    )


def _text(case: Mapping[str, object], name: str) -> str:
    value = case.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"'{name}' is not a text")
    return value


def _given(case: Mapping[str, object], name: str) -> str:
    value = _text(case, name)
    if not value:
        raise ValueError(f"'{name}' is missing")
    return value


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"'body_base64' is not base64: {error}") from error


FILTERS: Mapping[str, Filter] = {
    "feed": _feed,
    "extract": _extract,
    "select": _select,
    "cluster": _cluster,
    "sentences": _sentences,
    "summarize": _summarize,
}
