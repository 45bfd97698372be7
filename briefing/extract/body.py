"""The article's own paragraphs among the blocks of a page."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.extract.blocks import Block
from briefing.extract.tree import Page
from briefing.extract.votes import VOTERS, backing

__all__ = ["choose"]


def choose(page: Page, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that are the article, in the page's order."""
    votes = backing(blocks, VOTERS["precise"](page))
    return tuple(block for block, vote in zip(blocks, votes, strict=True) if vote > 0.7)
