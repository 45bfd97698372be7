"""One attempt at a job, with the retry policy: the same for every runner."""

from __future__ import annotations

from briefing.errors import BriefingError, Transient
from briefing.pipeline.deliver import deliver
from briefing.pipeline.gather import gather
from briefing.pipeline.jobs import Deliver, Gather, Job, Outcome
from briefing.pipeline.publish import publish
from briefing.pipeline.services import Services

__all__ = ["attempt"]

_TRIES = 5
_FIRST_PAUSE = 30.0  # seconds; doubles with every try


def attempt(job: Job, number: int, services: Services) -> Outcome:
    """Does the job once; `number` counts from 1. Never raises but for the end of the process.

    Only Transient errors are tried again, after the pause the other side asked for or one that doubles.
    """
    try:
        return _do(job, services)
    except Transient as error:
        again = number < _TRIES
        pause = error.retry_after or _FIRST_PAUSE * 2 ** (number - 1)
        return Outcome(job, "failed", error=error, retry_in=pause if again else None)
    except BriefingError as error:
        return Outcome(job, "failed", error=error)
    except Exception as error:  # noqa: BLE001 - one of the three places: names the culprit
        cause = BriefingError(_name(job), f"unexpected {type(error).__name__}: {error}")
        cause.__cause__ = error
        return Outcome(job, "failed", error=cause)


def _do(job: Job, services: Services) -> Outcome:
    if isinstance(job, Gather):
        return gather(job, services)
    if isinstance(job, Deliver):
        return deliver(job, services)
    return publish(job, services)


def _name(job: Job) -> str:
    if isinstance(job, Gather):
        return job.source_id
    return job.edition_id if isinstance(job, Deliver) else job.key.id
