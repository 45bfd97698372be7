"""Editions and profiles are named by what shapes them, and by nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.model import EditionKey, Profile

PRESS = datetime(2026, 11, 23, 6, tzinfo=UTC)


def test_equal_profiles_have_one_key_and_a_changed_one_has_another() -> None:
    profile = Profile("world", "World Briefing")
    assert profile.key == Profile("world", "World Briefing").key
    assert profile.key != replace(profile, mute=("football",)).key
    assert profile.key != replace(profile, first_window=timedelta(hours=12)).key


def test_readers_with_another_past_get_another_edition() -> None:
    key = EditionKey("world", "abc", PRESS - timedelta(days=1), PRESS)
    assert key.id.startswith("world-20261123T0600Z-")
    assert key.id != replace(key, since=PRESS - timedelta(days=3)).id
