"""Whether a page is an article at all, and if not, what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

__all__ = ["not_an_article"]

_WALLS: Mapping[str, re.Pattern[str]] = {
    "a cookie or consent wall": re.compile(
        r"we (?:and our (?:\d+ )?partners|use cookies|value your privacy)|before you continue"
        r"|cookie(?:s| policy| settings)|store and/or access information on a device|your (?:privacy|consent)",
        re.I,
    ),
    "a login page": re.compile(
        r"(?:log|sign) ?in to (?:continue|read|your)|forgot(?:ten)? (?:your )?password|create an account", re.I
    ),
    "a page that is not found": re.compile(
        r"(?:page|article|story) (?:you (?:are|were) looking for|(?:was |is |could )?not (?:be )?found"
        r"|no longer (?:exists|available))|error 404|404 not found",
        re.I,
    ),
}


def not_an_article(headline: str, paragraphs: Sequence[str]) -> str:
    """Why the page is no article; "" where it is one."""
    if not paragraphs:
        return "no text"
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    for reason, form in _WALLS.items():
        walled = [paragraph for paragraph in paragraphs if form.search(paragraph)]
        if words < 150 and (len(walled) * 2 >= len(paragraphs) or form.search(headline)):
            return reason
    return ""
