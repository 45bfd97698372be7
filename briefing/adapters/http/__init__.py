"""Bytes behind an address: politely, within limits, and never from a private network.

url ─► scheme, host ─► robots.txt (pages) ─► turn at the host ─► resolve, check, connect ─► status ─► body, capped
  ▲                                                                                          │
  └────────────────────────────── redirect, 5 at most: everything again ─────────────────────┘
"""

from briefing.adapters.http.fetcher import HttpFetcher
from briefing.adapters.http.options import FetchOptions

__all__ = ["FetchOptions", "HttpFetcher"]
