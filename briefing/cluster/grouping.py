"""Reports into events: the order of the steps, and the one setting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.cluster.case import ClusterCase, Label, in_order
from briefing.cluster.linkage import link
from briefing.cluster.neighbours import neighbours
from briefing.cluster.reprints import reprints
from briefing.cluster.terms import sheet

__all__ = ["Group", "group", "label"]

_THRESHOLD = 0.21  # likeness; chosen on headline-and-blurb days and on full texts alike: docs/adr


@dataclass(frozen=True, slots=True)
class Group:
    """Ids of the reports of one event in order of time; `duplicates` maps reprint to origin."""

    ids: tuple[str, ...]
    duplicates: dict[str, str]

    @property
    def id(self) -> str:
        """The event goes by its first report."""
        return self.ids[0]


def group(cases: Sequence[ClusterCase]) -> tuple[Group, ...]:
    """The events, each report in just one, by first report. Ids must differ."""
    ordered = in_order(cases)
    pairs = neighbours(sheet(ordered), [case.published for case in ordered])
    groups = link(len(ordered), pairs, _THRESHOLD)
    copies = reprints(ordered, groups)
    members: dict[int, list[int]] = {}
    for place, first in enumerate(groups):
        members.setdefault(first, []).append(place)
    return tuple(
        Group(
            tuple(ordered[place].id for place in places),
            {ordered[place].id: ordered[copies[place]].id for place in places if place in copies},
        )
        for places in members.values()
    )


def label(cases: Sequence[ClusterCase]) -> tuple[Label, ...]:
    """A label a case, in the order of the cases."""
    found = {ident: (one.id, one.duplicates.get(ident)) for one in group(cases) for ident in one.ids}
    return tuple(Label(case.id, *found[case.id]) for case in cases)
