"""A plain page whose links are its entries: what an outlet without a feed has."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from briefing.collect.entries import Raw, absolute
from briefing.errors import NotAFeed

__all__ = ["Anchor", "Page", "parsed", "read"]

_MOST_LINKS = 20_000
_LONGEST_TEXT = 2_000  # characters of one link's text that are kept
_UNSEEN = ("script", "style", "noscript", "template")


class Anchor:
    """One link: where to, and its words."""

    def __init__(self, href: str) -> None:
        self.href = href
        self.words: list[str] = []
        self._left = _LONGEST_TEXT

    def hear(self, text: str) -> None:
        """Takes up words within the link, up to 2,000 characters."""
        if self._left > 0:
            self.words.append(text[: self._left])
            self._left -= len(text)

    @property
    def text(self) -> str:
        """The words, white space folded."""
        return " ".join(" ".join(self.words).split())


class Page(HTMLParser):
    """The links of a page in its order. `heads` are the attributes of its link elements."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.base = url
        self.anchors: list[Anchor] = []
        self.heads: list[dict[str, str]] = []
        self._url = url
        self._open: Anchor | None = None
        self._unseen = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begins a link, or notes what the page says of itself."""
        said = {name: value or "" for name, value in reversed(attributes)}
        if tag == "a" and "href" in said and len(self.anchors) < _MOST_LINKS:
            self._open = Anchor(said["href"])
            self.anchors.append(self._open)
        elif tag == "link" and len(self.heads) < _MOST_LINKS:
            self.heads.append(said)
        elif tag == "base" and self.base == self._url:
            self.base = absolute(said.get("href", ""), self._url) or self._url
        elif tag in _UNSEEN:
            self._unseen = tag

    def handle_endtag(self, tag: str) -> None:
        """Ends a link."""
        if tag == "a":
            self._open = None
        elif tag == self._unseen:
            self._unseen = ""

    def handle_data(self, text: str) -> None:
        """Words: of the link that is open."""
        if self._open is not None and not self._unseen:
            self._open.hear(text)


def parsed(text: str, url: str) -> Page:
    """The page's links, and its base address."""
    page = Page(url)
    page.feed(text)
    page.close()
    return page


def read(text: str, url: str) -> Iterator[Raw]:
    """Every page that is linked to, once, undated, with the longest text that links to it.

    Raises NotAFeed where there are no links at all.
    """
    page = parsed(text, url)
    titles: dict[str, str] = {}
    for anchor in page.anchors:
        address = absolute(anchor.href, page.base).partition("#")[0]
        if address:
            titles[address] = max(titles.get(address, ""), anchor.text, key=len)
    if not titles:
        raise NotAFeed(url, "the page links to nothing")
    return (Raw(title=title, links=(address,), literal_title=True) for address, title in titles.items())
