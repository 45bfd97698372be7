"""publish(edition): from what the store held at press time to a proved edition with its readers in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefing.compose import compose, fit
from briefing.errors import AllSourcesFailed, BriefingError, ProofFailed, TooFewStories
from briefing.model import Article, Edition, EditionRecord, EditionState, Finding, Selection, Skeleton
from briefing.pipeline.jobs import Deliver, Outcome, Publish
from briefing.pipeline.layout import Desk, decide, explain, lay_out, select_asked
from briefing.pipeline.proof import prove_paragraphs, prove_skeleton
from briefing.pipeline.services import Services

__all__ = ["build", "publish", "trouble"]

_LATE = timedelta(
    hours=2
)  # feeds show reports some time after the minute they are dated: none may fall between editions
_ROUNDS = 4  # an edition is composed again without unproved articles this often, then held


@dataclass(frozen=True, slots=True)
class _Draft:
    desk: Desk
    edition: Edition
    skeletons: tuple[Skeleton, ...]
    failed: tuple[tuple[str, Finding], ...]  # id of the article at fault, "" where none can be named


def publish(job: Publish, services: Services) -> Outcome:
    """Builds and stores the edition once; plans its deliveries. An edition already built is not built again."""
    record = services.editions.edition(job.key.id)
    if record is None or record.state == "skipped":
        record = build(job, services)
        services.editions.put_edition(record)
    error = trouble(record, services)
    figures = {"stories": record.stories, "unproved": len(record.unproved)}
    if record.state in ("held", "skipped"):
        return Outcome(job, record.state, figures, error=error)
    planned = services.ledger.plan(job.readers, services.clock.now()) if job.readers else 0
    follow = (Deliver(record.id),) if job.readers else ()
    return Outcome(job, "built", figures | {"planned": planned}, follow)


def build(job: Publish, services: Services) -> EditionRecord:
    """The edition, proved. Articles whose text does not stand in their page are left out and noted as unproved.

    State "skipped" with fewer than `min_stories`; "held" where no honest edition could be made.
    """
    left_out: dict[str, Finding] = {}
    held = services.news.articles(job.key.since, job.key.press_time, _LATE)
    selected = select_asked([a for a in held if a.source_id in services.sources], job.profile)
    for _ in range(_ROUNDS):
        draft = _draft(job, services, [pair for pair in selected if pair[0].id not in left_out])
        if not draft.failed or len(draft.edition.pieces) < job.profile.min_stories:
            break
        if not all(article for article, _ in draft.failed):
            break
        left_out |= dict(draft.failed)
    return _record(job, services, draft, left_out)


def _draft(job: Publish, services: Services, selected: Sequence[tuple[Article, Selection]]) -> _Draft:
    news, key = services.news, job.key
    desk = decide(selected, job.profile, key, services.sources)
    edition = lay_out(desk, key, job.profile, services.sources, news.standings())
    if len(edition.pieces) < max(job.profile.min_stories, 1):
        return _Draft(desk, edition, (), ())
    sender = services.settings.sender
    edition = fit(edition, sender, services.templates)
    skeletons = tuple(compose(edition, sender, services.templates, form) for form in ("html", "text"))
    failed = prove_paragraphs(edition, news)
    for skeleton in skeletons:
        findings = prove_skeleton(skeleton, news, services.sources, key.press_time)
        failed += tuple((_culprit(edition, finding), finding) for finding in findings if not finding.ok)
    return _Draft(desk, edition, skeletons, failed)


def _culprit(edition: Edition, finding: Finding) -> str:
    """Id of the article whose words failed, "" where the finding is about no single article."""
    for piece in edition.pieces:
        lead: Article = piece.scored.story.lead
        if finding.culprit in (lead.headline, lead.standfirst):
            return lead.id
        for sentence in piece.summary.sentences:
            if finding.culprit == sentence.text:
                return sentence.article_id
    return ""


def _record(job: Publish, services: Services, draft: _Draft, left_out: dict[str, Finding]) -> EditionRecord:
    state, reason = _state(job, draft, left_out)
    unproved = tuple(left_out.values()) + tuple(finding for _, finding in draft.failed)
    return EditionRecord(
        key=job.key,
        state=state,
        reason=reason,
        built_at=services.clock.now(),
        title=job.profile.title,
        skeletons=draft.skeletons,
        explanation=explain(draft.desk, draft.edition),
        unproved=unproved,
        stories=len(draft.edition.pieces),
        version=services.settings.version,
    )


def _state(job: Publish, draft: _Draft, left_out: dict[str, Finding]) -> tuple[EditionState, str]:
    if draft.failed:
        return "held", f"{len(draft.failed)} quotations do not stand in their sources"
    if not draft.skeletons:
        why = f"{len(draft.edition.pieces)} stories, {job.profile.min_stories} are asked for"
        return ("held", f"{why}; {len(left_out)} articles could not be proved") if left_out else ("skipped", why)
    return "built", ""


def trouble(record: EditionRecord, services: Services) -> BriefingError | None:
    """Why this edition cannot be sent, None where it can."""
    if record.state == "held":
        return ProofFailed(record.id, record.reason)
    if record.state == "skipped":
        standings = [services.news.standings().get(source) for source in services.sources]
        if standings and all(standing is not None and standing.error for standing in standings):
            return AllSourcesFailed(record.id, f"none of {len(standings)} sources answered")
        return TooFewStories(record.id, record.reason)
    return None
