"""What clustering looks at, and what it says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["ClusterCase", "Label", "in_order"]

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ClusterCase:
    """One report: plain text of any length, a time where one is known. `credit` is its byline and dateline."""

    id: str
    headline: str
    text: str
    published: datetime | None = None
    source: str = ""
    publisher: str = ""
    credit: str = ""
    language: str = ""

    @property
    def owner(self) -> str:
        """Who stands behind it: the publisher, else the source, else only the report itself."""
        return self.publisher or self.source or self.id


@dataclass(frozen=True, slots=True)
class Label:
    """`story` is equal for reports of one event; `duplicate_of` is the id of the report that this one reprints."""

    id: str
    story: str
    duplicate_of: str | None = None


def in_order(cases: Sequence[ClusterCase]) -> tuple[ClusterCase, ...]:
    """The cases by time, undated ones last, then by id and content: the same for any order they came in."""
    return tuple(sorted(cases, key=lambda c: (c.published or _NEVER, c.id, c.headline, c.text)))
