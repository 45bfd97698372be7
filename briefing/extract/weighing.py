"""The blocks of a page with all that speaks for and against each: what the model is asked, and was trained, with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extract.blocks import Block, read_blocks
from briefing.extract.body import chosen
from briefing.extract.furniture import without_furniture
from briefing.extract.headline import read_headline
from briefing.extract.hidden import drop_hidden
from briefing.extract.signs import read_signs
from briefing.extract.structured import Told, read_told
from briefing.extract.tree import Page
from briefing.extract.votes import cast_votes
from briefing.text.clean import plain

__all__ = ["Weighed", "weigh"]

_STANDFIRSTS = ("og:description", "description", "twitter:description")


@dataclass(frozen=True, slots=True)
class Weighed:
    """`signs` has a row for each block, in the order of `signs.NAMES`."""

    told: Told
    blocks: tuple[Block, ...]
    headline: str
    signs: Sequence[Sequence[float]]

    def likely(self, chances: Sequence[float]) -> tuple[Block, ...]:
        """The blocks that are likely the article's, walls and promotion among them."""
        return chosen(self.blocks, chances)

    def kept(self, chances: Sequence[float]) -> tuple[Block, ...]:
        """The article's paragraphs."""
        likely = without_furniture(self.likely(chances))
        return tuple(block for block in likely if "h1" not in block.within and block.text != self.headline)


def weigh(page: Page) -> Weighed:
    """Reads the page's blocks, after what it hides is taken out of its tree."""
    told = read_told(page)
    drop_hidden(page.root, page.styles)
    blocks = read_blocks(page.root)
    headline = read_headline(page, told, blocks)
    standfirst = plain(told.first_meta(*_STANDFIRSTS))
    return Weighed(told, blocks, headline, read_signs(blocks, cast_votes(page, told, blocks), headline, standfirst))
