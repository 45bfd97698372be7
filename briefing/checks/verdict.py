"""What a rule says of a message."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Verdict", "broken", "kept"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`troubles` are pairs of culprit and detail, none where the rule is kept; `note` says what was found, or why the
    rule does not apply."""

    troubles: tuple[tuple[str, str], ...] = ()
    note: str = ""


def kept(note: str = "") -> Verdict:
    """The rule is kept, or does not apply."""
    return Verdict((), note)


def broken(*troubles: tuple[str, str]) -> Verdict:
    """The rule is broken at each of these; kept where there are none."""
    return Verdict(troubles)
