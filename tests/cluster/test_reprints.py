"""Reprints: wire copy as papers print it, edited, cut and headed anew, is its origin; a report of one's own is not."""

import random
from datetime import UTC, datetime, timedelta

from briefing.cluster import ClusterCase, label
from tests.quality.sample_day import reports

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ORIGINS = 60
PAPERS = 4
SPELLING = {"percent": "per cent", "center": "centre", "said": "says", "meters": "metres", "program": "programme"}
VERBS = "approved rejected delayed widened signed suspended revised published questioned confirmed".split()
THINGS = "treaty tariff border harbour election pipeline ceasefire quota embassy railway reservoir census".split()


def wire(chance: random.Random, number: int) -> list[str]:
    """Sentences of one invented report."""
    place, person, town = (f"{stem}{chance.choice('aeiou')}{number}" for stem in ("Vald", "Ker", "Ost"))

    def thing() -> str:
        return f"{chance.choice(VERBS)} the {chance.choice(THINGS)}"

    first = f"Ministers of {place} {thing()} after {chance.randrange(2, 90)} hours of talks, {person} said in {town}."
    body = [
        f"Some {chance.randrange(100, 9000)} people near {town} {thing()} and {thing()}, {chance.randrange(3, 97)} "
        f"percent more than in {chance.randrange(1990, 2025)}, when {person}{chance.randrange(40)} {thing()} program."
        for _ in range(chance.randrange(6, 14))
    ]
    return [first, *body]


def printed(chance: random.Random, sentences: list[str], place: int) -> str:
    """The report as a paper prints it: house spelling, a line of its own, some sentences left out, or cut short."""
    kept = [s for n, s in enumerate(sentences) if n == 0 or chance.random() > 0.12]
    if place % 2:
        kept = kept[: max(3, len(kept) // 2)]
    text = " ".join(kept)
    for word in chance.sample(sorted(SPELLING), 3):
        text = text.replace(word, SPELLING[word])
    return f"TOWN {place} — {text} This report was edited by our desk."


def test_edited_and_cut_wire_copy_is_found_with_nothing_wrong() -> None:
    chance = random.Random(20261123)
    cases, origin_of = [], {}
    for number in range(ORIGINS):
        sentences = wire(chance, number)
        head = sentences[0].split(" after ")[0]
        when = NOON + timedelta(minutes=chance.randrange(600))
        cases.append(ClusterCase(f"wire{number:02}", head, " ".join(sentences), when, "wire", "wire"))
        for paper in range(PAPERS):
            ident = f"paper{paper}-{number:02}"
            text = printed(chance, sentences, paper)
            later = when + timedelta(minutes=30 + chance.randrange(300))
            title = f"{head}, {VERBS[chance.randrange(10)]} at last"
            cases.append(ClusterCase(ident, title, text, later, f"paper{paper}", f"paper{paper}"))
            origin_of[ident] = f"wire{number:02}"
    said = {one.id: one.duplicate_of for one in label(cases) if one.duplicate_of}
    right = sum(origin_of.get(ident) == origin for ident, origin in said.items())
    assert right / len(said) == 1.0
    assert right / len(origin_of) >= 0.995


def test_the_wire_that_a_paper_credits_is_the_origin_though_the_paper_came_first() -> None:
    day = {case.id: case for case in reports()}
    found = {one.id: one.duplicate_of for one in label(list(day.values()))}
    copies = {"amman-cables", "manila-cables", "meridian-cables"}
    assert {ident for ident, origin in found.items() if origin == "halden-cables"} == copies
    assert {ident for ident, origin in found.items() if origin} == copies


def test_two_reporters_at_one_event_are_no_reprints() -> None:
    day = {case.id: case for case in reports()}
    found = label([day["gotthard-iaea"], day["meridian-iaea"], day["steppe-iaea"]])
    assert all(one.duplicate_of is None for one in found)
