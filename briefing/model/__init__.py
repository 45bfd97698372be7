"""The nouns. All frozen; times are aware and UTC; collections are tuples or Mappings."""

from briefing.model.delivery import OPEN, Delivery, DeliveryKey, DeliveryKind, DeliveryState, Receipt
from briefing.model.edition import (
    AlsoToday,
    Coverage,
    Edition,
    EditionKey,
    EditionRecord,
    EditionState,
    Evidence,
    Finding,
    Piece,
    Skeleton,
)
from briefing.model.news import Article, Basis, Entry, Fetched, Reading
from briefing.model.reader import Format, OnUncertain, Profile, Sender, Subscription
from briefing.model.source import FEED, Kind, Listing, Source, SourceFormat, Standing, Validators
from briefing.model.story import Scored, Selection, Sentence, Story, Summary

__all__ = [
    "FEED",
    "OPEN",
    "AlsoToday",
    "Article",
    "Basis",
    "Coverage",
    "Delivery",
    "DeliveryKey",
    "DeliveryKind",
    "DeliveryState",
    "Edition",
    "EditionKey",
    "EditionRecord",
    "EditionState",
    "Entry",
    "Evidence",
    "Fetched",
    "Finding",
    "Format",
    "Kind",
    "Listing",
    "OnUncertain",
    "Piece",
    "Profile",
    "Reading",
    "Receipt",
    "Scored",
    "Selection",
    "Sender",
    "Sentence",
    "Skeleton",
    "Source",
    "SourceFormat",
    "Standing",
    "Story",
    "Subscription",
    "Summary",
    "Validators",
]
