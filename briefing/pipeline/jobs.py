"""What can be asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.errors import BriefingError
from briefing.model import EditionKey, Profile
from briefing.ports import PlannedDelivery

__all__ = ["Deliver", "Gather", "Job", "Outcome", "Publish"]


@dataclass(frozen=True, slots=True)
class Gather:
    """Ask one source for what is new, and read the pages behind it."""

    source_id: str


@dataclass(frozen=True, slots=True)
class Publish:
    """Build, prove and store one edition, then enter its readers in the ledger. No readers: build only."""

    key: EditionKey
    profile: Profile
    readers: tuple[PlannedDelivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Deliver:
    """Send what the ledger has open for an edition."""

    edition_id: str


Job = Gather | Publish | Deliver


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a word, figures, the jobs that follow, and seconds until another try may help.

    `notice` is what its operator should hear once, "" where that is nothing.
    """

    job: Job
    word: str
    figures: Mapping[str, int] = field(default_factory=dict)
    follow: tuple[Job, ...] = ()
    retry_in: float | None = None
    error: BriefingError | None = None
    notice: str = ""
