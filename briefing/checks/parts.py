"""Rules about the parts and what they hold."""

from __future__ import annotations

import re

from briefing.checks.letter import Letter, header_text
from briefing.checks.page import Tag
from briefing.checks.verdict import Verdict, broken, kept

__all__ = [
    "active_content",
    "alternative",
    "controls",
    "html_size",
    "mime_version",
    "nothing_remote",
    "seven_bit",
    "text_holds_all",
    "utf8",
]

_BODIES = ("text/plain", "text/html")
_LARGEST_HTML = 95_000  # bytes, decoded; Gmail clips past about 102,000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ACTIVE = frozenset("script form iframe frame object embed applet base input button textarea select".split())
_LINK_ATTRIBUTES = ("href", "src", "action", "background", "poster", "data", "formaction", "xlink:href")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\s\x00-\x1f]+")  # browsers read an address as if this were not there
_LED_TO = frozenset(("http", "https", "mailto"))
_LOADED = ("src", "background", "poster", "srcset", "data")
_STYLE_LOADS = re.compile(r"@import|url\(\s*[\"']?\s*(?!cid:|[\"')])", re.I)
_ANGLED = re.compile(r"<([^<>\s]+)>")


def mime_version(letter: Letter) -> Verdict:
    """MIME-Version is 1.0, once."""
    values = letter.values("mime-version")
    return kept() if values == ("1.0",) else broken((", ".join(values) or "MIME-Version", "not 1.0"))


def alternative(letter: Letter) -> Verdict:
    """Plain text alone, or multipart/alternative: plain text first, then HTML (with pictures of its own)."""
    leaves = [part.kind for part in letter.parts if part.kind in _BODIES]
    root = letter.tree[0] if letter.tree else ""
    if (root, leaves) == ("text/plain", ["text/plain"]):
        return kept("text only")
    troubles = []
    if leaves != list(_BODIES):
        troubles.append((", ".join(leaves) or "no part", "not one plain part, then one HTML part"))
    if "multipart/alternative" not in (kind.strip() for kind in letter.tree):
        troubles.append((root, "no multipart/alternative"))
    return broken(*troubles)


def utf8(letter: Letter) -> Verdict:
    """Every text part says that it is UTF-8, and is."""
    troubles = []
    for part in letter.parts:
        if part.kind in _BODIES:
            if part.charset != "utf-8":
                troubles.append((part.kind, f"charset {part.charset}"))
            elif "�" in part.text and b"\xef\xbf\xbd" not in part.body:
                troubles.append((part.kind, "bytes that are no UTF-8"))
    return broken(*troubles)


def controls(letter: Letter) -> Verdict:
    """No C1 characters (Gmail clips such a message at any size), nor C0 ones but tab and line ends."""
    texts = [(part.kind, part.text) for part in letter.parts if part.kind in _BODIES]
    texts.append(("Subject", header_text(letter.value("subject")) or ""))
    return broken(
        *((where, f"U+{ord(found[0]):04X}") for where, text in texts if (found := _CONTROLS.search(text)) is not None)
    )


def seven_bit(letter: Letter) -> Verdict:
    """No octet above 127: every part is quoted-printable, base64 or ASCII, so that any server can pass it on."""
    if letter.message.isascii():
        return kept()
    place = next(place for place, octet in enumerate(letter.message) if octet > 127)
    return broken((f"octet {place}", "above 127"))


def text_holds_all(letter: Letter) -> Verdict:
    """The text part holds every headline and link of the HTML part, and a way to unsubscribe."""
    text = " ".join(letter.text.split())
    ways = _ANGLED.findall(letter.value("list-unsubscribe"))
    troubles = (
        [] if any(way in text for way in ways) else [("unsubscribe", "no address of List-Unsubscribe in the text part")]
    )
    if letter.page is None:
        return broken(*troubles)
    troubles += [(line, "headline not in the text part") for line in letter.page.headlines if line not in text]
    words = set(text.split())
    missing = (link for link in letter.page.links if link not in words)
    return broken(*troubles, *((link, "link not in the text part") for link in missing))


def html_size(letter: Letter) -> Verdict:
    """The decoded HTML has at most 95,000 bytes."""
    part = letter.part("text/html")
    if part is None:
        return kept("no HTML part")
    size = len(part.body)
    return (
        kept(f"{size} bytes")
        if size <= _LARGEST_HTML
        else broken(("text/html", f"{size} bytes, {_LARGEST_HTML} allowed"))
    )


def active_content(letter: Letter) -> Verdict:
    """No script, form, frame or plug-in, no on… attribute, and only http, https, mailto and cid addresses."""
    if letter.page is None:
        return kept("no HTML part")
    return broken(*(trouble for tag in letter.page.tags for trouble in _active(tag)))


def _active(tag: Tag) -> list[tuple[str, str]]:
    troubles = [(f"<{tag.name}>", "not in a message")] if tag.name in _ACTIVE else []
    if tag.name == "meta" and tag.value("http-equiv").lower() == "refresh":
        troubles.append(("<meta>", "leads the reader away"))
    for name, value in tag.attributes:
        if name.startswith("on"):
            troubles.append((f"{tag.name} {name}", "runs a script"))
        scheme = _SCHEME.match(_IGNORED.sub("", value)) if name in _LINK_ATTRIBUTES else None
        if scheme and scheme[1].lower() not in _LED_TO | {"cid"}:
            troubles.append((f"{tag.name} {name}", f"address of scheme {scheme[1].lower()}"))
    return troubles


def nothing_remote(letter: Letter) -> Verdict:
    """Nothing is loaded when the message is opened: pictures come with it (cid), styles too."""
    if letter.page is None:
        return kept("no HTML part")
    troubles = []
    for tag in letter.page.tags:
        troubles += [(f"{tag.name} {name}", value) for name, value in tag.attributes if _loads(name, value)]
        if tag.name == "link" and tag.value("href"):
            troubles.append(("<link>", tag.value("href")))
    troubles += [("style", found[0]) for found in [_STYLE_LOADS.search(letter.page.styles)] if found]
    return broken(*troubles)


def _loads(name: str, value: str) -> bool:
    return name in _LOADED and bool(value.strip()) and not value.strip().lower().startswith("cid:")
