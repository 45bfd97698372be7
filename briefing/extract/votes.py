"""What other extractors take for the article, told block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from briefing.extract.blocks import Block
from briefing.extract.tree import Page

__all__ = ["VOTERS", "backing"]

_LETTERS = re.compile(r"[\W_]+")
_STRETCH = 40  # letters; long enough not to stand elsewhere by chance


def backing(blocks: Sequence[Block], text: str) -> tuple[float, ...]:
    """For each block the share of it, 0 to 1, that stands in the extractor's text."""
    said = _squeezed(text)
    lines = frozenset(_squeezed(line) for line in text.splitlines())
    return tuple(_share(_squeezed(block.text), said, lines) for block in blocks)


def _share(letters: str, said: str, lines: frozenset[str]) -> float:
    if not letters:
        return 0.0
    if len(letters) < _STRETCH:
        return float(letters in lines)
    if letters in said:
        return 1.0
    pieces = [letters[start : start + _STRETCH] for start in range(0, len(letters), _STRETCH)]
    return sum(piece in said for piece in pieces) / len(pieces)


def _squeezed(text: str) -> str:
    return _LETTERS.sub("", text).lower()


def _trafilatura(page: Page, precise: bool) -> str:
    import trafilatura

    read = trafilatura.extract(
        page.root,
        url=page.url,
        favor_precision=precise,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        deduplicate=False,
    )
    return str(read or "")


VOTERS: Mapping[str, Callable[[Page], str]] = {
    "precise": lambda page: _trafilatura(page, True),
}
