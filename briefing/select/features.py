"""What the linear model sees of a text: words and word pairs, with places masked as home or abroad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.select.countries import Places
from briefing.select.gazetteer import CUE
from briefing.select.lexicon import Hit, hits

__all__ = ["ABROAD", "HOME", "Features", "features", "masked", "surfaces"]

_READ_AT_MOST = 220  # words of the text, beside the headline
HOME, ABROAD = "@home", "@abroad"


@dataclass(frozen=True, slots=True)
class Features:
    """`weights` by feature: a count, the headline's double, damped. `hits` of "headline" and "text"."""

    weights: Mapping[str, float]
    hits: Mapping[str, Sequence[Hit]]


def features(places: Places, home: str) -> Features:
    """Features of an English text for a reader at home in `home` (ISO alpha-2, "" nowhere)."""
    counts: Counter[str] = Counter()
    found: dict[str, Sequence[Hit]] = {}
    for part, words in enumerate((places.headline, places.text)):
        found["headline" if part == 0 else "text"] = in_part = tuple(hits(words.tokens[:_READ_AT_MOST]))
        names = [unit for unit, _ in masked(places, part, home)]
        names += [f"{left} {right}" for left, right in pairwise(names)]
        names += [f"#{hit.name}" for hit in in_part if hit.group != "topics"]
        for name in names:
            counts[name] += 2 - part
    damped = {name: 1.0 + min(count, 6) / 3 if count > 1 else 1.0 for name, count in counts.items()}
    return Features(damped | _shape(places, home), found)


def surfaces(places: Places, home: str) -> Mapping[str, tuple[str, ...]]:
    """The words of the article, as written and each once, behind every feature that is one word, one list or @place."""
    shown: dict[str, dict[str, str]] = {}
    for part, words in enumerate((places.headline, places.text)):
        items = words.tokens[:_READ_AT_MOST]
        for unit, raw in masked(places, part, home):
            shown.setdefault(unit, {}).setdefault(raw.casefold(), raw)
        for hit in hits(items):
            raw = words.text[items[hit.first].start : items[hit.last].end]
            shown.setdefault(f"#{hit.name}", {}).setdefault(raw.casefold(), raw)
    return {name: tuple(raws.values()) for name, raws in shown.items()}


def masked(places: Places, part: int, home: str) -> list[tuple[str, str]]:
    """(unit, words as written) of a part: places as @home or @abroad, institutions followed by their own name."""
    words = places.headline if part == 0 else places.text
    items = words.tokens[:_READ_AT_MOST]
    starts = {place.first: place for place in places.placed if place.part == part and place.kind != CUE}
    out: list[tuple[str, str]] = []
    at = 0
    while at < len(items):
        place = starts.get(at)
        if place is None:
            key = items[at].key
            out.append(("0" if key.isdigit() else key, items[at].raw))
            at += 1
            continue
        raw = words.text[items[at].start : items[min(place.last, len(items) - 1)].end]
        out.append((HOME if place.code == home else ABROAD, raw))
        if place.kind == "i":
            out.append((" ".join(token.key for token in items[at : place.last + 1]).replace(" ", "_"), raw))
        at = place.last + 1
    return out


def _shape(places: Places, home: str) -> dict[str, float]:
    """How many countries abroad, whether home, in the headline and in all; and whether there is a text at all."""
    out = {"": 1.0}
    for name, parts in (("headline", (0,)), ("all", (0, 1))):
        codes = {place.code for place in places.placed if place.part in parts}
        abroad = min(len(codes - {home}), 3)
        out[f"+{name} {abroad} abroad{' and home' if home in codes else ''}"] = 1.0
    if not places.text.tokens:
        out["+no text"] = 1.0
    return out
