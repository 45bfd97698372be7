"""Whether two spellings lead to the same article."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

__all__ = ["bare", "known_by", "resolved"]

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"(?:utm_|at_|ns_|mc_|pk_|mtm_|hsa_|wt[_.]|stm_|_hs|vero_|__)|(?:f?b|g|d|ms|y|tw|tt|gb|wb)(?:clid|raid)|ig(?:shid|sh)|"
    r"(?:cmp|cmpid|ocid|ito|xtor|smid|smtyp|emc|maca|s_cid|spm|rss|feed\w*|ref\w*|src|from|source|partner|intcid|"
    r"int_source|rss_id|echobox|traffic_source|mkt_tok|oly_\w+|sr_share|guc\w+)\Z",
    re.I,
)


def bare(url: str) -> str:
    """The address without its fragment."""
    return url.partition("#")[0].strip()


def known_by(url: str) -> str:
    """What addresses of one article have in common: host without www, path, parameters that choose what is shown.

    Scheme, default port, user, fragment, tracking parameters, escapes, a slash at the end and the order of parameters
    don't count. An address that cannot be read is known by itself.
    """
    try:
        parts = urlsplit(bare(url))
        port = parts.port
    except ValueError:
        return bare(url)
    host = _ascii(parts.hostname or "").removeprefix("www.")
    if port is not None and port != _PORTS.get(parts.scheme.lower()):
        host += f":{port}"
    kept = sorted(
        unquote(pair) for pair in parts.query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0])
    )
    return f"{host}{unquote(parts.path).rstrip('/') or '/'}?{'&'.join(kept)}"


def resolved(link: str, source_url: str) -> str:
    """A link as its feed means it; "" where it is none."""
    try:
        return urljoin(source_url, "".join(link.split()))
    except ValueError:
        return ""


def _ascii(host: str) -> str:
    host = host.lower().rstrip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
