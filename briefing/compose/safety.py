"""Outside text and links made safe for a message, before any template sees them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from briefing.compose.wrapping import cut
from briefing.text.clean import fold_space, plain
from briefing.text.urls import canonical

__all__ = ["clean", "label", "link"]

_UNFIT = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONGEST_LINK = 2000
_LONGEST_LABEL = 120
_LINK_CHARACTERS = "".join(map(chr, range(0x21, 0x7F))).translate({ord(mark): None for mark in "\"'<>\\^`{|}"})


def clean(text: str) -> str:
    """One line without control characters, bidi controls, lone surrogates or non-characters."""
    if text.isprintable():  # then it has nothing that would be taken out
        return fold_space(text)
    return plain(_UNFIT.sub("", text))


def label(text: str) -> str:
    """A name or note beside the news: clean, and cut to 120 characters."""
    return cut(clean(text), _LONGEST_LABEL)


@lru_cache(maxsize=1024)  # an edition asks for each of its addresses several times
def link(url: str) -> str:
    """The address in plain ASCII, without fragment, or "" where it is not one to lead readers to.

    Only http and https, at most 2,000 characters. Else it is the address as given: a proof looks it up by it.
    """
    try:
        canonical(url)
    except ValueError:
        return ""
    bare = url.strip().partition("#")[0]
    if len(bare) > _LONGEST_LINK or clean(bare) != bare or " " in bare or "\\" in bare:
        return ""
    return quote(bare, safe=_LINK_CHARACTERS)
