"""Why a text is not foreign affairs: the code of what it is about instead."""

from __future__ import annotations

from collections import defaultdict

from briefing.select.features import Features

__all__ = ["reason_against"]

_HEADLINE, _TEXT = 3.0, 1.0
_LEAST = 2.0  # one word of the text alone decides nothing


def reason_against(seen: Features) -> str:
    """The list with most words in the text ("sport", "crime" …); else "home-politics", "domestic" or "not-foreign".

    A word of the headline counts as three of the text. Home politics: acts of state, and no country but home is named.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    acts = 0.0
    for part, weight in (("headline", _HEADLINE), ("text", _TEXT)):
        for hit in seen.hits[part]:
            if hit.group == "against":
                counts[hit.name] += weight
            elif hit.group == "acts":
                acts += weight
    name, most = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    at_home = any(shape.endswith("and home") for shape in seen.abroad if shape.startswith("+all"))
    abroad = not any(shape.startswith("+all 0 abroad") for shape in seen.abroad)
    if at_home and not abroad and acts >= max(_LEAST, most):
        return "home-politics"
    if most >= _LEAST:
        return name
    return "domestic" if at_home and not abroad else "not-foreign"
