"""The dateline: "SEOUL, Nov. 22 (Yonhap) —"."""

from __future__ import annotations

import re

__all__ = ["read_dateline"]

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]+(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]*){0,4}"
_NAME = r"[A-Z][\w'’.\-]+(?: [A-Z][\w'’.\-]+){0,3}"
_LAND = r"(?:, (?:[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){0,3}))?"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:, \d{4})?)?"
_DASH = r"\s?(?:—|–|--|-)(?=\s|[A-Z“\"‘'])"
_FORM = re.compile(rf"{_CAPITALS}{_LAND}{_DAY}(?: \([^()]{{2,40}}\))?{_DASH}")
_WITH_AGENCY = re.compile(rf"{_NAME}{_LAND}{_DAY} \([^()]{{2,40}}\){_DASH}")
_READ = 160


def read_dateline(paragraph: str) -> str:
    """The dateline a first paragraph opens with, its dash included; "" where it has none."""
    start = paragraph[:_READ]
    found = _FORM.match(start) or _WITH_AGENCY.match(start)
    return found[0] if found else ""
