"""What `status` and `stories` show, as plain facts and as lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from briefing.app import App
from briefing.schedule import next_slot

__all__ = ["source_facts", "source_lines", "status_facts", "status_lines"]


def status_facts(running: App) -> dict[str, object]:
    """Editions, deliveries that are not accepted, next slots and failing sources."""
    now = running.clock.now()
    editions = running.store.editions.editions(limit=5)
    rows = running.store.ledger.deliveries(
        states=("planned", "claimed", "in_flight", "deferred", "refused", "uncertain", "expired")
    )
    standings = running.store.news.standings()
    slots = [next_slot(subscription, now) for subscription in running.config.subscriptions]
    coming = sorted((s for s in slots if s), key=lambda s: (s.due_at, s.subscription.email))
    return {
        "now": now.isoformat(),
        "editions": [
            {"id": e.id, "state": e.state, "reason": e.reason, "stories": e.stories, "built_at": e.built_at.isoformat()}
            for e in editions
        ],
        "next": [
            {"briefing": s.subscription.briefing, "subscriber": s.subscription.email, "due_at": s.due_at.isoformat()}
            for s in coming[:20]
        ],
        "deliveries": [
            {"subscriber": d.key.subscriber, "edition": d.edition_id, "state": d.state, "reply": d.reply} for d in rows
        ],
        "sources": {
            "configured": len(running.services.sources),
            "asked": len(standings),
            "failing": [
                {"id": s.source_id, "failures": s.failures, "error": s.error}
                for s in sorted(standings.values(), key=lambda s: s.source_id)
                if s.error and s.source_id in running.services.sources
            ],
        },
    }


def status_lines(facts: dict[str, object]) -> list[str]:
    """The same for people."""
    lines = [f"now        {facts['now']}"]
    for title, key in (("edition", "editions"), ("next", "next"), ("open", "deliveries")):
        rows = facts[key]
        assert isinstance(rows, list)
        lines += [f"{title:<10} " + "  ".join(str(value) for value in row.values() if value != "") for row in rows[:8]]
    sources = facts["sources"]
    assert isinstance(sources, dict)
    lines.append(f"sources    {sources['configured']} configured, {sources['asked']} asked")
    lines += [f"failing    {s['id']}: {s['error']} ({s['failures']} in a row)" for s in sources["failing"]]
    return lines


_WEEK = timedelta(days=7)


def source_facts(running: App) -> list[dict[str, object]]:
    """Each configured source: how it answered, its articles of the last 7 days, and what editions took of them.

    `foreign_affairs` is the share, 0 to 1, of what editions weighed; None where they weighed nothing. `shown` counts
    articles that belong to a story of an edition.
    """
    since, now = running.clock.now() - _WEEK, running.clock.now()
    standings = running.store.news.standings()
    articles = running.store.news.articles(since, now)
    count = Counter(article.source_id for article in articles)
    feed_only = Counter(article.source_id for article in articles if article.basis == "feed")
    weighed, selected, shown = _taken(running, since)
    facts: list[dict[str, object]] = []
    for ident in running.services.sources:
        standing = standings.get(ident)
        facts.append(
            {
                "id": ident,
                "asked_at": _written(standing.asked_at if standing else None),
                "answered_at": _written(standing.answered_at if standing else None),
                "failures": standing.failures if standing else 0,
                "error": standing.error if standing else "",
                "articles": count[ident],
                "feed_only": feed_only[ident],
                "weighed": weighed[ident],
                "foreign_affairs": round(selected[ident] / weighed[ident], 3) if weighed[ident] else None,
                "shown": shown[ident],
            }
        )
    return facts


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _taken(running: App, since: datetime) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By source: articles that editions since then weighed, took for foreign affairs, and showed; each once."""
    weighed: dict[str, str] = {}
    selected: dict[str, str] = {}
    shown: dict[str, str] = {}
    for record in running.store.editions.editions():
        if record.key.press_time <= since:
            continue
        explanation: Mapping[str, Sequence[Mapping[str, str]]] = json.loads(record.explanation or "{}")
        numbered = {story["id"] for story in explanation.get("stories", ()) if story["number"]}
        for article in explanation.get("articles", ()):
            weighed[article["id"]] = article["source"]
            if article["selected"]:
                selected[article["id"]] = article["source"]
            if article["story"] in numbered:
                shown[article["id"]] = article["source"]
    return Counter(weighed.values()), Counter(selected.values()), Counter(shown.values())


def source_lines(facts: Sequence[Mapping[str, object]]) -> list[str]:
    """The same for people: a table."""
    heads = ("source", "answered", "failed", "articles", "feed only", "weighed", "foreign", "shown")
    rows = [heads, *(_row(fact) for fact in facts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _row(fact: Mapping[str, object]) -> tuple[str, ...]:
    share = fact["foreign_affairs"]
    return (
        str(fact["id"]),
        str(fact["answered_at"] or "never")[:16].replace("T", " "),
        *(str(fact[name]) for name in ("failures", "articles", "feed_only", "weighed")),
        f"{share:.0%}" if isinstance(share, float) else "–",
        str(fact["shown"]),
    )
