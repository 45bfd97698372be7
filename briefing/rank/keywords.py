"""Whether a story is about a country or keyword that the reader named."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Story
from briefing.text.tokens import words

__all__ = ["Phrases", "matching", "phrases"]

Phrases = tuple[str, ...]


def phrases(story: Story) -> Phrases:
    """The words of each article's headline, standfirst and text, spaced and padded so that whole words are found."""
    texts = (f"{a.headline}\n{a.standfirst}\n{a.text}" for a in story.articles)
    return tuple(f" {' '.join(words(text))} " for text in texts)


def matching(story: Story, said: Phrases, wanted: Sequence[str]) -> tuple[str, ...]:
    """Those of `wanted` that the story is about, in the reader's order: a country's code, or words it says."""
    return tuple(name for name in wanted if name.upper() in story.countries or _stands(name, said))


def _stands(name: str, said: Phrases) -> bool:
    sought = " ".join(words(name))
    if not sought or (len(name) == 2 and name.isupper()):
        return False  # "US", "IT" and "NO" are countries here, not words
    return any(f" {sought} " in text for text in said)
