"""RSS, RDF and Atom, read by feedparser from text that was made harmless first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import cast

from briefing.collect.entries import MOST_ENTRIES, Raw
from briefing.collect.harmless import from_root, is_web_page, resolved, without_illegal
from briefing.errors import NotAFeed, TooLarge

__all__ = ["read"]

_DEEPEST = 200
_MOST_ATTRIBUTES = 100
_MOST_TAGS = 200_000
_MOST_BROKEN = 2_000  # "<" that begin no tag: each sends feedparser's reader of broken XML back over what follows
_TOKENS = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]*)(?P<rest>(?>[^<>\"']|\"[^<\"]*\"|'[^<']*')*)>"
)
_ENTRY = ("item", "entry")
_PICTURES = re.compile(  # captions, which feedparser takes for the entry's own title and description
    r"(?P<kept><!\[CDATA\[(?s:.*?)(?:\]\]>|\Z))"
    r"|<(?P<name>media:(?:title|description|text))(?=[\s/>])"
    r"(?:[^<>]*/>|[^<>]*>(?:[^<]|<!\[CDATA\[(?s:.*?)\]\]>)*</(?P=name)\s*>)",
    re.I,
)
_ROOT_ENDS = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\s*>", re.I)
_DATES = ("published", "created", "updated")

_Fields = Mapping[str, object]


def read(text: str, url: str) -> Iterator[Raw]:
    """The entries as written. Raises NotAFeed, or TooLarge where elements are nested 200 deep or too many.

    What stands before the root element is dropped, and with it every DTD: no entity of its own is ever expanded.
    """
    own = _PICTURES.sub(lambda found: found["kept"] or "", _trimmed(_from_root(text, url), url))
    harmless = resolved(own).encode()
    found = _parsed(harmless, url)
    atom = str(found.get("version", "")).startswith("atom")
    return (_raw(fields, atom) for fields in cast("list[_Fields]", found["entries"]))


def _parsed(harmless: bytes, url: str) -> _Fields:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}  # no address: links stay as they were written
    # a stream: feedparser takes a string for an address or a file name where it looks like one
    stream = BytesIO(harmless)
    try:
        found = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (LookupError, ValueError, TypeError, AttributeError) as error:  # it stumbles over some broken nesting
        raise NotAFeed(url, "its elements are nested so that nothing can be read in them") from error
    return cast("_Fields", found)


def _from_root(text: str, url: str) -> str:
    if found := from_root(text, "rss", "feed", "rdf"):
        return without_illegal(found)
    if is_web_page(text):
        raise NotAFeed(url, "the answer is a web page, not a feed")
    raise NotAFeed(url, "the answer is neither RSS, RDF, Atom nor JSON Feed")


def _trimmed(text: str, url: str) -> str:
    """Without the entries past the first 1,000, without one that is cut off at the end, without attribute floods."""
    cuts: list[tuple[int, int]] = []
    depth = entries = floor = last = full = 0
    for number, token in enumerate(_sound(text, url)):
        if number > _MOST_TAGS:
            raise TooLarge(url, f"it has more than {_MOST_TAGS} tags")
        name = (token["name"] or "").rpartition(":")[2].lower()
        if not name:
            continue
        if token["close"]:
            depth -= 1
        elif not token["rest"].endswith("/"):
            depth += 1
        if token["rest"].count("=") > _MOST_ATTRIBUTES:
            cuts.append((token.start("rest"), token.end("rest") - token["rest"].endswith("/")))
        if name in _ENTRY:
            if token["close"]:
                depth, entries, last = floor, entries + 1, token.end()
                full = last if entries == MOST_ENTRIES else full
            else:
                floor = depth - 1
        if depth > _DEEPEST:
            raise TooLarge(url, f"elements are nested more than {_DEEPEST} deep")
    if not last and not _ROOT_ENDS.search(text):
        raise NotAFeed(url, "the answer is cut off before its first entry is complete")
    if full:
        cuts = [cut for cut in cuts if cut[1] <= full] + [(full, last)]
    return _cut_off(text, last, cuts)


def _sound(text: str, url: str) -> Iterator[re.Match[str]]:
    """The text's tags, comments and CDATA; raises NotAFeed where too much between them is broken markup."""
    broken = place = 0
    for token in _TOKENS.finditer(text):
        broken += text.count("<", place, token.start())
        place = token.end()
        if broken > _MOST_BROKEN:
            break
        yield token
    if broken + text.count("<", place) > _MOST_BROKEN:
        raise NotAFeed(url, f"its markup is broken in more than {_MOST_BROKEN} places")


def _cut_off(text: str, last: int, cuts: list[tuple[int, int]]) -> str:
    if last and not _ROOT_ENDS.search(text, last):
        cuts.append((last, len(text)))
    pieces, place = [], 0
    for start, end in cuts:
        pieces.append(text[place:start])
        place = max(place, end)
    return "".join((*pieces, text[place:]))


def _raw(fields: _Fields, atom: bool) -> Raw:
    title_detail, content = fields.get("title_detail"), fields.get("content")
    plain_title = isinstance(title_detail, dict) and title_detail.get("type") == "text/plain"
    summary = _text(fields, "summary")
    contents = [_text(one, "value") for one in content if isinstance(one, dict)] if isinstance(content, list) else []
    full = max(contents, key=len, default="")
    guid = _text(fields, "id")  # feedparser takes it for the link where there is none, whatever it says
    links = (link for link in (_text(fields, "link"), *_alternates(fields)) if link != guid or "/" in link)
    return Raw(
        title=_text(fields, "title"),
        links=tuple(link for link in (*links, _guid_link(fields)) if link),
        dates=tuple(written for name in _DATES if (written := _text(fields, name))),
        summary=summary,
        content=full,
        guid=guid,
        literal_title=atom and plain_title,
    )


def _alternates(fields: _Fields) -> Iterator[str]:
    links = fields.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel", "alternate") == "alternate":
            yield _text(link, "href")


def _guid_link(fields: _Fields) -> str:
    guid = _text(fields, "id")
    return guid if guid.startswith(("http://", "https://")) else ""


def _text(fields: _Fields, name: str) -> str:
    """The field where it is text. Not feedparser's own look-up: that one answers with other fields."""
    value = dict.get(cast("dict[str, object]", fields), name)
    return value if isinstance(value, str) else ""
