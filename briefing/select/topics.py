"""What foreign affairs a text is about: conflict, diplomacy, trade and so on, the most frequent first."""

from __future__ import annotations

from collections import defaultdict

from briefing.select.features import Features

__all__ = ["topics_of"]

_HEADLINE, _TEXT = 2, 1
_LEAST = 2  # a word of the headline, or two of the text
_SHARE = 0.3  # of the leading topic's words


def topics_of(seen: Features) -> tuple[str, ...]:
    """The topics named by a word of the headline or two of the text, and at least 0.3 as often as the leading one."""
    counts: defaultdict[str, int] = defaultdict(int)
    for part, weight in (("headline", _HEADLINE), ("text", _TEXT)):
        for hit in seen.hits[part]:
            if hit.group == "topics":
                counts[hit.name] += weight
    least = max(_LEAST, _SHARE * max(counts.values(), default=0))
    kept = (name for name, count in counts.items() if count >= least)
    return tuple(sorted(kept, key=lambda name: (-counts[name], name)))
