"""Addresses: one spelling for each article, and links that lead to the sentence."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

__all__ = ["canonical", "host", "with_text_fragment"]

_PORTS = {"http": 80, "https": 443}
_UNSAFE_IN_URL = "\"'<>\\^`{|}"
_SAFE = "".join(map(chr, range(0x21, 0x7F))).translate({ord(mark): None for mark in _UNSAFE_IN_URL})
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?<!-)(?:\.(?!-)[a-z0-9_-]+(?<!-))*\.?")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

_TRACKING_PREFIXES = ("utm_", "at_", "ns_", "mc_", "pk_", "mtm_", "hsa_", "wt_", "wt.", "stm_", "_hs", "vero_")
_TRACKING = frozenset(
    "fbclid gclid gbraid wbraid dclid msclkid yclid twclid ttclid igshid igsh mkt_tok oly_anon_id oly_enc_id cmp cmpid "
    "ocid ito xtor smid smtyp emc traffic_source maca s_cid sr_share guccounter guce_referrer guce_referrer_sig "
    "__twitter_impression __source feedtype feedname spm ref_src ref_url intcid int_source rss_id echobox".split()
)
_TRACKING_PAIRS = frozenset({("partner", "rss"), ("ref", "rss"), ("source", "rss"), ("src", "rss"), ("from", "rss")})

_WHOLE_WORDS, _WHOLE_CHARACTERS, _ENDS = 12, 100, 5


def canonical(url: str) -> str:
    """The address by which an article is known: ASCII, without fragment, default port and tracking parameters.

    Scheme and host are lower case, an empty path is "/", dot segments are resolved, the order of parameters stays.
    Raises ValueError unless it is http or https with a host, and for addresses that carry a user name.
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise ValueError(f"not an address of a web page: {url!r}")
    name = _ascii_host(parts.hostname)
    port = "" if parts.port in (None, _PORTS[scheme]) else f":{parts.port}"
    query = _query(parts.query)
    return f"{scheme}://{name}{port}{_path(parts)}" + (f"?{query}" if query else "")


def host(url: str) -> str:
    """The address's host in lower-case ASCII, without port; raises ValueError as `canonical`."""
    return urlsplit(canonical(url)).hostname or ""


def with_text_fragment(url: str, sentence: str) -> str:
    """The address with a text fragment that leads to the sentence (WICG, Scroll to Text Fragment).

    Sentences over 12 words or of 100 characters and more are named by their first and last words. A fragment that the
    address already has is replaced.
    """
    words = sentence.split()
    text = " ".join(words)
    bare = url.partition("#")[0]
    if not words:
        return bare
    ends = min(_ENDS, len(words) // 2)
    if ends < 2 or (len(words) <= _WHOLE_WORDS and len(text) < _WHOLE_CHARACTERS):
        return f"{bare}#:~:text={_fragment(text)}"
    return f"{bare}#:~:text={_fragment(' '.join(words[:ends]))},{_fragment(' '.join(words[-ends:]))}"


def _fragment(text: str) -> str:
    """Percent-encoded so that "-", "," and "&", which have a meaning in the directive, are text."""
    return quote(text, safe="").replace("-", "%2D")


def _ascii_host(name: str) -> str:
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    try:
        ascii_name = name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise ValueError(f"not the name of a host: {name!r}") from error
    if not _HOST.fullmatch(ascii_name):
        raise ValueError(f"not the name of a host: {name!r}")
    return ascii_name.rstrip(".")


def _path(parts: SplitResult) -> str:
    kept: list[str] = []
    segments = _encoded(parts.path).split("/")[1:] if parts.path.startswith("/") else [""]
    for place, segment in enumerate(segments):
        last = place == len(segments) - 1
        if segment in (".", ".."):
            kept = kept[:-1] if segment == ".." else kept
            kept += [""] if last else []
        else:
            kept.append(segment)
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    return "&".join(_encoded(pair) for pair in query.split("&") if pair and not _tracks(pair))


def _tracks(pair: str) -> bool:
    name, _, value = pair.lower().partition("=")
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES) or (name, value) in _TRACKING_PAIRS


def _encoded(text: str) -> str:
    """Everything but plain ASCII percent-encoded, escapes in upper case, needless ones undone."""
    safe = quote(_BARE_PERCENT.sub("%25", text), safe=_SAFE, errors="replace")
    return _ESCAPE.sub(_escape, safe)


def _escape(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
