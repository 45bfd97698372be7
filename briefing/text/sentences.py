"""Sentences of a text, by rules of our own: where they start and end, to the character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.text.abbreviations import MONTHS, NUMBERED, OPENERS, ORDINAL_LANGUAGES, TITLES, TRAILING

__all__ = ["Span", "spans", "split"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: text[start:end]; `dateline` where it is a report's "SEOUL, Nov. 22 (Yonhap) —"."""

    start: int
    end: int
    dateline: bool = False


_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = "\"'”’“‘»›)\\]」』）〉》】"
_OPENERS = "\"'“‘«‹„‚(\\[「『（〈《【¿¡"
_END = re.compile(
    rf"(?P<wide>[。！？｡︒]+(?:[{_CLOSERS}]+(?![\u3041-\u309f]))?)"  # no white space follows in Chinese and Japanese
    r"|(?P<mark>[.!?](?:\s[.!?])+|[.!?…‽؟۔।॥።։]+)"
    rf"(?P<closers>[{_CLOSERS}]*+(?:\s?+\[\d{{1,3}}\]|\s[)\]»]|\s[:;]-?[()DP](?!\w))*+)(?=\s|\Z)"
)
_SPACE = re.compile(r"\s+")
_CLOSING_BRACKETS = tuple("」』”’）")
_LONGEST_WORD = 40
_WORD_BEFORE = re.compile(rf"(?:[^\s{_OPENERS}{_CLOSERS}–—/]|(?<=\w)['’](?=\w))+\Z")
_NEXT = re.compile(rf"\s+(?P<open>[{_OPENERS}]*)(?P<word>[^\s{_CLOSERS}{_OPENERS}.,;:!?…]*)")
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]{1,2}")
_LIST_NUMBER = re.compile(r"[*#(]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
_COMMON_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][a-z]{1,2})?")
_DATELINE = re.compile(
    r"\s*+(?P<place>[^\W\d_][\w.'’-]*+(?:[ \xa0,/]++[\w.'’][\w.'’-]*+){0,9}+)?+\s*+"
    r"(?:\((?P<agency>[^\W\d_][^()]{1,30})\)(?:\s*+(?:--|[—–-])(?=\s)|(?=[^\W\d_]|[\"“'‘]))|(?:--|[—–-])(?=\s))"
)
_TASS_DATELINE = re.compile(r"[A-Z][A-Z /-]{2,40}, [A-Z][a-z]+ \d{1,2}\. /[A-Z]{2,10}/\.?(?=\s)")
_ELIDED = re.compile(r"^(?:l|d|qu|n|s|jusqu)['’]")
_LINK_WORDS = frozenset("and of de del la el al the den der am an y e et di do da upon sur".split())


def split(text: str, language: str = "en") -> tuple[Span, ...]:
    """Sentences in order. They cover everything but white space, and none crosses a line break.

    A line without an end mark is a sentence; so is a dateline ("SEOUL, Nov. 22 (Yonhap) —"). `language` (BCP 47)
    chooses the abbreviations.
    """
    return tuple(spans(text, language))


def spans(text: str, language: str = "en") -> Iterator[Span]:
    """The sentences of `split` one by one, so that a reader of the first few need not wait for the rest."""
    code = language.lower().partition("-")[0]
    for line in _LINE.finditer(text):
        yield from _split_line(text, line.start(), line.end(), code)


def _split_line(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    place = _next_word(text, _after_dateline(text, start, end))
    yield from _trimmed(text, start, place, dateline=True)
    for found in _END.finditer(text, place, end):
        if _ends(text, place, found, language):
            yield from _trimmed(text, place, found.end())
            place = _next_word(text, found.end())
    yield from _trimmed(text, place, end)


def _next_word(text: str, place: int) -> int:
    return found.end() if (found := _SPACE.match(text, place)) else place


def _trimmed(text: str, start: int, end: int, *, dateline: bool = False) -> list[Span]:
    piece = text[start:end]
    if not piece.strip():
        return []
    return [Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), dateline)]


def _after_dateline(text: str, start: int, end: int) -> int:
    """Where the line's own words start: after "SEOUL, Nov. 22 (Yonhap) —", else at its start."""
    if tass := _TASS_DATELINE.match(text, start, end):
        return tass.end()
    found = _DATELINE.match(text, start, end)
    if found is None or text[found.end() : end].lstrip()[:1].islower():
        return start
    tokens = re.findall(r"[^\s,/]+", found["place"] or "")
    named = all(not token[0].islower() or token in _LINK_WORDS for token in tokens)
    shouted = bool(tokens) and tokens[0].isupper() and len(tokens[0]) > 2
    return found.end() if named and (found["agency"] or shouted) else start


def _ends(text: str, start: int, found: re.Match[str], language: str) -> bool:
    """True where the end mark `found` ends the sentence that starts at `start`."""
    following = _NEXT.match(text, found.end(), found.endpos)
    if found["wide"] or following is None:
        return text[found.end() : found.end() + 1] not in _CLOSING_BRACKETS
    word, opened = following["word"], following["open"]
    if "(" in opened and not word[:1].isupper():
        return False
    reach = max(start, found.start() - _LONGEST_WORD)
    before = _WORD_BEFORE.search(text, max(reach, text.rfind(" ", reach, found.start()) + 1), found.start())
    if word[:1].islower() and word not in ("http", "https"):
        trails_off = "…" in found["mark"] or ".." in found["mark"] or bool(found["closers"])
        return not trails_off and _plain_end(before, language)
    if found["mark"] != "." or before is None:
        return found["mark"] != "…" or not word[:1].isalpha() or word[:1].isupper()  # Arabic has no capitals to tell
    return not _goes_on(before[0], before.start() == start, word, language)


def _plain_end(before: re.Match[str] | None, language: str) -> bool:
    """True where even a lower-case word may open a new sentence after the word `before`: no abbreviation."""
    if before is None or not _COMMON_WORD.fullmatch(before[0]) or before[0][:1].isupper():
        return False
    return not any(before[0] in table for table in (TITLES.get(language, TITLES["en"]), NUMBERED, MONTHS, TRAILING))


def _goes_on(before: str, first: bool, word: str, language: str) -> bool:
    """True where the dot after the word `before` belongs to it, and the sentence goes on with `word`."""
    key, number = _ELIDED.sub("", before.lower()), word[:1].isdigit()
    if first and _LIST_NUMBER.fullmatch(before):
        return True
    if key in TITLES.get(language, TITLES["en"]):
        return True
    if key in NUMBERED and number:
        return True
    if language in ORDINAL_LANGUAGES and before.isdecimal() and int(before) <= 31:
        return True
    if key in MONTHS or key in TRAILING or _INITIALS.fullmatch(before):
        return word.lower() not in OPENERS
    return False
