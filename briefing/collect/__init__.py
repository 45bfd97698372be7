"""Feeds into entries: RSS, RDF, Atom and JSON Feed, as they are found in the wild."""

from briefing.collect.feeds import read_feed

__all__ = ["read_feed"]
