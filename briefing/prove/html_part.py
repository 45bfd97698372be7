"""Reads the HTML part by the classes of docs/reference/message-format.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.prove.folding import fold
from briefing.prove.markup import VOID, Token, attributes, html_tokens
from briefing.prove.told import Line, Quoted, Told, ToldStory

__all__ = ["read_html"]

_KNOWN = ("masthead-counts", "headline", "quote", "standfirst", "outlet", "also-headline", "cite", "brief", "coverage")
_LINES = ("headline", "also-headline")
_UNSEEN = frozenset("script style template noscript title head".split())
_INLINE = frozenset("a abbr b bdi bdo cite em i small span strong sub sup time u".split())


class _Opened(NamedTuple):
    name: str
    known: str  # the class of the form that it bears, "" where it bears none
    unseen: bool


@dataclass(slots=True)
class _Reader:
    counts: str = ""
    stories: list[tuple[Line, list[Quoted]]] = field(default_factory=list)
    also: list[Line] = field(default_factory=list)
    outlets: dict[str, None] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    coverage: str = ""
    opened: list[_Opened] = field(default_factory=list)
    unseen: int = 0
    written: dict[str, list[str]] = field(default_factory=dict)  # text of each known element that is open
    briefs: list[str] = field(default_factory=list)
    link: str = ""  # of the mark or headline that is open
    linked: str | None = None  # the words of the headline that is open which are its link
    pending: list[tuple[str, str]] = field(default_factory=list)  # quotations that still await their mark
    stray: list[str] = field(default_factory=list)
    _known_so_far: int = 0  # strays that stand before the last known element

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self._text(token.name)
        elif token.kind == "start":
            self._start(token)
        elif any(opened.name == token.name for opened in self.opened[-200:]):
            while self._pop() != token.name:
                pass

    def _text(self, text: str) -> None:
        if self.unseen:
            return
        if self.written:
            for pieces in self.written.values():
                pieces.append(text)
        else:
            self.stray.append(text)

    def _start(self, token: Token) -> None:
        name, found = token.name, attributes(token.rest)
        classes = found.get("class", "").split()
        known = next((one for one in _KNOWN if one in classes), "")
        if name == "a" and not known and self.linked is None and any(line in self.written for line in _LINES):
            known, self.link = "linked", found.get("href", "")
        if name not in _INLINE or known:
            self._end_stray()
        if name == "br":
            self._text(" ")
        if name in VOID:
            return
        style = found.get("style", "").replace(" ", "").lower()
        unseen = name in _UNSEEN or "hidden" in found or "display:none" in style
        self.opened.append(_Opened(name, "" if self.unseen else known, unseen))
        self.unseen += unseen
        if known and not self.unseen:
            self._forsake_pending(known)
            self.written.setdefault(known, [])
            if known == "cite":
                self.link = found.get("href", "")
            elif known in _LINES:
                self.link, self.linked = "", None

    def _pop(self) -> str:
        last = self.opened.pop()
        self.unseen -= last.unseen
        if last.name not in _INLINE:
            self._end_stray()
        if last.known in self.written and all(opened.known != last.known for opened in self.opened):
            self._keep(last.known, fold("".join(self.written.pop(last.known))))
        return last.name

    def _keep(self, known: str, text: str) -> None:
        bare, _, fragment = self.link.partition("#")
        if known == "linked":
            self.linked = text
        elif known in _LINES:
            line = Line(text if self.linked is None else self.linked, bare)
            self.stories.append((line, [])) if known == "headline" else self.also.append(line)
            self.strays += [rest] if (rest := fold(text.replace(line.text, "", 1))) else []
        elif known in ("quote", "standfirst"):
            self.pending.append((known, text))
        elif known == "cite" and self.pending:
            self._quote(*self.pending.pop(), bare, fragment)
        elif known == "outlet":
            self.outlets.setdefault(text)
        elif known == "brief":
            self.briefs.append(text)
        elif known == "masthead-counts":
            self.counts, self.strays = self.counts or text, []
        elif known == "coverage":
            self.coverage = self.coverage or text
        self._known_so_far = len(self.strays)

    def _forsake_pending(self, known: str) -> None:
        """Something else follows a quotation than its mark: the quotation leads nowhere."""
        if known != "cite":
            while self.pending:
                self._quote(*self.pending.pop(0), "", "")

    def _quote(self, known: str, text: str, link: str, fragment: str) -> None:
        if not self.stories:
            self.stories.append((Line("", ""), []))
        self.stories[-1][1].append(Quoted("sentence" if known == "quote" else "standfirst", text, link, fragment))

    def _end_stray(self) -> None:
        text = fold("".join(self.stray))
        self.stray.clear()
        if text and not self.coverage:
            self.strays.append(text)

    def told(self) -> Told:
        while self.opened:
            self._pop()
        self._forsake_pending("")
        self._end_stray()
        return Told(
            counts=self.counts,
            stories=tuple(ToldStory(headline, tuple(quotes)) for headline, quotes in self.stories),
            also=tuple(self.also),
            outlets=tuple(self.outlets),
            strays=tuple(self.strays if self.coverage else self.strays[: self._known_so_far]),
            briefs=tuple(self.briefs),
            coverage=self.coverage,
        )


def read_html(text: str) -> Told:
    """What the HTML part says. Never raises."""
    reader = _Reader()
    for token in html_tokens(text):
        reader.take(token)
    return reader.told()
