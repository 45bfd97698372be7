"""How a summary is asked for."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SummaryOptions"]


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """Bounds of one summary; None means no bound.

    `count` sentences at most and `max_words` words in all; of any one article at most `quote_words` words and
    `quote_share` (0 to 1) of its text's words, where a report too short for that gives one sentence. `avoid` holds
    sentences that stand elsewhere in the edition. `engine` is a name in `ENGINES`; "" is the best one for the language.
    """

    count: int = 3
    max_words: int | None = None
    quote_words: int | None = None
    quote_share: float | None = None
    avoid: tuple[str, ...] = ()
    engine: str = ""
