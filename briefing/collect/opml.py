"""Lists of feeds as other readers keep them: OPML 1.0 and 2.0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from xml.parsers import expat

from briefing.collect.entries import absolute
from briefing.collect.harmless import from_root, resolved, without_illegal
from briefing.errors import NotAFeed, TooLarge
from briefing.model import Source
from briefing.text.charset import decode
from briefing.text.clean import plain

__all__ = ["Outline", "read_opml", "write_opml"]

_MOST_BYTES = 10 * 1024 * 1024
_MOST_FEEDS = 5_000
_LONGEST_NAME = 200
_CATEGORIES = ("country", "kind", "publisher")


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of such a list. What it does not say is ""; country, kind and publisher only our own lists say."""

    url: str
    name: str = ""
    language: str = ""
    country: str = ""
    kind: str = ""
    publisher: str = ""


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The list's feeds in its order, each address once; folders are passed through. Raises NotAFeed, TooLarge."""
    if len(body) > _MOST_BYTES:
        raise TooLarge("", "the list has more than 10 MiB")
    root = from_root(decode(body), "opml")
    if not root:
        raise NotAFeed("", "this is no OPML")
    outlines: dict[str, Outline] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        said = {key.lower(): value for key, value in attributes.items()}
        if name.lower() == "outline" and (url := absolute(said.get("xmlurl", ""), "")):
            outlines.setdefault(url, _outline(url, said))
        if len(outlines) > _MOST_FEEDS:
            raise TooLarge("", f"the list has more than {_MOST_FEEDS} feeds")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    try:
        parser.Parse(resolved(without_illegal(root)).encode(), True)
    except expat.ExpatError as error:
        raise NotAFeed("", f"the list's XML is broken in line {error.lineno}") from error
    return tuple(outlines.values())


def _outline(url: str, said: dict[str, str]) -> Outline:
    categories = dict(_categories(said.get("category", "")))
    return Outline(
        url=url,
        name=plain(said.get("text", "") or said.get("title", ""))[:_LONGEST_NAME],
        language=plain(said.get("language", "")),
        country=categories.get("country", ""),
        kind=categories.get("kind", ""),
        publisher=categories.get("publisher", ""),
    )


def _categories(written: str) -> Iterator[tuple[str, str]]:
    """ "/kind/wire,/country/NO" as pairs (OPML 2.0, category)."""
    for each in written.split(","):
        first, _, rest = plain(each).strip("/").partition("/")
        if first in _CATEGORIES and rest:
            yield first, rest


def write_opml(sources: Sequence[Source], title: str) -> str:
    """OPML 2.0 of the feeds among these sources, in their order."""
    lines = [_line(source) for source in sources if source.listing.format == "feed"]
    head = f"<head><title>{_safe(title)}</title></head>"
    body = "".join(f"    {line}\n" for line in lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  {head}\n  <body>\n{body}  </body>\n</opml>\n'
    )


def _line(source: Source) -> str:
    facts = {"country": source.country, "kind": source.kind, "publisher": source.publisher.replace(",", " ")}
    said = {
        "text": source.name,
        "title": source.name,
        "xmlUrl": source.url,
        "language": source.language,
        "category": ",".join(f"/{name}/{fact}" for name, fact in facts.items() if fact),
    }
    return '<outline type="rss" ' + " ".join(f'{name}="{_safe(value)}"' for name, value in said.items()) + "/>"


def _safe(text: str) -> str:
    return escape(without_illegal(text))
