"""Names of places, peoples and institutions in a text, each with what it may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.select.gazetteer import CUE, Gazetteer, Phrase, Reading, gazetteer
from briefing.select.spelling import Token, tokens

__all__ = ["Mention", "Words", "mentions", "words_of"]

# Places that are also given names: "Paris Hilton", "Jordan Peterson", "Chad Smith".
_ALSO_GIVEN = frozenset(
    [
        "jordan",
        "chad",
        "georgia",
        "paris",
        "austin",
        "dallas",
        "houston",
        "charlotte",
        "madison",
        "savannah",
        "sydney",
        "victoria",
        "alexandria",
        "florence",
        "lincoln",
        "jackson",
        "israel",
        "kenya",
        "india",
        "brittany",
        "chelsea",
        "kingston",
        "preston",
        "chester",
        "nelson",
        "hamilton",
        "windsor",
        "york",
        "dale",
        "carmen",
        "santiago",
        "salvador",
        "valencia",
        "mali",
        "lourdes",
        "milan",
        "denver",
        "brooklyn",
        "phoenix",
        "memphis",
        "raleigh",
        "geneva",
        "vienna",
        "hudson",
        "camden",
        "perth",
        "verona",
        "odessa",
        "clare",
        "kerry",
        "derby",
        "bristol",
        "castro",
        "petro",
        "lula",
        "sandu",
        "abe",
        "marin",
    ]
)
# Surnames that are places: only a given name before them says so.
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "judge", "coach", "actor", "actress", "singer"]
)
# What follows a place, not a given name, in headline capitals.
_IN_LOWER_CASE_TOO_COMMON = frozenset(
    [
        "us",
        "pri",
        "isi",
        "doh",
        "moh",
        "pnp",
        "nld",
        "polish",
        "pole",
        "poles",
        "diet",
        "abe",
        "marin",
        "vox",
        "tusk",
        "rada",
        "dane",
        "danes",
        "barrow",
        "vance",
        "castro",
        "petro",
        "lula",
        "pope",
        "duda",
        "machado",
        "turkey",
        "chad",
        "china",
        "jordan",
        "georgia",
        "java",
        "nice",
        "split",
        "reading",
        "bath",
        "hull",
        "kent",
        "essen",
        "cork",
        "mobile",
        "male",
        "hue",
        "fez",
        "derby",
        "dover",
        "troy",
        "guinea",
        "finn",
        "scot",
        "scots",
        "swede",
        "thai",
        "mali",
        "cuba",
        "tyre",
        "sale",
        "colon",
        "orban",
        "maine",
        "musk",
        "roque",
        "lima",
        "perm",
        "nis",
        "palma",
        "gulen",
        "marcos",
        "khan",
        "modi",
        "sisi",
        "rahmon",
        "moise",
        "goita",
        "zulu",
        "karen",
        "lao",
    ]
)
_FOOD = frozenset(
    [
        "turkey",
        "thanksgiving",
        "roast",
        "roasted",
        "burger",
        "burgers",
        "sandwich",
        "stuffing",
        "recipe",
        "recipes",
        "leftover",
        "leftovers",
        "dinner",
        "bird",
        "cook",
        "cooking",
        "cooked",
        "oven",
        "gravy",
        "carve",
        "carving",
        "pardon",
        "pardons",
        "bacon",
        "breast",
        "meatballs",
    ]
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in words. `lower`: it has no capitals at all; `title`: nearly every word has one."""

    text: str
    tokens: tuple[Token, ...]
    lower: bool
    title: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at words [first, last] of its text. `readings` is empty where it certainly names no place."""

    key: str
    first: int
    last: int
    readings: tuple[Reading, ...]


def words_of(text: str) -> Words:
    """The text in words, and how it uses capitals."""
    found = tuple(tokens(text))
    letters = [token for token in found if token.raw[0].isalpha()]
    capitals = sum(token.raw[0].isupper() for token in letters)
    long = [token for token in letters if len(token.raw) > 3]
    title = len(long) > 3 and sum(token.raw[0].isupper() for token in long) >= 0.8 * len(long)
    return Words(text, found, not capitals and len(text) > 0, title)


def mentions(words: Words) -> tuple[Mention, ...]:
    """Every name of the tables, longest first at each word, persons and other namesakes left out."""
    table = gazetteer()
    out, at, known = [], 0, table.phrases
    items = words.tokens
    while at < len(items):
        group = known.get(items[at].key)
        mention = _at(words, at, group, table) if group else None
        if mention is None:
            at += 1
            continue
        if mention.readings:
            out.append(mention)
        at = mention.last + 1
    return tuple(out)


def _at(words: Words, at: int, group: Sequence[Phrase], table: Gazetteer) -> Mention | None:
    """The longest phrase that stands at this word, None where none does."""
    items = words.tokens
    for phrase in group:
        size = len(phrase.words)
        if size > 1 and (at + size > len(items) or items[at + 1].key != phrase.words[1]):
            continue  # the second word tells most names apart, so the rest is seldom looked at
        span = items[at : at + size]
        if size > 2 and tuple(token.key for token in span) != phrase.words:
            continue
        if size > 1 and not _joined(words.text, span):
            continue
        key = " ".join(phrase.words)
        if not phrase.readings:
            return Mention(key, at, at + size - 1, ())
        readings = tuple(reading for reading in phrase.readings if _cased(reading, span, words, key))
        if readings and not (size == 1 and _namesake(words, at, table)):
            return Mention(key, at, at + size - 1, readings)
    return None


def _joined(text: str, span: Sequence[Token]) -> bool:
    """True where the words stand side by side: only blanks, a hyphen or an abbreviation's stop between them."""
    return all(text[a.end : b.start].strip(" \u00a0") in ("", "-", "–", ".", "&") for a, b in pairwise(span))


def _cased(reading: Reading, span: Sequence[Token], words: Words, key: str) -> bool:
    """True where the capitals are those of a name."""
    if reading.kind == CUE or reading.case == "L":
        return True
    if words.lower:
        short = reading.case == "U" and len(key) < 4 and "." not in span[0].raw and key not in ("uk", "fbi", "cia")
        return not short and reading.kind not in "s" and key not in _IN_LOWER_CASE_TOO_COMMON
    if reading.case == "U":
        return all(token.raw.upper() == token.raw or token.raw[:-2].isupper() for token in span)
    return span[-1].raw[0].isupper() or span[0].raw[0].isupper()


def _namesake(words: Words, at: int, table: Gazetteer) -> bool:
    """True where a single word is a person's name (or a bird), not a place."""
    items, token = words.tokens, words.tokens[at]
    if words.lower:
        return False
    before = items[at - 1] if at and _joined(words.text, items[at - 1 : at + 1]) else None
    after = items[at + 1] if at + 1 < len(items) and _blank(words.text, token, items[at + 1]) else None
    if before is not None and before.raw[0].isupper() and before.key in table.given and not _possessive(before):
        return before.key not in table.phrases or before.key in _ALSO_GIVEN
    if before is not None and before.key in _TITLES and token.key in table.phrases:
        return _person_like(token, table)
    if token.key == "turkey" and any(near.key in _FOOD for near in items[max(0, at - 4) : at + 5] if near is not token):
        return True
    if token.key not in _ALSO_GIVEN or after is None or words.title or _possessive(token):
        return False
    return (
        after.raw[0].isupper()
        and after.key not in table.phrases
        and after.raw.upper() != after.raw
        and not _office(after)
    )


def _person_like(token: Token, table: Gazetteer) -> bool:
    kinds = {
        reading.kind for phrase in table.phrases[token.key] for reading in phrase.readings if len(phrase.words) == 1
    }
    return bool(kinds & set("nbcst"))


def _blank(text: str, left: Token, right: Token) -> bool:
    return text[left.end : right.start] in (" ", "\u00a0")


def _possessive(token: Token) -> bool:
    return token.raw[-2:] in ("'s", "’s")


_OFFICES = frozenset(
    [
        "gov",
        "governor",
        "sen",
        "senator",
        "rep",
        "representative",
        "mayor",
        "president",
        "prime",
        "minister",
        "government",
        "parliament",
        "police",
        "court",
        "state",
        "republican",
        "republicans",
        "democrat",
        "democrats",
        "gop",
        "county",
        "city",
        "university",
        "times",
        "post",
        "airport",
        "supreme",
        "house",
        "senate",
        "legislature",
        "secretary",
        "attorney",
        "opera",
        "stock",
        "exchange",
        "fashion",
        "olympics",
        "olympic",
        "agreement",
        "accord",
        "climate",
        "summit",
        "match",
        "masters",
        "motor",
        "school",
        "public",
        "health",
        "street",
        "embassy",
        "olympics",
        "games",
        "declaration",
        "treaty",
        "peace",
        "talks",
        "ambassador",
        "foreign",
        "army",
        "navy",
        "air",
        "border",
        "central",
        "west",
        "east",
        "north",
        "south",
        "northern",
        "southern",
    ]
)


def _office(token: Token) -> bool:
    return token.key in _OFFICES
