"""Reads the text part by docs/reference/message-format.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from briefing.prove.folding import fold
from briefing.prove.told import Line, Quoted, Told, ToldStory

__all__ = ["read_text"]

_STORY = re.compile(r"(\d{1,4})\. (?=\S)")
_LINK = re.compile(r" {0,3}Link(?: (\d{1,4}))?: (\S+)\s*\Z")
_BRIEF = re.compile(r" {1,4}(\d{1,3}) {2}(?=\S)")
_MARK = re.compile(r"\s*\[(\d{1,4})\]\Z")
_Kind = Literal["sentence", "standfirst"]


@dataclass(slots=True)
class _Story:
    headline: str
    quotes: list[tuple[_Kind, str, int]] = field(default_factory=list)
    links: dict[int, str] = field(default_factory=dict)

    def told(self) -> ToldStory:
        quotes = tuple(Quoted(kind, text, self.links.get(number, "")) for kind, text, number in self.quotes)
        return ToldStory(Line(self.headline, self.links.get(1, "")), quotes)


@dataclass(slots=True)
class _Reader:
    stories: list[_Story] = field(default_factory=list)
    also: list[list[str]] = field(default_factory=list)  # headline and address
    strays: list[str] = field(default_factory=list)
    briefs: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)  # strays after which no known line has come yet

    def take(self, block: list[str]) -> None:
        """One run of lines of the same kind."""
        first = block[0]
        link = _LINK.match(first)
        if link and first.startswith("  ") and self.also:
            self.also[-1].append(link[2])
            self._pass()
        elif link and self.stories:
            self.stories[-1].links.setdefault(int(link[1] or 1), link[2])
            self._pass()
        elif first.startswith(">> ") and self.stories:
            self._quote("standfirst", [line[2:] for line in block])
        elif first.startswith("> ") and self.stories:
            self._quote("sentence", [line[1:] for line in block])
        elif first.startswith("* "):
            self.also.append([fold(" ".join((first[2:], *block[1:])))])
            self._pass()
        elif (story := _STORY.match(first)) and int(story[1]) == len(self.stories) + 1:
            self.stories.append(_Story(fold(" ".join((first[story.end() :], *block[1:])))))
            self._pass()
        elif brief := _BRIEF.match(first):
            self.briefs.append(fold(" ".join((first[brief.end() :], *block[1:]))))
        elif first.startswith("   "):
            self.waiting += [fold(line) for line in block]  # attribution, and why the story is here
        else:
            self.waiting.append(fold(" ".join(block)))

    def _quote(self, kind: _Kind, lines: list[str]) -> None:
        text = fold(" ".join(lines))
        mark = _MARK.search(text)
        self.stories[-1].quotes.append((kind, text[: mark.start()] if mark else text, int(mark[1]) if mark else 0))
        self._pass()

    def _pass(self) -> None:
        self.strays += self.waiting
        self.waiting = []


def read_text(text: str, coverage: str = "") -> Told:
    """What the text part says. Never raises. `coverage` is the note where the last text that matters ends, if known.

    Without it, that is the last line of a known form.
    """
    reader = _Reader()
    blocks = list(_blocks(text))
    counts = fold(" ".join(blocks[0])) if blocks else ""
    for block in blocks[1:]:
        if coverage and fold(" ".join(block)) == coverage:
            reader.strays += reader.waiting
            break
        reader.take(block)
    return Told(
        counts=counts,
        stories=tuple(story.told() for story in reader.stories),
        also=tuple(Line(row[0], row[1] if len(row) > 1 else "") for row in reader.also),
        strays=tuple(reader.strays),
        briefs=tuple(reader.briefs),
        coverage=coverage,
    )


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines without a blank one between them; a line of another form begins a new run."""
    run: list[str] = []
    for line in (*text.splitlines(), ""):
        if run and (not line.strip() or not _goes_on(run[0], line)):
            yield run
            run = []
        if line.strip():
            run.append(line)


def _goes_on(first: str, line: str) -> bool:
    if first.startswith(">> "):
        return line.startswith(">> ")
    if first.startswith("> "):
        return line.startswith("> ")
    if _LINK.match(first) or _LINK.match(line) or line.startswith((">", "* ")):
        return False
    if first.startswith("* "):
        return line.startswith("  ")
    if _BRIEF.match(first) or _BRIEF.match(line):
        return line.startswith("      ") and not _BRIEF.match(line)
    return line.startswith("   ") if _STORY.match(first) else not _STORY.match(line)
