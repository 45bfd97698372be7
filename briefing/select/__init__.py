"""Which articles are foreign affairs for a reader, which countries and topics they are about, and why (or why not)."""

from briefing.select.choosing import SelectOptions, select
from briefing.select.decision import Decision, judge

__all__ = ["Decision", "SelectOptions", "judge", "select"]
