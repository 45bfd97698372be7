"""Whether a page is an article at all, and if not, what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from briefing.extract.blocks import Block
from briefing.extract.structured import Told

__all__ = ["not_an_article"]

_WALLS: Mapping[str, re.Pattern[str]] = {
    "a cookie or consent wall": re.compile(
        r"we (?:and our (?:\d+ )?partners|use cookies|value your privacy)|before you continue"
        r"|cookie(?:s| policy| settings)|store and/or access information on a device|your (?:privacy|consent)"
        r"|nous utilisons des cookies|wir (?:verwenden|nutzen) cookies|utilizamos cookies|utilizziamo (?:i )?cookie",
        re.I,
    ),
    "a login page": re.compile(
        r"(?:log|sign) ?in to (?:continue|read|your)|forgot(?:ten)? (?:your )?password|create an account"
        r"|mot de passe oublié|passwort vergessen|olvidaste tu contraseña",
        re.I,
    ),
    "a page that is not found": re.compile(
        r"(?:page|article|story) (?:that )?(?:you (?:are|were|requested|.re) |(?:was |is |could )?not (?:be )?found"
        r"|can.?t be found|no longer (?:exists|available)|does(?:n.t| not) exist)|(?:error )?404\b|\bnot found\b"
        r"|page introuvable|seite (?:wurde )?nicht gefunden|página no encontrada|pagina non trovata",
        re.I,
    ),
    "a check against robots": re.compile(
        r"verify (?:that )?you are (?:a )?human|are you a robot|enable javascript|unusual traffic|access denied"
        r"|checking your browser|just a moment",
        re.I,
    ),
}
_SHORT = 150  # words; a wall is not longer
_LINKED_HEADINGS = 6


def not_an_article(url: str, headline: str, kept: Sequence[Block], blocks: Sequence[Block], told: Told) -> str:
    """Why the page is no article; "" where it is one. `kept` are the blocks taken for its text."""
    words = sum(_words(block.text) for block in kept)
    for reason, form in _WALLS.items() if words < _SHORT else ():
        walled = sum(1 for block in (kept or blocks[:40]) if form.search(block.text[:300]))
        if (2 * walled >= max(len(kept), 1) or form.search(headline)) and walled:
            return reason
    if not kept:
        return "no text"
    if not told.articles and told.first_meta("og:type").lower() != "article" and _is_index(url, kept, blocks):
        return "an index page"
    return ""


def _is_index(url: str, kept: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Headings that are links, as many as there are paragraphs of prose; or the front page of a site."""
    headings = sum(1 for b in blocks if b.tag in ("h2", "h3", "h4") and b.linked >= 0.9 * len(b.text))
    prose = sum(1 for b in kept if _words(b.text) > 25 and b.linked < 0.5 * len(b.text))
    if headings >= _LINKED_HEADINGS and headings >= prose:
        return True
    linked = sum(b.linked for b in kept) > 0.5 * sum(len(b.text) for b in kept)
    return linked or (urlsplit(url).path in ("", "/") and headings >= _LINKED_HEADINGS // 2)


def _words(text: str) -> float:
    return max(len(text.split()), sum(1 for c in text if c > "⺀") / 2)
