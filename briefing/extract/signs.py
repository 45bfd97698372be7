"""What speaks for and against a block being part of the article, as numbers."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import mul

from briefing.extract.blocks import Block
from briefing.extract.phrases import PLACES, SAYINGS

__all__ = ["NAMES", "VOTERS", "read_signs"]

VOTERS = ("precise", "balanced", "resiliparse", "ld")
_TAGS = ("p", "div", "li", "h", "td", "figcaption", "blockquote", "a", "other")
_OWN = ("length", "linked", "strong", "ends", "opens", "quoted", "digits", "upper", "headline", "standfirst", "again")
_AROUND = ("box", "box_size", "before", "after", "before2", "after2", "next_length", "start", "end", "depth", "inside")
_KIN = ("kin", "kin_size", "kin_prose", "in_main", "under_main", "main_share", "half_kin", "half_kin_size")
_NEAR = 6  # names of the trail that are near
_HALF = 7  # names of the trail that blocks half akin share
_SOME = 0.05
_READ = 300  # characters in which a saying is looked for
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
) -> list[tuple[float, ...]]:
    """A row for each block, in the order of NAMES; an empty one where no vote speaks for it, nor for its kin.

    Votes are shares from 0 to 1 by VOTERS; "ld" may be missing. Three of four blocks of a page have empty rows.
    """
    none = [0.0] * len(blocks)
    cast = [votes.get(name) or none for name in VOTERS]
    means = [(a + b + c) / 3 for a, b, c in zip(*cast[:3], strict=True)]
    sizes = [_size(block.text) for block in blocks]
    kinship, around = _Kinship(blocks, means, sizes), _Around(blocks, means, sizes)
    seen: set[str] = set()
    rows: list[tuple[float, ...]] = []
    for place, block in enumerate(blocks):
        again = block.text in seen
        seen.add(block.text)
        if max(means[place], cast[3][place], *kinship.votes(place)) <= _SOME:
            rows.append(())
            continue
        rows.append(
            (
                *(column[place] for column in cast),
                means[place],
                float("ld" in votes),
                *_tag(block.tag),
                *_own(block, sizes[place], headline, standfirst),
                float(again),
                *(float(saying.is_in(block.text[:_READ])) for saying in SAYINGS.values()),
                *_named(block.trail[:_NEAR]),
                *_named(block.trail[_NEAR:]),
                *around.row(place),
                *kinship.row(place),
            )
        )
    return rows


def _size(text: str) -> float:
    """Words, where a script has no spaces a word for every second letter."""
    return max(len(text.split()), sum(1 for c in text if c > "⺀") / 2)


def _tag(tag: str) -> list[float]:
    name = "h" if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else tag if tag in _TAGS else "other"
    return [float(name == one) for one in _TAGS]


def _own(block: Block, size: float, headline: str, standfirst: str) -> tuple[float, ...]:
    text, length = block.text, len(block.text)
    return (
        math.log1p(size),
        min(block.linked / length, 1.0),
        min(block.strong / length, 1.0),
        float(text[-1] in _ENDS),
        float(text[0].islower()),
        float(text[0] in "\"“„«‘'「"),
        sum(map(str.isdigit, text)) / length,
        sum(map(str.isupper, text)) / length,
        float(text == headline),
        float(length > 20 and (text in standfirst or standfirst[:60] == text[:60])),
    )


@lru_cache(maxsize=8192)
def _name(name: str) -> frozenset[str]:
    return frozenset(place for place, form in PLACES.items() if form.search(name))


@lru_cache(maxsize=1024)
def _named(trail: tuple[str, ...]) -> tuple[float, ...]:
    found = frozenset().union(*map(_name, trail)) if trail else frozenset()
    return tuple(float(place in found) for place in PLACES)


class _Kin:
    """Means over all blocks of one make but the one that asks, longer ones counting more."""

    def __init__(self, makes: Sequence[Hashable], values: Sequence[float], sizes: Sequence[float]) -> None:
        self._values, self._sizes = values, sizes
        numbers: dict[Hashable, int] = {}
        self._makes = [numbers.setdefault(make, len(numbers)) for make in makes]
        self._words = [0.0] * len(numbers)
        self._sums = [0.0] * len(numbers)
        for make, value, size in zip(self._makes, values, sizes, strict=True):
            self._words[make] += size
            self._sums[make] += size * value

    def others(self, place: int) -> float:
        return self._words[self._makes[place]] - self._sizes[place]

    def vote(self, place: int) -> float:
        others = self.others(place)
        own = self._sizes[place] * self._values[place]
        return (self._sums[self._makes[place]] - own) / others if others > 0 else -0.1


class _Around:
    """What a block's neighbours and its box say, and where it stands between the first and last voted."""

    def __init__(self, blocks: Sequence[Block], means: Sequence[float], sizes: Sequence[float]) -> None:
        self._blocks, self._means, self._sizes = blocks, means, sizes
        self._own = [size * mean for size, mean in zip(sizes, means, strict=True)]
        self._before = [0.0, *accumulate(self._own)]
        self._boxes = _Kin([block.boxes[0] for block in blocks], means, sizes)

    def row(self, place: int) -> tuple[float, ...]:
        own, run, total = self._own[place], self._before[place], self._before[-1] or 1.0
        return (
            self._boxes.vote(place),
            math.log1p(self._boxes.others(place)),
            self._vote(place - 1, place),
            self._vote(place + 1, place + 2),
            self._vote(place - 4, place),
            self._vote(place + 1, place + 5),
            math.log1p(self._sizes[place + 1]) if place + 1 < len(self._sizes) else 0.0,
            run / total,
            (total - run - own) / total,
            len(self._blocks[place].trail) / 50,
            float(0.0 < run < total - own),
        )

    def _vote(self, start: int, end: int) -> float:
        """The mean vote of a stretch of blocks, longer ones counting more (by the root of their words)."""
        stretch = slice(max(start, 0), max(end, 0))
        roots = [math.sqrt(size) for size in self._sizes[stretch]]
        weight = sum(roots)
        return sum(map(mul, self._means[stretch], roots)) / weight if weight else 0.0


class _Kinship:
    """What the votes say of blocks of the same make, and of the smallest box that holds most of what was voted."""

    def __init__(self, blocks: Sequence[Block], means: Sequence[float], sizes: Sequence[float]) -> None:
        self._blocks = blocks
        known = {trail: tuple(name for name in trail if name[0] != "#") for trail in {b.trail for b in blocks}}
        makes = [known[block.trail] for block in blocks]
        self._whole = _Kin(makes, means, sizes)
        self._half = _Kin([make[:_HALF] for make in makes], means, sizes)
        self._prose = _Kin(makes, [float(block.text[-1] in _ENDS) for block in blocks], sizes)
        self._main, self._share = _main_box(blocks, means, sizes)

    def votes(self, place: int) -> tuple[float, float]:
        """Those of blocks of the same make, and of blocks whose nearest names are the same."""
        return self._whole.vote(place), self._half.vote(place)

    def row(self, place: int) -> tuple[float, ...]:
        boxes = self._blocks[place].boxes
        inside = self._main in boxes
        return (
            self._whole.vote(place),
            math.log1p(self._whole.others(place)),
            self._prose.vote(place),
            float(inside),
            float(boxes.index(self._main)) if inside else -1.0,
            self._share,
            self._half.vote(place),
            math.log1p(self._half.others(place)),
        )


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
