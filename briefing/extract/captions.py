"""The words under the first picture, and who took it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract.blocks import Block

__all__ = ["read_caption"]

_CAPTION = re.compile(
    r"^\.(?:.*[-_])?(?:cap|pic|caption|legend|sign|bildunterschrift|leyenda|pie-?(?:de-?)?foto)(?:[-_].*)?$|"
    r"^figcaption$"
)
_CREDIT = re.compile(r"credit|copyright|rights|source|photographer|agency|attribution")
_LABEL = (
    r"(?:photo(?:graph)?|picture|image|pic|foto(?:grafía)?|bild|crédits?|credits?|source|quelle|fuente|copyright|©|"
    r"تصوير|الصورة|صورة|фото|写真|사진)"
)
_AFTER_END = r"(?<=[.!?…”\"’)])\s*"
_CREDIT_TAILS = (
    re.compile(rf"{_AFTER_END}[(\[]([^()\[\]]{{2,60}})[)\]]\.?$"),
    re.compile(
        rf"(?:{_AFTER_END}|\s+[|/–—-]\s*|\s*[(\[])({_LABEL}(?:\s+by\b|\s*[:/©–—-])\s*[^()|]{{2,60}}?)[)\]]?$", re.I
    ),
    re.compile(rf"{_AFTER_END}(©[^()|]{{2,60}})$"),
    re.compile(rf"{_AFTER_END}([A-Z][A-Z0-9 /.&'’-]{{2,60}})$"),
)
_LONGEST = 600


def read_caption(blocks: Sequence[Block]) -> tuple[str, str]:
    """(caption, credit) of the page's first picture that has one; each "" where there is none."""
    for place, block in enumerate(blocks):
        if len(block.text) > _LONGEST or not any(_CAPTION.search(name) for name in block.trail[:5]):
            continue
        if any(_CREDIT.search(name) for name in block.trail[:2]):
            continue
        caption, credit = _parted(block.text)
        return caption, credit or _following_credit(blocks, place)
    return "", ""


def _parted(text: str) -> tuple[str, str]:
    """A caption's own end where it names the photographer."""
    for form in _CREDIT_TAILS:
        found = form.search(text)
        if found and found.start() > 0:
            return text[: found.start()].rstrip(), found[1].strip()
    return text, ""


def _following_credit(blocks: Sequence[Block], place: int) -> str:
    following = blocks[place + 1 : place + 2]
    for block in following:
        if len(block.text) < 100 and any(_CREDIT.search(name) for name in block.trail[:3]):
            return block.text.strip("()[] ")
        if block.trail == blocks[place].trail and len(block.text) < 100 and block.strong >= len(block.text) - 1:
            return block.text.strip("()[] ")
    return ""
