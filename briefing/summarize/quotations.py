"""Where a text quotes somebody: the stretches between quotation marks, and who is speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Quotation", "quotations", "speaker"]

_CLOSE_OF = {"“": '”"', "„": "“”", "«": "»", "»": "«", "‘": "’", '"': '"”', "'": "'", "「": "」", "『": "』", "‹": "›"}
_MARK = re.compile(r"''|[“”„«»‹›\"「」『』]|(?<![\w.])[‘'](?=[^\W\d_]|[£$€])|(?<=[.,!?;:\w…])['’](?=[\s,.;:)—–-]|$)")
_OPENS_WORD = re.compile(r"[\w$£€¿¡(\[.…‘'“]")
_ELISION = re.compile(r"['’‘](?:em|til|tis|twas|cause|bout|n|round)\b", re.IGNORECASE)
_LONGEST_SINGLE = 700
_LONGEST_OPEN = 250

_NAME = (
    r"(?:(?:al|el|bin|ibn|de|da|van|von)[ -])?[^\W\d_a-z][\w’'.-]+"
    r"(?: (?:al-|of |the |de |da |van |von |bin |al )*[^\W\d_a-z][\w’'.-]*)*"
)
_SAYS = (
    r"(?:said|says|told|added|adds|wrote|tweeted|warned|argued|insisted|explained|recalled|declared|announced|claimed|"
    r"admitted|stressed|noted|continued|replied|asked|vowed|remarked|commented|concluded|suggested|urged|testified|"
    r"called|described|posted|complained|joked|acknowledged|asserted|predicted)"
)
_PLAIN = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Ii]ts|[Hh]is|[Hh]er) (?:[\w’'-]+ ){0,4}?[\w’'-]+"
_SPEAKERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[Aa]ccording to (?P<who>{_NAME})",
        rf"\b{_SAYS} (?P<who>{_NAME})",
        rf"(?P<who>{_NAME})(?:, [^,;:]{{1,80}},)? (?:also |later |then |has |had |on [A-Z]\w+day )?{_SAYS}\b",
        rf"\b{_SAYS} (?P<who>{_PLAIN})(?=[,.]|$)",
        rf"(?:^|[,;] )(?P<who>{_PLAIN}) (?:also |later |then |has |had )?{_SAYS}\b",
    )
)
_NOT_A_NAME = frozenset(
    "he she they it we i you who that this these those there but and in on at as when while after before if mr mrs ms "
    "however meanwhile later also then yesterday today monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """text[start:end], its marks included; not `whole` where one of the two marks is missing."""

    start: int
    end: int
    whole: bool


def quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The quotations of one paragraph, text[start:end], in order.

    One that is never closed reaches to the next, to the end or over 250 characters, whichever comes first.
    """
    found: list[Quotation] = []
    mark, since = "", start
    for hit in _MARK.finditer(text, start, end):
        sign, at = hit[0].replace("''", '"'), hit.start()
        if mark and sign in _CLOSE_OF[mark] and not (sign == '"' and _opens(text, at, start)):
            found.append(Quotation(since, hit.end(), True))
            mark = ""
        elif mark and sign in ("'", "‘", "’"):
            continue
        elif sign in _CLOSE_OF and not (sign == '"' and not mark and _closes(text, at, end)):
            if _ELISION.match(text, at) or (sign in "'‘" and not _single_closes(text, at, end)):
                continue
            if mark:
                found.append(Quotation(since, min(at, since + _LONGEST_OPEN), False))
            mark, since = sign, at
        elif not mark and sign not in ("'", "’"):
            begin = max(found[-1].end if found else start, at - _LONGEST_OPEN)
            found.append(Quotation(begin, hit.end(), False))
    if mark:
        found.append(Quotation(since, min(end, since + _LONGEST_OPEN), False))
    return tuple(found)


def speaker(sentence: str, quoted: Sequence[tuple[int, int]]) -> str:
    """Who says what the sentence quotes, as it calls them; "" where it quotes nobody or does not say.

    `quoted` are the stretches of `sentence` between quotation marks.
    """
    if not quoted:
        return ""
    outside, place = [], 0
    for start, end in quoted:
        outside.append(sentence[place:start])
        place = end
    told = " , ".join([*outside, sentence[place:]])
    for pattern in _SPEAKERS:
        for found in pattern.finditer(told):
            who = found["who"].strip(" ,.")
            if who.split()[0].lower() not in _NOT_A_NAME:
                return who
    return ""


def _opens(text: str, at: int, start: int) -> bool:
    """True where a straight mark can only open: white space before it, a word after it."""
    return (at == start or text[at - 1] in " \t(—–[") and _OPENS_WORD.match(text, at + 1) is not None


def _closes(text: str, at: int, end: int) -> bool:
    """True where a straight mark can only close: no white space before it, and white space or a stop after it."""
    return at > 0 and not text[at - 1].isspace() and (at + 1 >= end or text[at + 1] in " \t,.;:)!?—–")


def _single_closes(text: str, at: int, end: int) -> bool:
    """True where a single mark that opens is closed soon; it is an apostrophe otherwise."""
    reach = min(end, at + _LONGEST_SINGLE)
    return re.compile(r"(?<=[.,!?;:\w…])['’](?=[\s,.;:)—–-]|$)").search(text, at + 1, reach) is not None
