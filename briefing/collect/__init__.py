"""Feeds, news sitemaps and plain pages into entries, as they are found in the wild."""

from briefing.collect.discovery import feeds_of
from briefing.collect.feeds import read_feed, sitemaps_in

__all__ = ["feeds_of", "read_feed", "sitemaps_in"]
