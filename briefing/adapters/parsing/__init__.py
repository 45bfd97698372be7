"""Hostile bytes are read in children that can be killed."""

from briefing.adapters.parsing.pool import ParserPool
from briefing.adapters.parsing.worker import Limits

__all__ = ["Limits", "ParserPool"]
