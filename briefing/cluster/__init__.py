"""Articles into stories: near duplicates found by text, events by average linkage. Pure; any order, any hash seed."""

from briefing.cluster.case import ClusterCase, Label
from briefing.cluster.grouping import label
from briefing.cluster.stories import cluster

__all__ = ["ClusterCase", "Label", "cluster", "label"]
