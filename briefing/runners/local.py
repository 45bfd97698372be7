"""Runs jobs in this process: gathering in parallel over sources, everything else in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import TypeVar

from briefing.errors import FetchTimeout
from briefing.pipeline import Gather, Job, Outcome, Services, attempt

__all__ = ["LocalRunner"]

_S = TypeVar("_S")
_T = TypeVar("_T")
_THREADS = 16
_LONGEST_WAIT = 60.0  # seconds: what a run in the foreground waits before it tries again


class LocalRunner:
    """The three jobs on threads. `told` hears of every outcome as it comes, from the calling thread."""

    def __init__(self, services: Services, told: Callable[[Outcome], None] = lambda outcome: None) -> None:
        self._services = services
        self._told = told
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Lets running jobs end and begins no further one."""
        self._stopping.set()

    def gather(self, source_ids: Sequence[str], limit: timedelta) -> tuple[Outcome, ...]:
        """Asks all sources in parallel. Those not done within `limit` are reported as failed and left behind."""
        pool = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="gather")
        futures = {pool.submit(self._once, Gather(source)): source for source in source_ids}
        outcomes, open_ = [], set(futures)
        deadline = time.monotonic() + limit.total_seconds()
        try:
            while open_ and (left := deadline - time.monotonic()) > 0 and not self._stopping.is_set():
                done, open_ = wait(open_, timeout=min(left, 1.0), return_when=FIRST_COMPLETED)
                outcomes += [self._tell(future.result()) for future in done]
        finally:
            pool.shutdown(wait=not open_, cancel_futures=True)
        for source in sorted(futures[future] for future in open_):
            error = FetchTimeout(source, f"not done within {limit.total_seconds():.0f} s")
            outcomes.append(self._tell(Outcome(Gather(source), "failed", error=error)))
        return tuple(outcomes)

    def side_by_side(self, work: Callable[[_S], _T], subjects: Sequence[_S]) -> Iterator[_T]:
        """The results of work on each subject, in their order, several at a time."""
        with ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="look") as pool:
            yield from pool.map(work, subjects)

    def run(self, jobs: Sequence[Job]) -> tuple[Outcome, ...]:
        """Runs jobs in order, each with those that follow from it, retrying while the clock moves."""
        return tuple(outcome for job in jobs for outcome in self._with_followers(job))

    def _with_followers(self, first: Job) -> Iterator[Outcome]:
        queue = [first]
        while queue and not self._stopping.is_set():
            outcome = self._tell(self._tried(queue.pop(0)))
            queue[:0] = outcome.follow
            yield outcome

    def _tried(self, job: Job) -> Outcome:
        number = 1
        outcome = attempt(job, number, self._services)
        while outcome.retry_in is not None and outcome.error and not self._services.clock.held:
            if outcome.retry_in > _LONGEST_WAIT or self._stopping.wait(outcome.retry_in):
                break
            number += 1
            outcome = attempt(job, number, self._services)
        return outcome

    def _once(self, job: Job) -> Outcome:
        return attempt(job, 1, self._services)

    def _tell(self, outcome: Outcome) -> Outcome:
        self._told(outcome)
        return outcome
