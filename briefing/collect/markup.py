"""Markup inside feeds, made plain. Every pattern here reads its input once: none goes back over it."""

from __future__ import annotations

import html
import re

from briefing.text.clean import plain

__all__ = ["line", "paragraphs"]

_BLOCKS = (
    "address article aside blockquote center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_OTHERS = (
    "a abbr acronym b bdi bdo big body br button caption cite code col colgroup data del details dfn dir em embed font "
    "frame head html i img input ins kbd label link map mark meta meter small source span strike strong sub summary "
    "sup time title track tt u var video wbr audio canvas area base param picture q s samp select option o:p g image"
)
_SWALLOWED = "script style iframe object noscript svg math template textarea"
_PARTS = re.compile(
    r"(?P<unseen><!--(?s:.*?)(?:-->|\Z)|<!\[CDATA\[|\]\]>|<![A-Za-z][^<>]*>|<\?[^<>]*>"
    rf"|<(?P<swallowed>{_SWALLOWED.replace(' ', '|')})\b(?s:.*?)(?:</(?P=swallowed)\s*>|\Z))"
    rf"|</?(?:(?P<block>{_BLOCKS.replace(' ', '|')})|(?P<other>{_OTHERS.replace(' ', '|')}))"
    r"(?=[\s/>])(?:(?>[^<>\"']|\"[^<\"]*\"|'[^<']*')*>|[^<>]*(?:>|\Z))",
    re.I,
)
_PARAGRAPH = "\x00"


def line(markup: str, entities: bool = True) -> str:
    """Plain text on one line: tags out, character references resolved once (with `entities`), mojibake mended."""
    text = _text(markup, entities).replace(_PARAGRAPH, " ")
    return plain(text if text.isascii() else _mended(text))


def _mended(text: str) -> str:
    """UTF-8 that somebody read as a single-byte charset, read again; before the controls in it are dropped."""
    import ftfy

    return ftfy.fix_encoding(text)


def paragraphs(markup: str) -> tuple[str, ...]:
    """The plain paragraphs that block elements make; none is empty."""
    return tuple(found for part in _text(markup, True).split(_PARAGRAPH) if (found := plain(part)))


def _text(markup: str, entities: bool) -> str:
    """Without markup, and without such as was escaped twice; ends of paragraphs are U+0000."""
    text = _PARTS.sub(_part, markup.replace("\x00", ""))
    if entities and "&" in text:
        text = html.unescape(text)
    return _PARTS.sub(_part, text) if "<" in text else text


def _part(found: re.Match[str]) -> str:
    if found["block"]:
        return _PARAGRAPH
    return " " if (found["other"] or "").lower() in ("br", "img") else ""
