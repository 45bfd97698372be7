"""What a message says: its stories, quotations and counts, as read back from one of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Line", "Quoted", "Told", "ToldStory"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an outlet and where they lead: the address without fragment, and the fragment."""

    kind: Literal["sentence", "standfirst"]
    text: str
    link: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A headline and its address."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A numbered story."""

    headline: Line
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One part. `outlets` are the distinct names it gives (none where they are not marked).

    `strays` are the visible texts between masthead and coverage note (or the last element of the form) that stand in
    no element of the form; `coverage` is that note, "" where it is not marked. `briefs` are the lines of "In brief".
    """

    counts: str = ""
    stories: tuple[ToldStory, ...] = ()
    also: tuple[Line, ...] = ()
    outlets: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    briefs: tuple[str, ...] = ()
    coverage: str = ""

    @property
    def links(self) -> tuple[str, ...]:
        """Every address that a headline or quotation leads to, in order, once."""
        found = [link for story in self.stories for link in (story.headline.link, *(q.link for q in story.quotes))]
        return tuple(dict.fromkeys(link for link in (*found, *(line.link for line in self.also)) if link))
