"""What an edition has room for: stories that can be linked, as many words as the profile allows, as many bytes as mail.

Stories are moved to Also today from the lowest rank up, whole, and counted; the lead goes last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from briefing.compose.safety import clean, link
from briefing.model import AlsoToday, Edition, Piece, Scored

__all__ = ["HTML_LIMIT", "excess", "fewer", "fitting", "usable"]

HTML_LIMIT = 95_000  # bytes, decoded; Gmail clips past 102 KB
_LONGEST_HEADLINE = 400  # characters; what is longer is no headline
_LONGEST_PIECE = 6_000  # characters quoted under one headline


def usable(edition: Edition) -> Edition:
    """The edition without stories that have no headline or no safe address; overlong ones stand in Also today."""
    sound = [piece for piece in edition.pieces if _sound(piece.scored)]
    kept = [piece for piece in sound if _length(piece) <= _LONGEST_PIECE and _linked(piece)]
    moved = [piece for piece in sound if piece not in kept]
    also = tuple(row for row in edition.also if _sound(row.scored))
    if len(kept) == len(edition.pieces) and len(also) == len(edition.also):
        return edition
    return _with(replace(edition, also=also), kept, moved)


def fitting(edition: Edition) -> Edition:
    """The edition within its words, but never with fewer than `min_stories`."""
    kept = len(edition.pieces)
    floor = max(1, edition.profile.min_stories)
    words = _words(edition)
    for piece in _tail(edition.pieces):
        if words <= edition.profile.words or kept <= floor:
            break
        words -= len(_quoted(piece).split())
        kept -= 1
    return fewer(edition, len(edition.pieces) - kept)


def fewer(edition: Edition, count: int) -> Edition:
    """The edition with its `count` lowest stories moved to Also today."""
    moved = _tail(edition.pieces)[:count]
    return _with(edition, [piece for piece in edition.pieces if piece not in moved], moved) if moved else edition


def excess(size: int, stories: int) -> int:
    """How many of the stories to move so that a page of `size` bytes fits: 1 at least; the lead stays.

    A story that is moved leaves its headline behind, so it frees about three quarters of its bytes.
    """
    return min(stories - 1, ceil((size - HTML_LIMIT) / (0.75 * size / stories)))


def _tail(pieces: Sequence[Piece]) -> list[Piece]:
    """All but the lead, the lowest rank first."""
    return sorted(pieces[1:], key=lambda piece: (piece.scored.score, -piece.number))


def _with(edition: Edition, kept: Sequence[Piece], moved: Sequence[Piece]) -> Edition:
    if kept and kept[0].region and not edition.pieces[0].region:
        best = min(kept, key=lambda piece: (-piece.scored.score, piece.number))
        kept = [replace(best, region=""), *(piece for piece in kept if piece is not best)]
    numbered = tuple(replace(piece, number=number) for number, piece in enumerate(kept, start=1))
    down = sorted(moved, key=lambda piece: (-piece.scored.score, piece.number))
    rows = (*(AlsoToday(piece.scored) for piece in down), *edition.also)
    trimmed = edition.trimmed + len(moved)
    return replace(edition, pieces=numbered, also=rows[: max(trimmed, edition.profile.also)], trimmed=trimmed)


def _sound(scored: Scored) -> bool:
    headline = clean(scored.story.lead.headline)
    return 0 < len(headline) <= _LONGEST_HEADLINE and bool(link(scored.story.lead.url))


def _linked(piece: Piece) -> bool:
    addresses = {article.id: article.url for article in piece.scored.story.articles}
    return all(link(addresses.get(sentence.article_id, "")) for sentence in piece.summary.sentences)


def _quoted(piece: Piece) -> str:
    return " ".join([piece.summary.standfirst, *(sentence.text for sentence in piece.summary.sentences)])


def _length(piece: Piece) -> int:
    return len(_quoted(piece))


def _words(edition: Edition) -> int:
    scored = [piece.scored for piece in edition.pieces] + [row.scored for row in edition.also]
    headlines = [one.story.lead.headline for one in scored]
    return len(" ".join([*headlines, *map(_quoted, edition.pieces)]).split())
