"""Small sets of English words that tell what a sentence of a report holds. In lower case."""

from __future__ import annotations

__all__ = ["CUES", "DATES", "FIRST_PERSON", "SAYS"]

DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec today yesterday tomorrow "
    "tonight morning afternoon evening night week weekend month noon midnight p.m a.m pm am".split()
)
SAYS = frozenset(
    "said says told added adds warned argued insisted explained recalled claimed admitted stressed noted continued "
    "replied asked thinks believes feels hopes joked".split()
)
FIRST_PERSON = frozenset("i we my our me us i'm i've we're we've i'd you your you're".split())
CUES = frozenset(
    "killed dead died dies death wounded injured attack attacked bomb bombing strike strikes airstrike missile "
    "arrested charged convicted sentenced jailed accused detained court police suspect shot shooting announced agreed "
    "agreement deal signed vote voted elected election won win wins lost parliament president minister government "
    "talks summit ceasefire sanctions tariff tariffs resigned fired banned launched found discovered reported revealed "
    "report according study investigation crisis war troops military rebels protest protesters refugees migrants crash "
    "earthquake storm flood fire rescued missing expected plans plan will law bill treaty nuclear visit "
    "first new".split()
)
