"""The three jobs: gather, publish, deliver. Each reads the store, decides in the core and writes the store."""

from briefing.pipeline.attempt import attempt
from briefing.pipeline.jobs import Deliver, Gather, Job, Outcome, Publish
from briefing.pipeline.proof import evidence_for, prove_record
from briefing.pipeline.services import Services, Settings

__all__ = [
    "Deliver",
    "Gather",
    "Job",
    "Outcome",
    "Publish",
    "Services",
    "Settings",
    "attempt",
    "evidence_for",
    "prove_record",
]
