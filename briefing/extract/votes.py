"""What other extractors take for the article, told block by block."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from briefing.extract.blocks import Block
from briefing.extract.structured import Told
from briefing.extract.tree import Page

__all__ = ["backing", "cast_votes"]

_LETTERS = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"<[^<>]+>")
_LD_AT_LEAST = 400  # characters; less is a standfirst
_STRETCH = 30  # letters; long enough not to stand elsewhere by chance


def backing(blocks: Sequence[Block], texts: Mapping[str, str]) -> dict[str, tuple[float, ...]]:
    """By extractor, for each block how much of it, 0 to 1, stands in its text, and stands there beside its neighbour.

    A block that the page has twice is backed wholly only where the text goes on, or comes, as the page does.
    """
    letters = ("", *(_squeezed(block.text) for block in blocks), "")
    return {name: _backing(letters, text) for name, text in texts.items()}


def _backing(letters: Sequence[str], text: str) -> tuple[float, ...]:
    said = _squeezed(text)
    lines = frozenset(_squeezed(line) for line in text.splitlines())
    return tuple(_share(letters[i], letters[i - 1], letters[i + 1], said, lines) for i in range(1, len(letters) - 1))


def _share(letters: str, before: str, after: str, said: str, lines: frozenset[str]) -> float:
    if not letters:
        return 0.0
    if letters not in said:
        if len(letters) < _STRETCH:
            return 0.0
        pieces = [letters[start : start + _STRETCH] for start in range(0, len(letters), _STRETCH)]
        return 0.9 * sum(piece in said for piece in pieces) / len(pieces)
    if (before and before[-_STRETCH:] + letters in said) or (after and letters + after[:_STRETCH] in said):
        return 1.0
    if len(letters) < _STRETCH:
        return 0.6 if letters in lines else 0.0
    return 0.9


def _squeezed(text: str) -> str:
    return _LETTERS.sub("", text).lower()


def cast_votes(page: Page, told: Told, blocks: Sequence[Block]) -> dict[str, tuple[float, ...]]:
    """Each extractor's backing by its name; "ld" only where the page's JSON-LD holds a whole text."""
    texts = {
        "precise": _trafilatura(page, precise=True),
        "balanced": _trafilatura(page, precise=False),
        "resiliparse": _resiliparse(page),
    }
    if len(body := _ld_body(told)) > _LD_AT_LEAST:
        texts["ld"] = body
    return backing(blocks, texts)


def _trafilatura(page: Page, precise: bool) -> str:
    """Its text, in two modes that err differently; the precise one also weighs readability and jusText."""
    import trafilatura

    read = trafilatura.extract(
        page.root,
        url=page.url,
        favor_precision=precise,
        fast=not precise,
        include_comments=False,
        with_metadata=False,
        deduplicate=False,
    )
    return str(read or "")


def _resiliparse(page: Page) -> str:
    from lxml import etree
    from resiliparse.extract.html2text import extract_plain_text

    markup = etree.tostring(page.root, encoding="unicode", method="html")
    return str(
        extract_plain_text(markup, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False)
    )


def _ld_body(told: Told) -> str:
    """The longest articleBody, its markup out. Only ever a vote: outlets cut it, and join its paragraphs."""
    bodies = (node.get("articleBody") for node in told.articles)
    longest = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    return html.unescape(_MARKUP.sub("\n", longest))
