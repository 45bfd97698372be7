"""What a job may reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from briefing.model import Sender, Source
from briefing.ports import Channel, Clock, EditionStore, Fetcher, Ledger, NewsStore, Parser

__all__ = ["Services", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers and names the jobs need. `secret` makes Message-IDs; `owner` names this process in leases."""

    sender: Sender
    owner: str
    secret: str = field(repr=False)
    version: str
    every: timedelta = timedelta(minutes=30)
    horizon: timedelta = timedelta(days=3)  # how old an entry may be for its page to be fetched
    pages_per_source: int = 60  # in one gather
    batch: int = 100


@dataclass(frozen=True, slots=True)
class Services:
    """The ports, chosen by `app`, and the sources and templates as configured."""

    clock: Clock
    fetcher: Fetcher
    parser: Parser
    channel: Channel
    news: NewsStore
    editions: EditionStore
    ledger: Ledger
    sources: Mapping[str, Source]
    templates: Mapping[str, str]
    settings: Settings
