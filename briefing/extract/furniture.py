"""Lines that stand among an article's paragraphs and are none: walls, promotion, rights, pointers elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract.blocks import Block

__all__ = ["is_wall", "without_furniture"]

_WALL = re.compile(
    r"(?:subscribe|sign[ -]?(?:in|up)|log ?in|register)\b[^.!?]{0,40}\b(?:to (?:continue|keep|read|unlock|"
    r"access)|for full access)"
    r"|already (?:a subscriber|have an account|subscribed)|(?:this|full) (?:article|story|"
    r"content) is (?:only )?(?:for|available to)"
    r"[^.]{0,20}(?:subscribers|members)|(?:réservée?s? (?:aux|à nos) abonnés|déjà abonné|"
    r"il vous reste [\d.,]+ ?% de cet article)"
    r"|(?:nur für abonnenten|bereits abonnent|jetzt weiterlesen mit)|(?:contenido exclusivo para suscriptores|"
    r"ya eres suscriptor)"
    r"|(?:conteúdo exclusivo para assinantes|já é assinante)|(?:contenuto riservato agli abbonati|sei già abbonato)",
    re.I,
)
_FURNITURE = re.compile(
    r"^\W*(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità)\W*$"
    r"|^\W*(?:story|article) continues (?:below|after)\b"
    r"|^\W*(?:read|see) (?:more|also)\s*[:|»>-]|^\W*(?:also read|related(?: stories| articles)?|don.t miss)\s*[:|»>]"
    r"|^\W*(?:lire aussi|à lire aussi|lesen sie (?:auch|mehr)|mehr zum thema|lea también|leia também|"
    r"leggi anche|lees ook)\s*[:|»>]"
    r"|^\W*(?:©|copyright\b|\(c\) ?(?:19|20)\d\d)|all rights reserved\W*$"
    r"|^\W*(?:sign up|subscribe) (?:to|for) (?:our|the)\b[^.]{0,60}newsletter"
    r"|^\W*(?:follow us|join our|download (?:the|our) app|listen to (?:our|the) podcast)\b",
    re.I,
)
_LONGEST = 220


def is_wall(text: str) -> bool:
    """True of a line that asks the reader to pay or to log in."""
    return len(text) < _LONGEST and _WALL.search(text) is not None


def without_furniture(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without short ones that say of themselves that they are no part of the report."""
    return tuple(
        block
        for block in blocks
        if not (is_wall(block.text) or (len(block.text) < _LONGEST and _FURNITURE.search(block.text)))
    )
