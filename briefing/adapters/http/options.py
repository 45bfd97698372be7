"""How to fetch: who we say we are, how patient we are, how much we read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address

from briefing import __version__

__all__ = ["FetchOptions"]


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Times are seconds, sizes bytes (of the wire, and again of what it inflates to).

    `allow_networks`: private networks that may be reached all the same; link-local ones never.
    `connect_to`: a recorded web: host to a loopback address and port that answers for it; ValueError for others.
    """

    user_agent: str = ""  # "" means this program's own
    contact: str = ""
    connections_per_host: int = 1
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    connect_to: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    connect_seconds: float = 10.0
    total_seconds: float = 20.0  # for one address with all its redirects, without the wait for a turn at the host
    feed_bytes: int = 10 * 2**20
    page_bytes: int = 5 * 2**20
    redirects: int = 5
    authorities: str = ""  # path of a PEM file with certificates to trust, instead of the system's

    def __post_init__(self) -> None:
        """A recorded web is on this machine, or it is no recorded web."""
        for host, (address, _) in self.connect_to.items():
            if not ip_address(address).is_loopback:
                raise ValueError(f"{host}: {address} is not a loopback address")

    @property
    def product(self) -> str:
        """Who we say we are."""
        return self.user_agent.strip() or f"verbatim-briefing/{__version__}"

    @property
    def introduction(self) -> str:
        """The User-Agent header, with the contact where one is known."""
        text = f"{self.product} (+{self.contact})" if self.contact else self.product
        return "".join(c if " " <= c <= "~" else "?" for c in text)

    @property
    def token(self) -> str:
        """What robots.txt calls us (RFC 9309, 2.2.1): the product's name, also within "Mozilla/5.0 (compatible; …"."""
        found = re.search(r"compatible;\s*([A-Za-z_-]+)", self.product) or re.match(r"([A-Za-z_-]+)", self.product)
        return found[1] if found else "verbatim-briefing"
