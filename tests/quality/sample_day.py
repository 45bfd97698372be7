"""The pages of the sample day as reports to cluster, from the gold file."""

import json
from datetime import datetime
from pathlib import Path

from briefing.cluster import ClusterCase

__all__ = ["GOLD", "events", "reports"]

GOLD = Path(__file__).with_name("sample_gold.jsonl")


def reports() -> list[ClusterCase]:
    return [
        ClusterCase(
            id=page["id"],
            headline=page["headline"],
            text=page["text"],
            published=datetime.fromisoformat(page["published"]),
            source=page["outlet"],
            publisher=page["outlet"],
            credit=" ".join([*page["authors"], page["dateline"] or ""]),
            language=page["language"],
        )
        for page in _pages()
    ]


def events() -> dict[str, str]:
    """Event by page id; a page about nothing else is an event of its own."""
    return {page["id"]: page["event"] or page["id"] for page in _pages()}


def _pages() -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
