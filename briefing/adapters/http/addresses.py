"""Which addresses may be reached: the public ones, those allowed by name, and some never."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue

from briefing.errors import FetchFailed, FetchRefused, FetchTimeout

__all__ = ["Network", "Resolve", "checked", "system_addresses", "why_not"]

_Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

# Where clouds answer with the machine's own credentials, and link-local addresses: never, whatever is allowed.
_NEVER: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        "169.254.0.0/16",
        "fe80::/10",
        "fd00:ec2::254/128",  # AWS over IPv6
        "100.100.100.200/32",  # Alibaba
        "168.63.129.16/32",  # Azure: a public address that leads to the host
        "192.0.0.192/32",  # Oracle
    )
)
# Not public either (IANA's special-purpose registries), though older Pythons take them to be.
_CLOSED: tuple[Network, ...] = tuple(
    ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "fec0::/10")
)
# IPv6 addresses that stand for an IPv4 one, and how many bits from the right it lies (RFC 4291, 6052, 3056).
_CARRIERS: tuple[tuple[Network, int], ...] = (
    (ip_network("::ffff:0:0/96"), 0),
    (ip_network("::ffff:0:0:0/96"), 0),
    (ip_network("::/96"), 0),
    (ip_network("64:ff9b::/96"), 0),
    (ip_network("2002::/16"), 80),
)


def why_not(text: str, allowed: Sequence[Network]) -> str:
    """Why this address may not be reached, "" where it may.

    >>> why_not("10.1.2.3", ())
    '10.1.2.3 is a private address'
    >>> why_not("8.8.8.8", ())
    ''
    """
    address = ip_address(text.partition("%")[0])
    carried = _carried(address)
    for each in (address, *carried):
        if any(each in network for network in _NEVER):
            return f"{text} is a link-local or metadata address"
    meant = carried[0] if carried else address
    if any(meant in network or address in network for network in allowed):
        return ""
    if meant.is_global and not meant.is_multicast and not any(meant in network for network in _CLOSED):
        return ""
    return f"{text} is a private address"


def _carried(address: _Address) -> tuple[IPv4Address, ...]:
    if isinstance(address, IPv4Address) or address in (IPv6Address("::"), IPv6Address("::1")):
        return ()
    return tuple(IPv4Address(int(address) >> shift & 0xFFFFFFFF) for network, shift in _CARRIERS if address in network)


def system_addresses(host: str, port: int) -> Sequence[str]:
    """What the system's resolver knows, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def checked(host: str, port: int, resolve: Resolve, allowed: Sequence[Network], seconds: float) -> tuple[str, ...]:
    """All addresses of a host, asked for once. FetchRefused where even one of them may not be reached."""
    found = _resolved(host, port, resolve, seconds)
    if not found:
        raise FetchFailed(host, f"the name {host} has no address")
    for address in found:
        if reason := why_not(address, allowed):
            raise FetchRefused(host, reason if host == address else f"{host} leads to {reason}")
    return found


def _resolved(host: str, port: int, resolve: Resolve, seconds: float) -> tuple[str, ...]:
    """In a thread of its own, as the system's resolver has no limit of time."""
    answers: SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(tuple(resolve(host, port)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except Empty as error:
        raise FetchTimeout(host, f"the name {host} was not resolved within {seconds:.0f} s") from error
    if isinstance(answer, UnicodeError):
        raise FetchRefused(host, f"{host} is no host's name") from answer
    if isinstance(answer, OSError):
        raise FetchFailed(host, f"the name {host} is not known ({answer.strerror})") from answer
    return answer
