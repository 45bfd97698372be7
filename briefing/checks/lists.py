"""Rules about lists and signatures (RFC 2369, 2919, 3834, 6376, 8058)."""

from __future__ import annotations

import base64
import hashlib
import re

from briefing.checks.letter import Letter
from briefing.checks.verdict import Verdict, broken, kept

__all__ = ["auto_submitted", "dkim", "list_id", "list_unsubscribe", "one_click"]

_ANGLED = re.compile(r"<([^<>\s]+)>")
_LIST_ID = re.compile(r"(?:.*\s)?<(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9-]+>", re.S)
_KINDS = ("https", "mailto")
_ONE_CLICK = "List-Unsubscribe=One-Click"
_OVERSIGNED = ("from", "to", "subject", "date", "message-id")
_RSA_2048 = 256  # octets of a signature by a key of 2,048 bits


def list_unsubscribe(letter: Letter) -> Verdict:
    """List-Unsubscribe names a mailto, and at most one https address beside it."""
    values = letter.values("list-unsubscribe")
    if len(values) != 1:
        return broken(("List-Unsubscribe", f"stands there {len(values)} times"))
    found = _ANGLED.findall(values[0])
    kinds = [uri.partition(":")[0].lower() for uri in found]
    troubles = [(uri, "neither https nor mailto") for uri, kind in zip(found, kinds, strict=True) if kind not in _KINDS]
    if "mailto" not in kinds:
        troubles.append((values[0], "no mailto address"))
    if kinds.count("https") > 1:
        troubles.append((values[0], "more than one https address"))
    return broken(*troubles)


def one_click(letter: Letter) -> Verdict:
    """With a web address to unsubscribe there is List-Unsubscribe-Post, and without one there is none (RFC 8058)."""
    values = letter.values("list-unsubscribe-post")
    if "<https:" not in letter.value("list-unsubscribe").lower():
        return (
            broken((values[0], "no https address to post to"))
            if values
            else kept("no web address: public_url is not set")
        )
    return (
        kept()
        if values == (_ONE_CLICK,)
        else broken((", ".join(values) or "List-Unsubscribe-Post", f"not {_ONE_CLICK}"))
    )


def list_id(letter: Letter) -> Verdict:
    """One List-Id, with a dotted name in angle brackets."""
    values = letter.values("list-id")
    if len(values) == 1 and _LIST_ID.fullmatch(values[0]):
        return kept()
    return broken((", ".join(values) or "List-Id", "not one <name.domain>"))


def auto_submitted(letter: Letter) -> Verdict:
    """A briefing is no automatic reply: Auto-Submitted would let servers drop it."""
    return broken(*(("Auto-Submitted", value) for value in letter.values("auto-submitted")))


def dkim(letter: Letter) -> Verdict:
    """A signature, where there is one, is relaxed/simple, strong, covers what matters and matches the body."""
    values = letter.values("dkim-signature")
    if not values:
        return kept("not signed here: the relay signs")
    return broken(*(trouble for value in values for trouble in _signature(letter, _tags(value))))


def _tags(value: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in value.split(";"))
    return {name.strip(): "".join(text.split()) for name, _, text in pairs if name.strip()}


def _signature(letter: Letter, tags: dict[str, str]) -> list[tuple[str, str]]:
    troubles = []
    if tags.get("c", "simple/simple") != "relaxed/simple":
        troubles.append((f"c={tags.get('c', '')}", "not relaxed/simple"))
    if tags.get("a") not in ("rsa-sha256", "ed25519-sha256"):
        troubles.append((f"a={tags.get('a', '')}", "neither rsa-sha256 nor ed25519-sha256"))
    if tags.get("a") == "rsa-sha256" and len(_octets(tags.get("b", ""))) < _RSA_2048:
        troubles.append(("b", "an RSA key of less than 2,048 bits"))
    if "l" in tags:
        troubles.append(("l", "signs only the beginning of the body"))
    signed = tags.get("h", "").lower().split(":")
    troubles += [(name, "not signed twice: another could be added") for name in _OVERSIGNED if signed.count(name) < 2]
    for name in ("list-unsubscribe", "list-unsubscribe-post"):
        if letter.values(name) and name not in signed:
            troubles.append((name, "not signed"))
    digest = hashlib.sha256(re.sub(rb"(?:\r\n)*\Z", b"\r\n", letter.body, count=1)).digest()
    if _octets(tags.get("bh", "")) != digest:
        troubles.append(("bh", "the body is not the one that was signed"))
    return troubles


def _octets(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
