"""What the templates lay out: every text clean, every link safe, every line of metadata already worded.

Nothing in here is markup. Empty strings and tuples mean that the part is absent. `language` and `direction` of a part
are empty where they are those of the edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["AlsoView", "Brief", "EditionView", "Outlet", "Quote", "SectionView", "StoryView"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an outlet and the mark that leads to them: `number` is the outlet's, within the story."""

    text: str
    number: int
    url: str  # for a sentence with a text fragment, for a standfirst without
    label: str  # of the mark, for screen readers
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as the attribution line names it. `number` is 0 where nothing of it is quoted."""

    name: str
    number: int = 0
    note: str = ""  # such as "(Qatar, state-funded)" or "[fr]"


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story. `attribution` is the whole attribution line as text; `lead`, `time`, `also`, `more` are its parts."""

    number: int
    anchor: str
    headline: str
    url: str
    quotes: tuple[Quote, ...]
    standfirst: Quote | None
    lead: Outlet
    time: str
    also: tuple[Outlet, ...]
    more: str
    attribution: str
    why: str
    links: tuple[tuple[int, str], ...]  # number and bare address of each cited article
    paywall: bool = False
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """Stories of one region."""

    title: str
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A line of "In brief": the story's number, its anchor and its headline cut to one line."""

    number: int
    anchor: str
    headline: str
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class AlsoView:
    """A line of "Also today"."""

    headline: str
    url: str
    outlet: str
    paywall: bool = False
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class EditionView:
    """A whole edition, ready to be laid out."""

    id: str
    title: str
    language: str
    direction: str
    subject: str
    preheader: str
    sample: str
    date: str
    counts: str
    in_brief: tuple[Brief, ...]
    lead: StoryView | None
    sections: tuple[SectionView, ...]
    also: tuple[AlsoView, ...]
    coverage: str
    because: str
    postal_address: str
    words: Mapping[str, str]

    @property
    def stories(self) -> tuple[StoryView, ...]:
        """The lead and the stories of all sections, in order."""
        led = (self.lead,) if self.lead else ()
        return led + tuple(story for section in self.sections for story in section.stories)
