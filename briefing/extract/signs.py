"""What speaks for and against a block being part of the article, as numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from briefing.extract.blocks import Block
from briefing.extract.phrases import PLACES, SAYINGS

__all__ = ["NAMES", "VOTERS", "read_signs"]

VOTERS = ("precise", "balanced", "resiliparse", "ld")
_TAGS = ("p", "div", "li", "h", "td", "figcaption", "blockquote", "a", "other")
_OWN = ("length", "linked", "strong", "ends", "opens", "quoted", "digits", "upper", "headline", "standfirst", "again")
_AROUND = ("box", "box_size", "before", "after", "before2", "after2", "next_length", "start", "end", "depth", "inside")
_KIN = ("kin", "kin_size", "kin_prose", "in_main", "under_main", "main_share", "half_kin", "half_kin_size")
_NEAR = 6  # names of the trail that are near
_ENDS = ".!?…。！？।؟۔”\"»“’':;）)"

NAMES = (
    *(f"vote_{name}" for name in VOTERS),
    "vote_mean",
    "has_ld",
    *(f"tag_{name}" for name in _TAGS),
    *_OWN,
    *(f"says_{name}" for name in SAYINGS),
    *(f"near_{name}" for name in PLACES),
    *(f"far_{name}" for name in PLACES),
    *_AROUND,
    *_KIN,
)


def read_signs(
    blocks: Sequence[Block], votes: Mapping[str, Sequence[float]], headline: str, standfirst: str
) -> list[list[float]]:
    """A row for each block, in the order of NAMES. Votes are shares from 0 to 1 by VOTERS; "ld" may be missing."""
    none = [0.0] * len(blocks)
    cast = [votes.get(name) or none for name in VOTERS]
    means = [(a + b + c) / 3 for a, b, c in zip(*cast[:3], strict=True)]
    sizes = [_size(block.text) for block in blocks]
    around = _around(blocks, means, sizes)
    kin = _kinship(blocks, means, sizes)
    seen: set[str] = set()
    rows = []
    for place, block in enumerate(blocks):
        near, far = _places(block.trail)
        rows.append(
            [
                *(column[place] for column in cast),
                means[place],
                float("ld" in votes),
                *_tag(block.tag),
                *_own(block, headline, standfirst, block.text in seen),
                *(float(form.search(block.text[:300]) is not None) for form in SAYINGS.values()),
                *near,
                *far,
                *around[place],
                *kin[place],
            ]
        )
        seen.add(block.text)
    return rows


def _size(text: str) -> float:
    """Words, where a script has no spaces a word for every second letter."""
    return max(len(text.split()), sum(1 for c in text if c > "⺀") / 2)


def _tag(tag: str) -> list[float]:
    name = "h" if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else tag if tag in _TAGS else "other"
    return [float(name == one) for one in _TAGS]


def _own(block: Block, headline: str, standfirst: str, again: bool) -> list[float]:
    text, length = block.text, len(block.text)
    return [
        math.log1p(_size(text)),
        min(block.linked / length, 1.0),
        min(block.strong / length, 1.0),
        float(text[-1] in _ENDS),
        float(text[0].islower()),
        float(text[0] in "\"“„«‘'「"),
        sum(c.isdigit() for c in text) / length,
        sum(c.isupper() for c in text) / length,
        float(text == headline),
        float(length > 20 and (text in standfirst or standfirst[:60] == text[:60])),
        float(again),
    ]


def _places(trail: tuple[str, ...]) -> tuple[list[float], list[float]]:
    return _named(trail[:_NEAR]), _named(trail[_NEAR:])


@cache
def _name(name: str) -> frozenset[str]:
    return frozenset(place for place, form in PLACES.items() if form.search(name))


def _named(trail: tuple[str, ...]) -> list[float]:
    found = frozenset().union(*(_name(name) for name in trail)) if trail else frozenset()
    return [float(place in found) for place in PLACES]


def _around(blocks: Sequence[Block], means: Sequence[float], sizes: Sequence[float]) -> list[list[float]]:
    """For each block what its neighbours and its box say, and where it stands between the first and last voted."""
    words: dict[int, float] = {}
    backed: dict[int, float] = {}
    for block, mean, size in zip(blocks, means, sizes, strict=True):
        words[block.boxes[0]] = words.get(block.boxes[0], 0.0) + size
        backed[block.boxes[0]] = backed.get(block.boxes[0], 0.0) + size * mean
    total = sum(s * m for s, m in zip(sizes, means, strict=True)) or 1.0
    rows, run = [], 0.0
    for place, block in enumerate(blocks):
        own = means[place] * sizes[place]
        others = words[block.boxes[0]] - sizes[place]
        box = (backed[block.boxes[0]] - own) / others if others > 0 else -0.1
        rows.append(
            [
                box,
                math.log1p(others),
                _weighted(means, sizes, place - 1, place),
                _weighted(means, sizes, place + 1, place + 2),
                _weighted(means, sizes, place - 4, place),
                _weighted(means, sizes, place + 1, place + 5),
                math.log1p(sizes[place + 1]) if place + 1 < len(blocks) else 0.0,
                run / total,
                (total - run - own) / total,
                len(block.trail) / 50,
                float(0.0 < run < total - own),
            ]
        )
        run += own
    return rows


def _kinship(blocks: Sequence[Block], means: Sequence[float], sizes: Sequence[float]) -> list[list[float]]:
    """What the votes say of blocks of the same make, and of the smallest box that holds most of what was voted."""
    makes = [tuple(name for name in block.trail if name[0] != "#") for block in blocks]
    halves = [make[:7] for make in makes]
    ends = [float(block.text[-1] in _ENDS) for block in blocks]
    kin, near = _Kin(makes, means, sizes), _Kin(halves, means, sizes)
    prose = _Kin(makes, ends, sizes)
    main, share = _main_box(blocks, means, sizes)
    rows = []
    for place, block in enumerate(blocks):
        inside = main in block.boxes
        rows.append(
            [
                kin.vote(place),
                math.log1p(kin.others(place)),
                prose.vote(place),
                float(inside),
                float(block.boxes.index(main)) if inside else -1.0,
                share,
                near.vote(place),
                math.log1p(near.others(place)),
            ]
        )
    return rows


class _Kin:
    """Means over all blocks of one make but the one that asks, longer ones counting more."""

    def __init__(self, makes: Sequence[tuple[str, ...]], values: Sequence[float], sizes: Sequence[float]) -> None:
        self._makes, self._values, self._sizes = makes, values, sizes
        self._words: dict[tuple[str, ...], float] = {}
        self._sums: dict[tuple[str, ...], float] = {}
        for make, value, size in zip(makes, values, sizes, strict=True):
            self._words[make] = self._words.get(make, 0.0) + size
            self._sums[make] = self._sums.get(make, 0.0) + size * value

    def others(self, place: int) -> float:
        return self._words[self._makes[place]] - self._sizes[place]

    def vote(self, place: int) -> float:
        others = self.others(place)
        own = self._sizes[place] * self._values[place]
        return (self._sums[self._makes[place]] - own) / others if others > 0 else -0.1


def _main_box(blocks: Sequence[Block], means: Sequence[float], sizes: Sequence[float]) -> tuple[int, float]:
    """The smallest box that holds 70 % of the voted words, with the share it holds."""
    held: dict[int, float] = {}
    total = 0.0
    for block, mean, size in zip(blocks, means, sizes, strict=True):
        weight = size * mean * mean
        total += weight
        for box in block.boxes:
            held[box] = held.get(box, 0.0) + weight
    large = [box for box, weight in held.items() if weight >= 0.7 * total]
    main = max(large, default=0)
    return main, held.get(main, 0.0) / (total or 1.0)


def _weighted(means: Sequence[float], sizes: Sequence[float], start: int, end: int) -> float:
    """The mean vote of a stretch of blocks, longer ones counting more (by the root of their words)."""
    span = range(max(start, 0), min(end, len(means)))
    weight = sum(math.sqrt(sizes[place]) for place in span)
    return sum(means[place] * math.sqrt(sizes[place]) for place in span) / weight if weight else 0.0
