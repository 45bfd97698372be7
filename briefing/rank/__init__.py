"""Stories in order: a published formula whose terms sum to the score, caps, and a reason for each. Pure."""

from briefing.rank.options import WEIGHTS, RankOptions
from briefing.rank.ranking import rank

__all__ = ["WEIGHTS", "RankOptions", "rank"]
