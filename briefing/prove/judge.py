"""Holds what a message says against the bytes as fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from urllib.parse import unquote

from briefing.model import Evidence, Finding
from briefing.prove.addresses import known_by, resolved
from briefing.prove.compare import is_headline, is_standfirst, place_of, quoted_in
from briefing.prove.feed import FeedEntry, may_name, read_feed
from briefing.prove.folding import fold
from briefing.prove.html_part import read_html
from briefing.prove.mime import bodies
from briefing.prove.page import Page, read_page
from briefing.prove.text_part import read_text
from briefing.prove.told import Line, Quoted, Told

__all__ = ["cited", "prove", "stands"]

_Kept = Mapping[str, Sequence[Evidence]]
_WORDS_PER_MINUTE = 230
_LONG_STRAY, _QUOTING_STRAY = 13, 5  # words: more than any line of ours has; so many in a row are a quotation
_NUMBER = re.compile(r"\d+")
_TEXT_FRAGMENT = re.compile(r":~:text=([^&]*)")


def cited(message: bytes) -> tuple[str, ...]:
    """Addresses, without fragment, that headlines, quotations and Also today lead to: in order, each once."""
    _, parts = _read(message)
    return tuple(dict.fromkeys(link for part in parts for link in part.links))


def stands(paragraph: str, body: bytes, content_type: str) -> bool:
    """True where the paragraph stands in one block of the page's visible text, white space folded, no word cut."""
    return place_of(fold(paragraph), read_page(body, content_type)) >= 0


def prove(message: bytes, evidence: Mapping[str, Sequence[Evidence]]) -> tuple[Finding, ...]:
    """One finding for each claim of a finished message; `evidence` holds the fetched bytes by address.

    Rules: mime, stories, parts-agree, counts, headline, sentence, fragment, standfirst, also, unproved-text. The
    culprit of a claim is its very text. Whatever the bytes are, nothing is raised.
    """
    trouble, parts = _read(message)
    if trouble or not parts:
        return (Finding("mime", False, trouble or "no text part and no HTML part"),)
    if not any(part.stories for part in parts):
        return (Finding("stories", False, "no story found in the message"),)
    findings: dict[Finding, None] = {}
    if len(parts) == 2:
        findings |= dict.fromkeys(_agree(*parts))
    for part in parts:
        findings |= dict.fromkeys(_counts(part))
        findings |= dict.fromkeys(_claims(part, evidence))
        findings |= dict.fromkeys(_strays(part, evidence))
    return tuple(findings)


def _read(message: bytes) -> tuple[str, tuple[Told, ...]]:
    """What is wrong with the MIME, and what its parts say: HTML first."""
    found = bodies(message)
    parts = []
    if found.html is not None:
        parts.append(read_html(found.html))
    if found.text is not None:
        parts.append(read_text(found.text, parts[0].coverage if parts else ""))
    return found.trouble, tuple(parts)


def _agree(page: Told, plain: Told) -> Iterator[Finding]:
    """The two parts tell the same, in the same order, with the same links."""
    if page.counts not in plain.counts:
        yield Finding("parts-agree", False, page.counts, f"text: {plain.counts}")
    told = [_facts(page), _facts(plain)]
    for row in range(max(map(len, told))):
        pair = [facts[row] if row < len(facts) else ("", "") for facts in told]
        if pair[0] != pair[1]:
            text = pair[0][0] or pair[1][0]
            yield Finding("parts-agree", False, text, f"HTML: {' → '.join(pair[0])}; text: {' → '.join(pair[1])}")
            return
    yield Finding("parts-agree", True, f"{len(page.stories)} stories, {len(page.also)} lines of Also today")


def _facts(part: Told) -> list[tuple[str, str]]:
    rows = []
    for story in part.stories:
        rows.append((story.headline.text, story.headline.link))
        rows += [(quote.text, quote.link) for quote in story.quotes]
    return [*rows, ("", ""), *((line.text, line.link) for line in part.also)]


def _counts(part: Told) -> Iterator[Finding]:
    """The masthead's numbers, counted again. Without marked outlets (in the text part) sources are not counted."""
    texts = [line.text for line in part.also]
    for story in part.stories:
        texts += [story.headline.text, *(quote.text for quote in story.quotes)]
    words = sum(len(text.split()) for text in texts)
    real = [len(part.stories), len(part.outlets), words, max(1, ceil(words / _WORDS_PER_MINUTE))]
    numbers = [int(number) for number in _NUMBER.findall(part.counts) if len(number) < 10]
    windows = [numbers[place : place + 4] for place in range(len(numbers) - 3)]
    if not part.outlets:
        windows = [[window[0], real[1], *window[2:]] for window in windows]
    sources = f", {real[1]} sources" if part.outlets else ""
    detail = f"counted: {real[0]} stories{sources}, {real[2]} words, {real[3]} min"
    yield Finding("counts", real in windows, part.counts, detail)


def _claims(part: Told, evidence: _Kept) -> Iterator[Finding]:
    for story in part.stories:
        yield _headline("headline", story.headline, evidence)
        for quote in story.quotes:
            if quote.kind == "sentence":
                yield _sentence(quote, evidence)
                yield from _fragment(quote)
            else:
                yield _standfirst(quote, evidence)
    for line in part.also:
        yield _headline("also", line, evidence)


def _sentence(quote: Quoted, evidence: _Kept) -> Finding:
    troubles = [quoted_in(quote.text, page) for page in _pages(quote.link, evidence)]
    if "" in troubles:
        return Finding("sentence", True, quote.text, quote.link)
    # of several versions of a page, what is wrong in the newest
    return Finding("sentence", False, quote.text, f"{(troubles or [_missing(quote.link)])[0]}: {quote.link}")


def _missing(link: str) -> str:
    return "no page of this address was kept" if link else "it leads to no address"


def _fragment(quote: Quoted) -> Iterator[Finding]:
    """A text fragment leads to this sentence: its first and last words are the sentence's."""
    found = _TEXT_FRAGMENT.search(quote.fragment)
    if found is None:
        return
    ends = [fold(unquote(end)) for end in found[1].split(",")]
    if len(ends) > 2 or not quote.text.startswith(ends[0]) or (ends[1:] and not quote.text.endswith(ends[1])):
        yield Finding("fragment", False, quote.text, quote.fragment)


def _headline(rule: str, line: Line, evidence: _Kept) -> Finding:
    for page in _pages(line.link, evidence):
        if is_headline(line.text, page.headlines):
            return Finding(rule, True, line.text, line.link)
    for entry in _entries(line.link, evidence):
        if is_headline(line.text, entry.titles):
            return Finding(rule, True, line.text, line.link)
    return Finding(rule, False, line.text, f"no headline of the page or feed: {line.link}")


def _standfirst(quote: Quoted, evidence: _Kept) -> Finding:
    for entry in _entries(quote.link, evidence):
        if any(is_standfirst(quote.text, blocks) for blocks in entry.texts):
            return Finding("standfirst", True, quote.text, quote.link)
    return Finding("standfirst", False, quote.text, f"not the whole text of the feed's entry: {quote.link}")


def _pages(link: str, evidence: _Kept) -> Iterator[Page]:
    return (read_page(kept.body, kept.content_type) for kept in evidence.get(link, ()) if kept.kind == "page")


def _entries(link: str, evidence: _Kept) -> Iterator[FeedEntry]:
    """Entries of the kept feeds that lead to this address."""
    wanted = known_by(link)
    for kept in evidence.get(link, ()):
        if kept.kind == "feed" and may_name(link, kept.body):
            for entry in read_feed(kept.body, kept.content_type):
                if any(known_by(resolved(written, kept.source_url)) == wanted for written in entry.links):
                    yield entry


def _strays(part: Told, evidence: _Kept) -> Iterator[Finding]:
    """Text that stands in no element of the form and yet quotes or tells."""
    heads = [story.headline.text for story in part.stories]
    for brief in part.briefs:
        if not any(head.startswith(brief.removesuffix("…")) for head in heads):
            yield Finding("unproved-text", False, brief, "In brief, but no headline begins like this")
    pages: list[Page] = []
    for stray in part.strays:
        for segment in map(str.strip, stray.split("·")):
            size = _size(segment)
            if size < _QUOTING_STRAY or segment in heads or _is_name(segment):
                continue
            pages = pages or [page for link in part.links for page in _pages(link, evidence)]
            if size >= _LONG_STRAY or any(place_of(segment, page) >= 0 for page in pages):
                yield Finding("unproved-text", False, segment, "it stands in no element that is proved")


def _is_name(text: str) -> bool:
    """True for what can only be a name, such as an outlet's: "Fund for Peace and Law". Small words have few letters."""
    words = text.split()
    return len(words) < _LONG_STRAY and all(len(word) <= 3 or not word[0].islower() for word in words)


def _size(text: str) -> int:
    """Words; in scripts that put no space between them, half the letters."""
    return max(
        len(text.split()), sum(0x2E80 <= ord(letter) <= 0x9FFF or 0xE00 <= ord(letter) < 0x1000 for letter in text) // 2
    )
