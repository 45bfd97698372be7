"""What the linear model sees of a text: words and word pairs, with places masked as home or abroad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.select.countries import Placed, Places
from briefing.select.lexicon import Hit, hits
from briefing.select.mentions import Words

__all__ = ["Features", "features"]

_READ_AT_MOST = 220  # words of the text, beside the headline
_HOME, _ABROAD = "@home", "@abroad"


@dataclass(frozen=True, slots=True)
class Features:
    """`weights` by feature (a count, the headline's double, damped); `hits` of both parts, for reasons and topics."""

    weights: Mapping[str, float]
    hits: Mapping[str, Sequence[Hit]]
    words: Mapping[str, str]  # feature -> the words of the article behind it


def features(places: Places, home: str) -> Features:
    """Features of an English text for a reader at home in `home` (ISO alpha-2, "" nowhere)."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    found: dict[str, Sequence[Hit]] = {}
    for part, words in enumerate((places.headline, places.text)):
        items = words.tokens[:_READ_AT_MOST]
        found["headline" if part == 0 else "text"] = in_part = tuple(hits(items))
        placed = [place for place in places.placed if place.part == part and place.first < len(items)]
        masked = _masked(words, placed, home)
        weight = 2 if part == 0 else 1
        for unit, raw in masked:
            counts[unit] += weight
            shown.setdefault(unit, raw)
        for (left, left_raw), (right, right_raw) in zip(masked, masked[1:], strict=False):
            pair = f"{left} {right}"
            counts[pair] += weight
            shown.setdefault(pair, f"{left_raw} {right_raw}")
        for hit in in_part:
            if hit.group != "topics":
                counts[f"#{hit.name}"] += weight
    damped = {name: 1.0 + min(count, 6) / 3 if count > 1 else 1.0 for name, count in counts.items()}
    return Features(damped | _shape(places, home), found, shown)


def _masked(words: Words, placed: Sequence[Placed], home: str) -> list[tuple[str, str]]:
    """(unit, words as written): places as @home or @abroad, institutions followed by their own name."""
    starts = {place.first: place for place in placed if place.kind != "q"}
    out: list[tuple[str, str]] = []
    at = 0
    items = words.tokens[:_READ_AT_MOST]
    while at < len(items):
        place = starts.get(at)
        if place is None:
            key = items[at].key
            out.append(("0" if key.isdigit() else key, items[at].raw))
            at += 1
            continue
        raw = " ".join(token.raw for token in items[at : place.last + 1])
        out.append((_HOME if place.code == home else _ABROAD, raw))
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
