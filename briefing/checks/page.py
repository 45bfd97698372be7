"""The HTML part as the rules need it: its tags, links, headlines and styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Page", "Tag", "read_page"]

_LONGEST = 1_000_000  # characters; ten times what a message may have
_MARKED_SECTION = re.compile(r"<!\[")  # html.parser asserts that it knows what follows


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: name and attributes, both in lower case, values as they mean."""

    name: str
    attributes: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """The attribute's value, "" where it has none."""
        return next((value for key, value in self.attributes if key == name), "")


@dataclass(frozen=True, slots=True)
class Page:
    """`headlines` are the texts that lead to an article, folded; `styles` all CSS, in style blocks and attributes."""

    tags: tuple[Tag, ...]
    headlines: tuple[str, ...]
    styles: str

    @property
    def links(self) -> tuple[str, ...]:
        """Addresses that the page leads to, in order, once, without fragments; places within the page are none."""
        found = (tag.value("href").partition("#")[0].strip() for tag in self.tags if tag.name == "a")
        return tuple(dict.fromkeys(link for link in found if link))


@dataclass
class _Reader(HTMLParser):
    tags: list[Tag] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    _within: str = ""  # the element whose end ends the headline that is read

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._written: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, tuple((name, value or "") for name, value in attrs))
        self.tags.append(found)
        self._in_style = tag == "style"
        self.styles.append(found.value("style"))
        classes = found.value("class").split()
        if "headline" in classes or "also-headline" in classes or (self._within and tag == "a"):
            self._within, self._written = tag, []

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False
        if tag == self._within:
            self.headlines.append(" ".join("".join(self._written).split()))
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self._written.append(data)
        if self._in_style:
            self.styles.append(data)


def read_page(html: str) -> Page:
    """The page; what stands past its first million characters is not read."""
    reader = _Reader()
    reader.feed(_MARKED_SECTION.sub("&lt;![", html[:_LONGEST]))
    reader.close()
    return Page(tuple(reader.tags), tuple(reader.headlines), "\n".join(reader.styles))
