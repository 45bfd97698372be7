"""Validated keys into the nouns: briefings inherit, readers override, names are looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.config.document import Document, KeyPath
from briefing.config.keys import BriefingFile, BriefingKeys, ReaderKeys, SourceKeys, SourcesFile, SubscriptionsFile
from briefing.config.naming import named, source_ids
from briefing.config.problems import did_you_mean
from briefing.model import Listing, Profile, Source, Subscription

__all__ = ["Readers", "readers_of", "source_of", "sources_of"]

_SAME_NAME = (
    "title language timezone home stories also words_per_story words min_stories first_window map follow regions "
    "countries topics languages"
).split()
_SUBSCRIPTION = ("send_at", "days", "format", "paused_until", "deliver_within", "on_uncertain")


@dataclass(frozen=True, slots=True)
class Readers:
    """Briefings by name, and who reads them."""

    profiles: Mapping[str, Profile]
    subscriptions: tuple[Subscription, ...]


def sources_of(file: SourcesFile, document: Document) -> tuple[Source, ...]:
    """The enabled sources in file order. A feed that stands there twice is a problem."""
    ids = source_ids(file.sources)
    first: dict[str, int] = {}
    for place, (ident, keys) in enumerate(zip(ids, file.sources, strict=True)):
        for known, what in ((keys.url, "url"), (ident, "id")):
            if known in first:
                line = document.values[("sources", first[known])].line
                where = ("sources", place, what)
                document.problems.append(document.problem(where, f"the same feed as in line {line}: {known}"))
                break
            first[known] = place
    return tuple(source_of(ident, keys) for ident, keys in zip(ids, file.sources, strict=True) if keys.enabled)


def source_of(ident: str, keys: SourceKeys) -> Source:
    """The keys of one source as the noun."""
    from briefing.text.urls import host

    return Source(
        id=ident,
        url=keys.url,
        name=named(keys),
        publisher=keys.publisher or host(keys.url).removeprefix("www."),
        country=keys.country or "",
        language=keys.language,
        kind=keys.kind,
        ownership=keys.ownership,
        weight=keys.weight,
        paywall=keys.paywall,
        listing=Listing(keys.format, keys.links),
        every=keys.every,
    )


def readers_of(
    program: tuple[BriefingFile, Document],
    subscribers: tuple[SubscriptionsFile, Document],
    sources: Sequence[Source],
) -> Readers:
    """Profiles and subscriptions; names that lead nowhere are problems of the document that holds them."""
    file, document = program
    merged = {name: _inherited(name, file, document) for name in file.briefings}
    places: dict[str, KeyPath] = {name: ("briefings", name) for name in merged}
    profiles = {n: _profile(n, keys, file.sample, sources, (document, places[n])) for n, keys in merged.items()}
    found: list[Subscription] = []
    seen: dict[tuple[str, str], int] = {}
    for number, reader in enumerate(subscribers[0].subscribers):
        where: KeyPath = ("subscribers", number)
        for place, briefing in enumerate(reader.briefings or _only(file)):
            if briefing not in merged:
                near = did_you_mean(briefing, merged) or f"; there are: {', '.join(sorted(merged))}"
                _tell(subscribers[1], (*where, "briefings", place), f"no briefing '{briefing}'{near}")
                continue
            first = seen.setdefault((briefing, reader.email.lower()), number)
            if first != number:
                line = subscribers[1].values[("subscribers", first)].line
                _tell(subscribers[1], (*where, "email"), f"{reader.email} already gets '{briefing}' (line {line})")
                continue
            keys = merged[briefing] | _set_keys(reader)
            profile = _profile(briefing, keys, file.sample, sources, (subscribers[1], where))
            chosen = {name: keys[name] for name in _SUBSCRIPTION if keys.get(name) is not None}
            found.append(Subscription(reader.email, profile, reader.name, **chosen))  # type: ignore[arg-type]
        if not (reader.briefings or _only(file)):
            _tell(subscribers[1], where, f"key 'briefings' is missing; there are: {', '.join(sorted(merged))}")
    return Readers(profiles, tuple(found))


def _only(file: BriefingFile) -> list[str]:
    """The briefing that is meant where none is named: the only one."""
    return list(file.briefings) if len(file.briefings) == 1 else []


def _tell(document: Document, where: KeyPath, message: str) -> None:
    document.problems.append(document.problem(where, message))


def _inherited(name: str, file: BriefingFile, document: Document) -> dict[str, object]:
    """The briefing's keys over those it is based on, over the defaults."""
    chain: list[BriefingKeys] = []
    seen: list[str] = []
    current: str | None = name
    while current is not None:
        if current in seen or current not in file.briefings:
            where = ("briefings", seen[-1], "based_on")
            near = did_you_mean(current, file.briefings)
            why = "goes round in a circle" if current in seen else f"no briefing '{current}'{near}"
            _tell(document, where, f"based_on: {why}" if current in seen else why)
            break
        seen.append(current)
        chain.append(file.briefings[current])
        current = file.briefings[current].based_on
    merged: dict[str, object] = {}
    for keys in (file.defaults, *reversed(chain)):
        merged |= _set_keys(keys)
    merged.pop("based_on", None)
    return merged


def _set_keys(keys: ReaderKeys) -> dict[str, object]:
    return {name: getattr(keys, name) for name in keys.model_fields_set if name in type(keys).model_fields}


def _profile(
    name: str, keys: Mapping[str, object], sample: bool, sources: Sequence[Source], at: tuple[Document, KeyPath]
) -> Profile:
    facts: dict[str, object] = {"title": name.replace("-", " ").replace("_", " ").title()}
    for key in _SAME_NAME:
        value = keys.get(key)
        if value is not None:
            facts[key] = tuple(value) if isinstance(value, list) else value
    for group, names in (
        ("keywords", {"boost": "boost", "mute": "mute"}),
        ("caps", {"region": "region_cap", "publisher": "publisher_cap"}),
        ("quote", {"words": "quote_words", "share": "quote_share"}),
    ):
        for inner, target in names.items():
            value = getattr(keys.get(group), inner, None)
            if value is not None:
                facts[target] = tuple(value) if isinstance(value, list) else value
    if keys.get("weights"):
        facts["weights"] = keys["weights"]
    facts["sources"] = _source_ids(keys.get("sources"), sources, at)
    return Profile(briefing=name, sample=sample, **facts)  # type: ignore[arg-type]


def _source_ids(wanted: object, sources: Sequence[Source], at: tuple[Document, KeyPath]) -> tuple[str, ...]:
    """Ids of the sources that a list names by id, name or publisher."""
    if not isinstance(wanted, list):
        return ()
    found: list[str] = []
    for place, word in enumerate(wanted):
        ids = [s.id for s in sources if word in (s.id, s.name, s.publisher)]
        if not ids:
            near = did_you_mean(str(word), [s.id for s in sources])
            _tell(at[0], (*at[1], "sources", place), f"no source '{word}'{near}")
        found += ids
    return tuple(dict.fromkeys(found))
