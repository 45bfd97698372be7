"""What every store of editions does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from briefing.errors import StoreError
from briefing.model import DeliveryKey, DeliveryKind, Receipt
from tests.contracts.nouns import NOON, a_planned, an_edition, later

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store


def test_an_edition_comes_back_with_every_byte_of_its_skeletons(store: Store) -> None:
    record = an_edition()
    store.editions.put_edition(record)
    assert store.editions.edition(record.id) == record
    assert store.editions.edition("world-unknown") is None


def test_an_edition_may_be_built_again_until_its_delivery_has_begun(store: Store) -> None:
    record = an_edition()
    store.editions.put_edition(record)
    store.ledger.plan([a_planned(record)], NOON)
    again = replace(record, title="Built again", skeletons=record.skeletons[:1])
    store.editions.put_edition(again)
    assert store.editions.edition(record.id) == again
    store.ledger.claim(record.id, "me", NOON, 10)
    with pytest.raises(StoreError, match="its delivery has begun"):
        store.editions.put_edition(record)
    assert store.editions.edition(record.id) == again


def test_an_edition_moves_from_state_to_state_and_an_unknown_one_does_not(store: Store) -> None:
    record = an_edition()
    store.editions.put_edition(record)
    store.editions.set_edition_state(record.id, "held", "one quotation failed")
    assert store.editions.edition(record.id) == replace(record, state="held", reason="one quotation failed")
    with pytest.raises(StoreError, match="no edition"):
        store.editions.set_edition_state("world-unknown", "done")


def test_editions_are_listed_newest_first_of_one_briefing_where_named(store: Store) -> None:
    for day in range(3):
        store.editions.put_edition(an_edition("world", NOON + timedelta(days=day)))
    store.editions.put_edition(an_edition("mideast", NOON + timedelta(days=1)))
    listed = store.editions.editions()
    assert [r.key.press_time for r in listed] == sorted((r.key.press_time for r in listed), reverse=True)
    assert [r.key.briefing for r in listed] == ["world", "mideast", "world", "world"]
    assert len(store.editions.editions("world")) == 3
    assert len(store.editions.editions(limit=2)) == 2
    assert store.editions.editions("unknown") == ()


def sent(store: Store, days: int, kind: DeliveryKind = "regular", reply: Receipt | None = None) -> None:
    """An edition of so many days after NOON, handed over to Ana; planned only where there is no reply."""
    press_time = NOON + timedelta(days=days)
    record = an_edition(press_time=press_time)
    store.editions.put_edition(record)
    key = DeliveryKey("world", "ana@example.org", date(2026, 11, 23) + timedelta(days=days), kind, kind != "regular")
    expires = press_time + timedelta(hours=4)
    store.ledger.plan([a_planned(record, key=key, due_at=press_time, expires_at=expires)], press_time)
    if reply:
        (delivery,) = store.ledger.claim(record.id, "me", press_time, 10)
        assert store.ledger.mark_in_flight(delivery, "<id>", press_time)
        assert store.ledger.record(delivery, reply, press_time)


def test_a_readers_next_edition_begins_where_the_last_one_sent_ended(store: Store) -> None:
    assert store.editions.previous_press_time("world", "ana@example.org") is None
    sent(store, 0, reply=Receipt("accepted", "250 ok"))
    assert store.editions.previous_press_time("world", "ana@example.org") == NOON
    sent(store, 1, reply=Receipt("refused", "550 no such user"))
    sent(store, 2)
    assert store.editions.previous_press_time("world", "ana@example.org") == NOON
    sent(store, 3, reply=Receipt("uncertain", "connection lost"))
    assert store.editions.previous_press_time("world", "ana@example.org") == NOON + timedelta(days=3)
    assert store.editions.previous_press_time("mideast", "ana@example.org") is None
    assert store.editions.previous_press_time("world", "omar@example.org") is None


@pytest.mark.parametrize("kind", ["test", "manual"])
def test_an_edition_sent_by_hand_does_not_move_the_readers_window(store: Store, kind: DeliveryKind) -> None:
    sent(store, 0, reply=Receipt("accepted", "250 ok"))
    sent(store, 1, kind, Receipt("accepted", "250 ok"))
    assert store.editions.previous_press_time("world", "ana@example.org") == NOON


def test_an_expired_edition_leaves_its_stories_to_the_next(store: Store) -> None:
    record = an_edition()
    store.editions.put_edition(record)
    store.ledger.plan([a_planned(record)], NOON)
    assert store.ledger.claim(record.id, "me", later(minutes=241), 10) == ()
    assert store.editions.previous_press_time("world", "ana@example.org") is None
