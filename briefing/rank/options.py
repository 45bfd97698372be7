"""What the rank depends on beside the stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from briefing.model import Profile

__all__ = ["WEIGHTS", "RankOptions"]

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "publishers": 1.0,
        "foreign-affairs": 1.0,
        "recency": 0.5,
        "follow": 0.75,
        "boost": 0.5,
        "source": 0.5,
    }
)
"""The published weights: what each signal, 0 to 1, is multiplied with. A profile's own replace them one by one."""


@dataclass(frozen=True, slots=True)
class RankOptions:
    """`follow` and `boost` hold ISO alpha-2 codes in capitals, or keywords; caps count stories of the edition."""

    press_time: datetime
    stories: int = 8
    language: str = "en"
    follow: tuple[str, ...] = ()
    boost: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    region_cap: int = 3
    publisher_cap: int = 3

    @classmethod
    def of(cls, profile: Profile, press_time: datetime) -> RankOptions:
        """A profile that asks for few regions or sources gets its stories all the same: its caps grow to fill them."""
        return cls(
            press_time=press_time,
            stories=profile.stories,
            language=profile.language,
            follow=profile.follow,
            boost=profile.boost,
            mute=profile.mute,
            weights={name: profile.weights.get(name, weight) for name, weight in WEIGHTS.items()},
            region_cap=_fair(profile.region_cap, profile.stories, len(profile.regions)),
            publisher_cap=_fair(profile.publisher_cap, profile.stories, len(profile.sources)),
        )


def _fair(cap: int, stories: int, among: int) -> int:
    return max(cap, -(-stories // among)) if among else cap
