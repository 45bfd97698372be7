"""The three files and .env into one frozen Config, or one ConfigError that shows every fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config.document import Document, read_document
from briefing.config.problems import raise_all
from briefing.config.variables import environment, fill_in
from briefing.model import Profile, Sender, Source, Subscription

if TYPE_CHECKING:
    from briefing.config.keys import BriefingFile

__all__ = ["FILES", "CollectOptions", "Config", "load"]

FILES = ("briefing.yaml", "sources.yaml", "subscriptions.yaml")
_LATER = (
    "operator smtp.fallback smtp.rate smtp.per_domain smtp.connections dkim archive public_url collect.keep"
).split()
_LATER_IN_BRIEFING = ("holidays", "template", "review", "map")


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """How news is gathered."""

    every: timedelta
    gather_limit: timedelta
    user_agent: str  # "" means the program's own
    contact: str  # an address that a site's owner can write to
    connections_per_host: int
    allow_networks: tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration, validated. `notices` name keys that this version reads but does not act on yet."""

    sender: Sender
    storage: str
    collect: CollectOptions
    sources: tuple[Source, ...]
    profiles: Mapping[str, Profile]
    subscriptions: tuple[Subscription, ...]
    smtp_url: str = field(default="", repr=False)  # "" means the outbox
    secrets_key: str = field(default="", repr=False)
    notices: tuple[str, ...] = ()


def load(folder: Path, environ: Mapping[str, str]) -> Config:
    """Reads briefing.yaml, sources.yaml and subscriptions.yaml in `folder`, and .env beside or in it.

    Raises ConfigError with all faults at once, each with path:line:column.
    """
    from briefing.config.assemble import readers_of, sources_of
    from briefing.config.keys import BriefingFile, SourcesFile, SubscriptionsFile
    from briefing.config.validate import validated

    known = environment(folder, environ)
    documents = tuple(_read(folder, name, known) for name in FILES)
    program = validated(documents[0], BriefingFile)
    feeds = validated(documents[1], SourcesFile)
    readers = validated(documents[2], SubscriptionsFile)
    if program is None or feeds is None or readers is None:
        raise_all([problem for document in documents for problem in document.problems])
    assert program and feeds and readers
    sources = sources_of(feeds, documents[1])
    found = readers_of((program, documents[0]), (readers, documents[2]), sources)
    raise_all([problem for document in documents for problem in document.problems])
    keys = program.sender
    return Config(
        sender=Sender(keys.name, keys.email, keys.reply_to or "", keys.postal_address),
        storage=program.storage,
        collect=_collect(program),
        sources=sources,
        profiles=found.profiles,
        subscriptions=found.subscriptions,
        smtp_url=program.smtp.url,
        secrets_key=program.secrets.key or known.get("BRIEFING_SECRETS_KEY", ""),
        notices=_notices(program),
    )


def _read(folder: Path, name: str, environ: Mapping[str, str]) -> Document:
    document = read_document(folder / name, str(folder / name))
    fill_in(document, environ)
    return document


def _collect(program: BriefingFile) -> CollectOptions:
    keys = program.collect
    contact = keys.contact or (program.operator.email if program.operator else program.sender.email)
    return CollectOptions(
        every=keys.every,
        gather_limit=keys.gather_limit,
        user_agent=keys.user_agent,
        contact=contact,
        connections_per_host=keys.connections_per_host,
        allow_networks=tuple(keys.allow_networks),
    )


def _notices(program: BriefingFile) -> tuple[str, ...]:
    """Keys that are set and valid, but that this version does not act on."""
    told = []
    for dotted in _LATER:
        group, _, key = dotted.partition(".")
        if group in program.model_fields_set and (not key or key in getattr(program, group).model_fields_set):
            told.append(dotted)
    for name, briefing in {"defaults": program.defaults, **program.briefings}.items():
        told += [f"{name}.{key}" for key in _LATER_IN_BRIEFING if key in briefing.model_fields_set]
    return tuple(f"'{key}' is read, but this version does not act on it yet" for key in told)
