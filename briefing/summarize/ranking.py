"""What a ranker answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Ranking"]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A score for each candidate, the higher the better, and (n × n, where known) how alike they are, 0 to 1."""

    scores: tuple[float, ...]
    likeness: NDArray[np.float64] | None = None
