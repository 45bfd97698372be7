"""Proves a finished message against the bytes as fetched; shares no code with what made it."""

from briefing.prove.judge import cited, prove, stands

__all__ = ["cited", "prove", "stands"]
