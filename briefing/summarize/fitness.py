"""Which sentences may stand in a briefing."""

from __future__ import annotations

import re

__all__ = ["faults", "measure"]

_LONGEST = 45
_SHORTEST = 9
_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_END = re.compile(r"[.!…。！؟۔।][\"'”’»›)\]」』]*\Z")
_QUESTION = re.compile(r"[?？؟;][\"'”’»›)\]」』]*\Z")
_FIRST_LETTER = re.compile(r"[^\W_]")

_CAPTION = re.compile(
    r"\b(?:pictured|file (?:photo|image|picture)|photo(?:graph)?s?(?: by|:| courtesy)|image (?:source|caption|credit|"
    r"copyright)|getty images?|AP Photo|AFP via|via Getty|via AP|courtesy of|scroll down|credit:|picture:|handout|"
    r"screengrab|(?:is|are|was|were) seen (?:here|in this|in an?|at|on|during)|poses? (?:for|with)|"
    r"in this (?:photo|picture|image|video|file)|looks? on (?:as|during)|shakes? hands with)\b"
    r"|[(,] ?(?:centre|center|left|right|top|bottom|above|below|circled|far left|far right|second left|second right)\b"
    r" ?[,)]|\((?:left|right|above|below|top|bottom|l|r)[,) ]|\((?:Photo|Image|Picture|Credit)\b"
    r"|(?:/|\b)(?:EPA|AFP|AP|REUTERS|Reuters|Getty|Shutterstock|Rex)\)?\.?\Z"
    r"|\b(?:Photo|Image|Credit|Video)\b.{0,40}\Z(?<![.!?\"”’'])",
    re.IGNORECASE,
)
_PROMO = re.compile(
    r"\b(?:subscri(?:be|ption)|sign(?:ed)? up (?:for|to|here)|newsletter|click (?:here|on|the|to)|read more|read also|"
    r"read:|more:|see also|also read|related:|follow (?:us|him|her|me|live|@|cnn|bbc|on twitter)|download (?:the|our)|"
    r"our (?:app|podcast|newsletter|live blog|coverage|correspondent)|podcast|watch (?:the video|live|below|more)|"
    r"listen to|tune in|all rights reserved|copyright|©|terms of (?:use|service)|cookies?|advertisement|"
    r"contributed to this (?:report|story|article)|contributed reporting|reporting by|editing by|compiled by|"
    r"for (?:confidential|more) (?:support|information|details|on this|stories)|"
    r"this (?:story|article|report|post) (?:was|is|has been|will be)|"
    r"the (?:views|opinions) expressed|e-?mail (?:us|protected)|share this|have your say|comments? (?:below|section)|"
    r"press (?:esc|enter)|javascript|browser|recaptcha|last updated|updated at|first published|skip (?:ad|to)|"
    r"what do you think|let us know|join the (?:discussion|conversation)|live (?:updates|blog)|visit the)\b"
    r"|https?://|www\.|\b[\w.]+@[\w-]+\.\w|@\w{3,}|#\w{3,}|\|",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"[:：][\"'”’]?\Z|^(?:here(?:'s|’s| is| are| were)|as [\w .]+ (?:has|have) reported|the following|"
    r"below (?:is|are))\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^(?:[A-Z0-9\"'‘“][\w’'-]*)(?: [\w’'-]+){0,4}: (?=[A-Z])")
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .,'’-]{3,40}|[A-Z][\w .,'’-]{2,40}) (?:--|—|–) |^\([A-Z][\w /]{1,20}\)|^[A-Z]{4,}[A-Z, ]* [(-]"
)
_STARTS_OUT_OF_PLACE = re.compile(r"^(?:[,;:.!?)\]}»”’/&*•·–—-]|\d{1,2}[.)] |[a-z]{2,} )")


def measure(text: str) -> int:
    """Words, as the reader counts them; in Chinese and Japanese, which do not space them, two characters are one."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(text.split()) + ideographs // 2


def faults(sentence: str, words: int) -> tuple[str, ...]:
    """Why a sentence may not stand in a briefing, by code, worst last; () where it may.

    "short" and "long" are a matter of degree; the other codes name what is no sentence of the report at all.
    """
    found = []
    if words < _SHORTEST:
        found.append("short")
    if words > _LONGEST:
        found.append("long")
    for code, pattern in (("caption", _CAPTION), ("promo", _PROMO), ("lead-in", _LEAD_IN), ("headed", _HEADED)):
        if pattern.search(sentence):
            found.append(code)
    if _QUESTION.search(sentence):
        found.append("question")
    elif not _END.search(sentence):
        found.append("no-end")
    if _DATELINE.search(sentence):
        found.append("dateline")
    if _STARTS_OUT_OF_PLACE.search(sentence) or _shouts(sentence):
        found.append("fragment")
    return tuple(found)


def _shouts(sentence: str) -> bool:
    letters = [character for character in sentence if character.isalpha()]
    return len(letters) > 8 and sum(character.isupper() for character in letters) > 0.6 * len(letters)
