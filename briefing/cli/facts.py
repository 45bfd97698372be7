"""What `status` and `stories` show, as plain facts and as lines."""

from __future__ import annotations

from briefing.app import App
from briefing.schedule import next_slot

__all__ = ["status_facts", "status_lines"]


def status_facts(running: App) -> dict[str, object]:
    """Editions, deliveries that are not accepted, next slots and failing sources."""
    now = running.clock.now()
    editions = running.store.editions.editions(limit=5)
    rows = running.store.ledger.deliveries(states=("deferred", "refused", "uncertain", "expired", "planned"))
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
