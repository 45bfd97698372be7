"""Summaries made of the articles' own sentences, word for word, each with its place."""

from briefing.summarize.engines import ENGINES
from briefing.summarize.options import SummaryOptions
from briefing.summarize.summary import summarize

__all__ = ["ENGINES", "SummaryOptions", "summarize"]
