"""What came of jobs: as lines, as plain facts, as an exit code."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.errors import AllSourcesFailed, BriefingError, ProofFailed, TooFewStories
from briefing.pipeline import Deliver, Gather, Outcome, Publish

__all__ = ["outcome_facts", "sentence", "verdict"]


def sentence(outcome: Outcome) -> str:
    """What came of a job, in one line."""
    figures = ", ".join(f"{count} {name}" for name, count in sorted(outcome.figures.items()) if count)
    detail = f" ({figures})" if figures else ""
    told = _notice(outcome)
    return f"{_subject(outcome)}: {outcome.word}{detail}{_why(outcome)}{told}"


def _notice(outcome: Outcome) -> str:
    if not outcome.notice:
        return ""
    return f"; it {outcome.notice}" if isinstance(outcome.job, Gather) else f": {outcome.notice}"


def _why(outcome: Outcome) -> str:
    """The reason of a failure; what failed is named unless it is the subject itself."""
    if outcome.error is None:
        return ""
    named = isinstance(outcome.job, Gather) or outcome.error.culprit in _subject(outcome)
    return f": {outcome.error.reason if named else outcome.error}"


def _subject(outcome: Outcome) -> str:
    job = outcome.job
    if isinstance(job, Gather):
        return f"source {job.source_id}"
    return f"edition {job.edition_id if isinstance(job, Deliver) else job.key.id}"


def outcome_facts(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Outcomes as plain facts, by kind of job."""
    kinds: dict[str, list[dict[str, object]]] = {"gather": [], "publish": [], "deliver": []}
    for outcome in outcomes:
        job = outcome.job
        kind = "gather" if isinstance(job, Gather) else "publish" if isinstance(job, Publish) else "deliver"
        fact: dict[str, object] = {"name": _subject(outcome).partition(" ")[2], "outcome": outcome.word}
        if outcome.error:
            fact["error"] = outcome.error.reason
        if outcome.notice:
            fact["notice"] = outcome.notice
        kinds[kind].append(fact | dict(outcome.figures))
    return dict(kinds)


def verdict(outcomes: Sequence[Outcome]) -> int:
    """Exit code of a whole run, as PRODUCT.md section 3 lists them."""
    gathers = [o for o in outcomes if isinstance(o.job, Gather)]
    publishes = [o for o in outcomes if isinstance(o.job, Publish)]
    delivers = [o for o in outcomes if isinstance(o.job, Deliver)]
    if any(o.figures.get("unproved") or isinstance(o.error, ProofFailed) for o in publishes):
        return 8
    if gathers and all(o.error for o in gathers):
        return AllSourcesFailed.exit_code
    if delivers and not any(o.figures.get("accepted") for o in delivers) and any(map(_went_wrong, delivers)):
        return 7 if any(o.figures.get("deferred") for o in delivers) else 6
    errors: list[BriefingError] = [o.error for o in publishes + delivers if o.error]
    if (
        publishes
        and len(errors) == len(publishes)
        and all(isinstance(e, TooFewStories | AllSourcesFailed) for e in errors)
    ):
        return max(e.exit_code for e in errors)
    return 7 if errors or any(map(_went_wrong, delivers)) else 0


def _went_wrong(outcome: Outcome) -> bool:
    bad = ("open", "refused", "uncertain", "expired")
    return outcome.error is not None or any(outcome.figures.get(word) for word in bad)
