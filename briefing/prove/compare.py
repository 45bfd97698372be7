"""Does a text stand in a page or a feed, word for word and whole?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.prove.folding import fold, in_word
from briefing.prove.page import Page

__all__ = ["is_headline", "is_standfirst", "place_of", "quoted_in"]

_ENDS_SENTENCE = ".!?…‽؟۔।॥።։:;。！？｡︒：；"
_CLOSERS = "\"'”’“‘»›«‹)]}」』）〉》】*†"
_PARTS_TEXT = "–—―-|/•·●▪■►▶>~*_=→(:"  # what may stand between a dateline, a label or a bullet and a sentence
_OPENING = "\"'“‘„‚«‹»›([¿¡「『（〈《【"
_CLOSING = "\"'”’“‘»›«‹)]」』）〉》】"
_SEPARATOR = re.compile(r"\s*[|–—―·•»«›‹/~\\]|\s+-\s|\s*-\s|\s*[(\[]")
_TAIL = re.compile(r"appeared first on|^(?:read|continue|keep) (?:more|reading)\b|^[\[(]?(?:…|\.\.\.)[\])]?$", re.I)


def place_of(text: str, page: Page) -> int:
    """Where the folded text stands within one block, cutting no word; -1 where it does not."""
    place = page.text.find(text) if text and "\n" not in text else -1
    while place >= 0:
        if not in_word(page.text, place) and not in_word(page.text, place + len(text)):
            return place
        place = page.text.find(text, place + 1)
    return -1


def quoted_in(sentence: str, page: Page) -> str:
    """ "" where the sentence stands whole in one block of the page; else what is wrong with it."""
    place, trouble = page.text.find(sentence) if sentence else -1, "not in one piece in the page"
    while place >= 0:
        end = place + len(sentence)
        if in_word(page.text, place) or in_word(page.text, end):
            trouble = "begins or ends in the middle of a word"
        elif not _may_begin(page, place):
            trouble = "begins in the middle of a sentence"
        elif not _may_end(page, end):
            trouble = "ends in the middle of a sentence"
        else:
            return ""
        place = page.text.find(sentence, place + 1)
    return trouble


def _may_begin(page: Page, place: int) -> bool:
    """After a block's start, a line break, the end of a sentence or a dateline's dash, leaving no opening mark out."""
    if _opens(page.text[max(place - 3, 0) : place]):
        return False
    if place in page.lines:
        return True
    before = page.text[max(place - 8, 0) : place].rstrip(" ")
    last = before[-1:]
    return last == "\n" or last in _ENDS_SENTENCE + _CLOSERS + _PARTS_TEXT


def _may_end(page: Page, place: int) -> bool:
    """Before a block's end or a line break, or after an end mark, leaving no closing mark out."""
    text = page.text
    if _closes(text[place : place + 3]):
        return False
    if text[place] == "\n" or place + 1 in page.lines:
        return True
    inner = text[max(place - 8, 0) : place].rstrip(_CLOSERS + " ")
    return inner[-1:] in _ENDS_SENTENCE


def _opens(before: str) -> bool:
    """True where these characters end in a mark that belongs to what follows: "said “", or a French "« "."""
    if before.endswith(("« ", "‹ ")):
        return not before[:-2] or before[-3] in " \n"
    return before[-1:] in _OPENING and (len(before) < 2 or before[-2] in " \n" + _OPENING)


def _closes(after: str) -> bool:
    """True where these characters begin with a mark that belongs to what stands before them: "”", or " »"."""
    if after.startswith((" »", " ›")):
        return after[2:3] in " \n.,"
    return after[:1] in _CLOSING and not after[1:2].isalnum()


def is_headline(headline: str, candidates: Iterable[str]) -> bool:
    """True where it is one of the candidates, or all of one but what its outlet sets off before or after it."""
    return any(_is_part(headline, candidate) for candidate in candidates)


def _is_part(headline: str, candidate: str) -> bool:
    if headline == candidate:
        return True
    place = candidate.find(headline) if headline else -1
    if place < 0:
        return False
    before, after = candidate[:place], candidate[place + len(headline) :]
    return (not before or _set_off(before[::-1])) and (not after or _set_off(after))


def _set_off(rest: str) -> bool:
    return _SEPARATOR.match(rest) is not None


def is_standfirst(standfirst: str, blocks: tuple[str, ...]) -> bool:
    """True where it is all of the feed's text, but for a "read more" that stands after it in blocks of its own."""
    while blocks:
        if standfirst in (" ".join(blocks), fold("".join(blocks))):
            return True
        if not _TAIL.search(blocks[-1]):
            return False
        blocks = blocks[:-1]
    return False
