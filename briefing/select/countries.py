"""Which countries a text is about, most central first.

Strong evidence first (names, peoples, capitals, institutions), then each ambiguous place read toward a country that
is already evidenced; a smaller place alone counts only where nothing speaks for another country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.select.gazetteer import CUE, Reading, gazetteer
from briefing.select.mentions import Mention, Words, mentions, words_of

__all__ = ["WEIGHT", "Placed", "Places", "places", "regions_of"]

WEIGHT = {"n": 3.0, "d": 2.5, "c": 2.0, "i": 2.0, "t": 2.0, "b": 1.5, "s": 1.0, CUE: 0.5}
_LOCAL = frozenset("tbs" + CUE)  # what local news names: it draws "Athens" or "Paris" to America
_GOVERNOR = frozenset(
    [
        "gov",
        "governor",
        "sen",
        "senator",
        "rep",
        "republican",
        "republicans",
        "democrat",
        "democrats",
        "gop",
        "state",
        "lawmakers",
        "secretary",
        "attorney",
        "legislature",
        "county",
        "bulldogs",
        "tech",
        "southern",
        "power",
        "peaches",
        "runoff",
    ]
)
_BEAT = frozenset("beat beats defeated defeats edged edges topped tops routed trounced thrashed downed".split())
# Countries whose names are also those of small towns in America.
_NAMESAKES = frozenset(
    "lebanon palestine jordan malta cuba peru poland norway mexico jamaica brazil china egypt holland chad denmark "
    "cyprus panama sweden troy brittany galicia lombardy wales scotland".split()
)
# Neighbours by which "Georgia" is the country.
_CAUCASUS = frozenset(["GE", "RU", "AM", "AZ", "TR", "UA"])


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention read as one country, at words [first, last] of part 0 (headline) or 1 (text)."""

    part: int
    first: int
    last: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Places:
    """`countries` most central first; `placed` in reading order; the parts as words, so that nobody splits twice."""

    countries: tuple[str, ...]
    placed: tuple[Placed, ...]
    headline: Words
    text: Words


@dataclass(frozen=True, slots=True)
class _Claim:
    """A mention in its part; `readings` narrow down to one."""

    part: int
    mention: Mention
    readings: tuple[Reading, ...]

    @property
    def sure(self) -> bool:
        return len(self.readings) == 1 and not self.readings[0].weak and self.readings[0].kind not in ("s", CUE)


def places(headline: str, text: str) -> Places:
    """The countries of an English text, by names, peoples, cities and institutions read in context."""
    parts = (words_of(headline), words_of(text))
    claims = [claim for part, words in enumerate(parts) for claim in _claims(part, words)]
    placed = tuple(
        Placed(claim.part, claim.mention.first, claim.mention.last, claim.readings[0].code, claim.readings[0].kind)
        for claim in _resolve(claims)
    )
    return Places(_central(placed), placed, *parts)


def regions_of(countries: Sequence[str]) -> tuple[str, ...]:
    """The regions of the countries, each once, in the countries' order."""
    table = gazetteer().regions
    return tuple(dict.fromkeys(table[code] for code in countries if code in table))


def _claims(part: int, words: Words) -> list[_Claim]:
    found = _without_teams(words, mentions(words))
    out: list[_Claim] = []
    skip = -1
    for place, mention in enumerate(found):
        if place == skip:
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        code = _after_comma(words, mention, after)
        if code:
            skip = place + 1 if after is not None and after.first == mention.last + 1 else -1
            out.append(_Claim(part, mention, (Reading(code, "t"),)))
            continue
        out.append(_Claim(part, mention, _georgian(words, mention)))
    return out + _strangers(part, words, found) + _counties(part, words)


def _without_teams(words: Words, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions but for towns and states that won or lost a match: "Chicago beat Utah"."""
    teams: set[int] = set()
    for left, right in pairwise(found):
        between = words.tokens[left.last + 1 : right.first]
        if len(between) == 1 and between[0].key in _BEAT and left.readings[0].kind in "tbcs":
            teams |= {left.first, right.first}
    return tuple(mention for mention in found if mention.first not in teams)


def _strangers(part: int, words: Words, found: Sequence[Mention]) -> list[_Claim]:
    """Unknown towns that say their state: "Ruston, La." """
    table, out = gazetteer(), []
    taken = {at for mention in found for at in range(mention.first, mention.last + 2)}
    for at in range(1, len(words.tokens)):
        token = words.tokens[at]
        if not token.raw[0].isupper():
            continue
        code = table.postal.get(token.raw.replace(".", ""))
        if code is None or at in taken or words.text[words.tokens[at - 1].end : token.start] != ", ":
            continue
        if words.tokens[at - 1].raw[0].isupper() and _abbreviated(words, at):
            out.append(_Claim(part, Mention(token.key, at, at, ()), (Reading(code, "t"),)))
    return out


def _counties(part: int, words: Words) -> list[_Claim]:
    """American counties: "Darke County"; not the Irish "County Mayo", nor a county council."""
    items = words.tokens
    pairs = zip(range(1, len(items)), items, items[1:], strict=False)
    return [
        _Claim(part, Mention("county", at, at, ()), (Reading("US", CUE),))
        for at, before, token in pairs
        if token.raw == "County"
        and before.raw.istitle()
        and before.key not in ("the", "a", "in", "from", "of")
        and (at + 1 == len(items) or items[at + 1].key not in ("council", "councils", "cricket", "championship"))
    ]


def _abbreviated(words: Words, at: int) -> bool:
    """True where a mark such as "Ga" has its full stop, or is two capitals not at the head of a sentence of them."""
    token = words.tokens[at]
    return words.text[token.end : token.end + 1] == "." or "." in token.raw or token.raw.isupper()


def _after_comma(words: Words, mention: Mention, after: Mention | None) -> str:
    """The country named by what follows a comma: "Paris, Texas" → US, "Tbilisi, Georgia" → GE; "" where none is."""
    if mention.readings[0].kind not in "nbcst" or mention.last + 1 >= len(words.tokens):
        return ""
    following = words.tokens[mention.last + 1]
    if words.text[words.tokens[mention.last].end : following.start] != ", ":
        return ""
    postal = gazetteer().postal.get(following.raw.replace(".", ""))
    if postal and _abbreviated(words, mention.last + 1):
        return postal
    if after is None or after.first != mention.last + 1:
        return ""
    own = {reading.code for reading in mention.readings}
    divisions = [reading.code for reading in after.readings if reading.kind == "t"]
    names = [reading.code for reading in after.readings if reading.kind == "n"]
    if names and mention.readings[0].kind != "n" and own & set(names):
        return next(code for code in names if code in own)
    if divisions and mention.readings[0].kind in "nbcs" and (mention.readings[0].kind != "n" or not names):
        return divisions[0]
    return ""


def _georgian(words: Words, mention: Mention) -> tuple[Reading, ...]:
    """The readings, narrowed where the next word is an American office."""
    after = words.tokens[mention.last + 1] if mention.last + 1 < len(words.tokens) else None
    if mention.key == "georgia" and after is not None and after.key in _GOVERNOR:
        return (replace(mention.readings[-1], weak=False),)
    return mention.readings


def _resolve(claims: list[_Claim]) -> list[_Claim]:
    """Each claim read as one country; those that stay doubtful are left out."""
    home = _local_news(claims)
    if home:
        claims = [replace(claim, readings=(Reading(home, "s"),)) if _town(claim) else claim for claim in claims]
    strong: dict[str, float] = defaultdict(float)
    local: set[str] = {home} - {""}
    for claim in claims:
        reading = claim.readings[0]
        if claim.sure or (reading.kind == CUE and not reading.weak):
            strong[reading.code] += WEIGHT[reading.kind]
        if (claim.sure and reading.kind in _LOCAL) or reading.kind == CUE:
            local.add(reading.code)
    settled = []
    for claim in claims:
        chosen = claim.readings[0] if claim.sure else _choose(claim, strong, local)
        if chosen is not None:
            settled.append(replace(claim, readings=(chosen,)))
    return settled


def _local_news(claims: list[_Claim]) -> str:
    """The country whose local news this is: a sure cue of it, and no country or people other than that is named."""
    homes = {claim.readings[0].code for claim in claims if claim.readings[0].kind == CUE and not claim.readings[0].weak}
    if len(homes) != 1:
        return ""
    home = next(iter(homes))
    others = (c for c in claims if c.readings[0].kind in "ndi" and c.readings[0].code != home and not _town(c))
    return "" if any(not claim.readings[0].weak for claim in others) else home


def _town(claim: _Claim) -> bool:
    """True for a name that small towns share with a great place."""
    kind = claim.readings[0].kind
    return kind in "cbs" or (kind == "n" and claim.mention.key in _NAMESAKES)


def _choose(claim: _Claim, strong: dict[str, float], local: set[str]) -> Reading | None:
    """One reading of a doubtful name, or None."""
    if claim.mention.key == "georgia":
        return _read_georgia(claim, strong, local)
    first, others = claim.readings[0], claim.readings[1:]
    if first.weak or first.kind == CUE:
        return first if first.code in strong or not strong else None
    if first.kind == "s":
        known = [reading for reading in claim.readings if reading.code in strong or reading.code in local]
        if known:
            return max(known, key=lambda reading: strong.get(reading.code, 0.0))
        return first if not others and not strong else None
    if first.code not in strong:
        known = [r for r in others if (r.code in local if r.kind == "s" else r.code in strong)]
        if known:
            return known[0]
    return first


def _read_georgia(claim: _Claim, strong: dict[str, float], local: set[str]) -> Reading | None:
    country, state = claim.readings[0], claim.readings[-1]
    if "GE" in strong:
        return country
    if "US" in local:
        return state
    return country if set(strong) & _CAUCASUS or "US" not in strong else state


def _central(placed: Sequence[Placed]) -> tuple[str, ...]:
    """Countries by weight: each mention by its kind, double in the headline, half as much again at the opening."""
    weights: dict[str, float] = defaultdict(float)
    seen: dict[str, int] = {}
    for place, item in enumerate(placed):
        opening = 2.0 if item.part == 0 else 1.5 if item.first < 40 else 1.0
        weights[item.code] += WEIGHT[item.kind] * opening
        seen.setdefault(item.code, place)
    return tuple(sorted(weights, key=lambda code: (-weights[code], seen[code])))
