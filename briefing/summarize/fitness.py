"""Which sentences may stand in a briefing."""

from __future__ import annotations

import re

__all__ = ["faults", "measure"]

_LONGEST = 45
_SHORTEST = 9
_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_END = re.compile(r"[.!…。！؟۔।][\"'”’»›)\]」』]*\Z")
_QUESTION = re.compile(r"[?？؟;][\"'”’»›)\]」』]*\Z")

# These two are asked of the sentence in lower case, which is twice as quick as IGNORECASE.
_CAPTION = re.compile(
    r"\b(?:pictured|file (?:photo|image|picture)|photo(?:graph)?s?(?: by|:| courtesy)|image (?:source|caption|credit|"
    r"copyright)|getty images?|ap photo|afp via|via getty|via ap|courtesy of|scroll down|credit:|picture:|handout|"
    r"screengrab|(?:is|are|was|were) seen (?:here|in this)|poses? (?:for|with) (?:a |an )?(?:photo|picture|selfie)|"
    r"in this (?:photo|picture|image|video|file)|looks? on (?:as|during)|shakes? hands with|toggle caption)\b"
    r"|[(,] ?(?:centre|center|left|right|top|bottom|circled|far left|far right|second left|second right) ?[,)]"
    r"|\((?:left|right|above|below|top|bottom)[,) ]|\((?:photo|image|picture|credit)\b"
    r"|[/(](?:epa|afp|ap|reuters|getty|shutterstock|rex|pool)\)?\.?\Z|\A\([^()]{1,40}\) [a-z]{2,}\Z",
)
_PROMO = re.compile(
    r"\b(?:subscribe (?:to|now|here|today)|thank you for subscribing|sign up (?:for|to|here)|newsletters?|"
    r"click (?:here|on|the|to)|read (?:more|also)|see also|also read|follow (?:us|live|@|cnn|bbc)|"
    r"download (?:our|the app)|our (?:app|podcast|newsletter|live blog|coverage)|watch (?:the video|live|below|more)|"
    r"listen to (?:the|our|this)|all rights reserved|copyright|terms of (?:use|service)|uses? cookies|advertisement|"
    r"contributed to this (?:report|story|article)|contributed reporting|"
    r"for (?:confidential|more) (?:support|information|details|on this|stories)|"
    r"this (?:story|article|post) (?:was|is|has been|will be)|the (?:views|opinions) expressed|e-?mail us|"
    r"share this|have your say|comments? (?:below|section)|press (?:esc|enter)|enable javascript|your browser|"
    r"recaptcha|last updated|skip (?:ad|to)\b|what do you think|let us know|join the (?:discussion|conversation)|"
    r"live (?:updates|blog))\b"
    r"|(?:^|\()(?:additional )?(?:reporting|editing|writing) by\b|^(?:read|more|related|watch|see):|©|https?://|www\.|\|"
    r"|\b[\w.]+@[\w-]+\.\w|^follow (?:her|him|\w+ \w+) (?:on|@)|@\w+ ?\.?\Z",
)
_LEAD_IN = re.compile(
    r"[:：][\"'”’]?\Z|^(?:here(?:'s|’s| is| are| were)|as [\w .]+ (?:has|have) reported|the following|"
    r"below (?:is|are))\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^(?:[A-Z0-9\"'‘“][\w’'-]*)(?: [\w’'-]+){0,4}: (?=[A-Z])")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’-]{2,30}(?:, [\w .,]{2,40})? ?(?:\([^()]{2,30}\) ?)?(?:--|—|–|-) |^\([A-Z][\w /]{1,20}\)"
    r"|^[A-Z][\w .,'’-]{2,40} \((?:CNN|AP|AFP|Reuters|Yonhap|TASS|dpa|Xinhua|Kyodo)\)|[A-Z]{4,} (?:--|—) [A-Z]"
)
_STARTS_OUT_OF_PLACE = re.compile(r"^(?:[,;:.!?)\]}»”’/&*•·–—-]|\d{1,2}[.)] |[a-z]{2,} )")
_OWN_VOICE = re.compile(r"(?:we|our|my|i|you|your|nous|vous|wir|ich|nosotros)\b(?!\.)", re.IGNORECASE)


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
    lower = sentence.lower()
    tests = (("caption", _CAPTION, lower), ("promo", _PROMO, lower), ("lead-in", _LEAD_IN, sentence))
    found += [code for code, pattern, text in (*tests, ("headed", _HEADED, sentence)) if pattern.search(text)]
    if _QUESTION.search(sentence):
        found.append("question")
    elif not _END.search(sentence):
        found.append("no-end")
    if _DATELINE.search(sentence):
        found.append("dateline")
    if _OWN_VOICE.match(sentence):
        found.append("own-voice")
    if _STARTS_OUT_OF_PLACE.search(sentence) or _shouts(sentence):
        found.append("fragment")
    return tuple(found)


def _shouts(sentence: str) -> bool:
    letters = sum(map(str.isalpha, sentence))
    return letters > 8 and sum(map(str.isupper, sentence)) > 0.6 * letters
