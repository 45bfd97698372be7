"""One page's bytes into what it holds."""

from __future__ import annotations

from briefing.extract.body import chances
from briefing.extract.byline import read_authors
from briefing.extract.captions import read_caption
from briefing.extract.dateline import read_dateline
from briefing.extract.furniture import is_wall
from briefing.extract.published import read_published
from briefing.extract.structured import Told
from briefing.extract.tree import Page, attribute, open_page
from briefing.extract.verdict import not_an_article
from briefing.extract.weighing import weigh
from briefing.model import Reading
from briefing.text.language import detect

__all__ = ["read_page"]


def read_page(body: bytes, url: str, content_type: str = "") -> Reading:
    """What the page holds; `article` is False, with the reason and no texts, where it is none.

    Each paragraph is one block of the page's visible text, its white space folded and nothing else changed. Raises
    TooLarge past the bounds of `tree.open_page`, and ParseFailed where there is no page at all.
    """
    page = open_page(body, url, content_type)
    weighed = weigh(page)
    told, blocks, headline = weighed.told, weighed.blocks, weighed.headline
    chance = chances(weighed.signs)
    kept = weighed.kept(chance)
    if reason := not_an_article(url, headline, kept, blocks, told):
        return Reading(article=False, reason=reason)
    paragraphs = tuple(block.text for block in kept)
    caption, credit = read_caption(blocks)
    return Reading(
        article=True,
        headline=headline,
        paragraphs=paragraphs,
        authors=read_authors(page, told, blocks),
        published=read_published(page, told, blocks),
        language=detect(" ".join(paragraphs), fallback=_declared_language(page)),
        dateline=read_dateline(paragraphs[0]),
        caption=caption,
        credit=credit,
        paywall=_is_walled(told) or any(is_wall(block.text) for block in weighed.likely(chance)),
    )


def _declared_language(page: Page) -> str:
    return attribute(page.root, "lang").lower().replace("_", "-").partition("-")[0][:3]


def _is_walled(told: Told) -> bool:
    return any(str(node.get("isAccessibleForFree", "")).lower() in ("false", "no") for node in told.articles)
