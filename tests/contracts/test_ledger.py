"""What every ledger does: nobody twice, nobody forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.adapters.store.ledger import LEASE
from briefing.errors import StoreError
from briefing.model import Delivery, DeliveryKey, EditionRecord, OnUncertain, Receipt
from tests.contracts.nouns import NOON, a_planned, an_edition, later

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store
    from tests.contracts.conftest import Opening

OK = Receipt("accepted", "250 2.0.0 queued as 4711")
LATER = Receipt("deferred", "451 4.7.1 greylisted")
LOST = Receipt("uncertain", "connection lost")


@pytest.fixture
def edition(store: Store) -> EditionRecord:
    record = an_edition()
    store.editions.put_edition(record)
    return record


def plan(store: Store, edition: EditionRecord, readers: int = 1, on_uncertain: OnUncertain = "resend") -> None:
    rows = [a_planned(edition, f"r{number}@example.org", on_uncertain=on_uncertain) for number in range(readers)]
    assert store.ledger.plan(rows, NOON) == readers


def claim_one(store: Store, edition: EditionRecord, now: datetime = NOON, owner: str = "me") -> Delivery:
    (delivery,) = store.ledger.claim(edition.id, owner, now, 10)
    return delivery


def row(store: Store) -> Delivery:
    (delivery,) = store.ledger.deliveries()
    return delivery


def test_a_reader_has_one_regular_row_a_day_whatever_edition_it_is_for(store: Store, edition: EditionRecord) -> None:
    rebuilt = an_edition(press_time=later(5))
    store.editions.put_edition(rebuilt)
    assert store.ledger.plan([a_planned(edition), a_planned(edition)], NOON) == 1
    assert store.ledger.plan([a_planned(rebuilt), a_planned(rebuilt, "omar@example.org")], NOON) == 1
    assert [d.edition_id for d in store.ledger.deliveries()] == [edition.id, rebuilt.id]


def test_rows_by_hand_have_serials_of_their_own(store: Store, edition: EditionRecord) -> None:
    regular = a_planned(edition).key
    assert store.ledger.next_serial(regular) == 0
    for kind in ("manual", "test"):
        key = replace(regular, kind=kind)  # type: ignore[arg-type]
        for serial in (1, 2):
            assert store.ledger.next_serial(key) == serial
            numbered = replace(key, serial=serial)
            assert not store.ledger.has(numbered)
            assert store.ledger.plan([a_planned(edition, key=numbered)], NOON) == 1
            assert store.ledger.has(numbered)
    assert not store.ledger.has(regular)
    assert store.ledger.next_serial(replace(regular, kind="test", due_date=date(2026, 11, 24))) == 1


def test_nothing_is_planned_for_an_edition_that_is_not_stored(store: Store, edition: EditionRecord) -> None:
    with pytest.raises(StoreError):
        store.ledger.plan([a_planned(edition), a_planned(an_edition("other"), "b@example.org")], NOON)
    assert list(store.ledger.deliveries()) == []


def test_a_planned_row_comes_back_whole(store: Store, edition: EditionRecord) -> None:
    planned = a_planned(edition, name="Ana María", format="text", on_uncertain="hold")
    store.ledger.plan([planned], NOON)
    found = row(store)
    assert (found.key, found.name, found.format) == (planned.key, "Ana María", "text")
    assert (found.due_at, found.expires_at, found.on_uncertain) == (planned.due_at, planned.expires_at, "hold")
    assert (found.state, found.attempts, found.epoch) == ("planned", 0, 0)


def test_a_row_is_claimed_when_it_is_due_lowest_id_first(store: Store, edition: EditionRecord) -> None:
    plan(store, edition, 5)
    assert store.ledger.claim(edition.id, "me", later(-1), 10) == ()
    first = store.ledger.claim(edition.id, "me", NOON, 3)
    assert [d.key.subscriber for d in first] == ["r0@example.org", "r1@example.org", "r2@example.org"]
    assert {(d.state, d.owner, d.epoch, d.lease_until) for d in first} == {("claimed", "me", 1, NOON + LEASE)}
    assert len(store.ledger.claim(edition.id, "other", NOON, 10)) == 2
    assert store.ledger.claim(edition.id, "me", NOON, 10) == ()
    assert store.ledger.claim("world-unknown", "me", NOON, 10) == ()


def test_a_message_accepted_is_done(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    delivery = claim_one(store, edition)
    assert store.ledger.mark_in_flight(delivery, "<id@example.org>", NOON)
    assert row(store).state == "in_flight"
    assert store.ledger.open_count(edition.id) == 1
    assert store.ledger.record(delivery, OK, later(1))
    done = row(store)
    assert (done.state, done.reply, done.message_id, done.attempts) == ("accepted", OK.reply, "<id@example.org>", 1)
    assert (done.owner, done.lease_until, done.updated_at) == ("", None, later(1))
    assert store.ledger.open_count(edition.id) == 0
    assert store.ledger.editions_with_open_rows() == ()
    assert store.ledger.claim(edition.id, "me", later(200), 10) == ()


def test_a_message_is_handed_over_once_a_claim(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    delivery = claim_one(store, edition)
    assert store.ledger.mark_in_flight(delivery, "<id>", NOON)
    assert not store.ledger.mark_in_flight(delivery, "<id>", NOON)
    assert store.ledger.record(delivery, OK, NOON)
    assert not store.ledger.record(delivery, LATER, NOON, later(5))
    assert row(store).state == "accepted"


def test_a_deferred_message_is_tried_again_at_its_time_not_before(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    delivery = claim_one(store, edition)
    store.ledger.mark_in_flight(delivery, "<id>", NOON)
    assert store.ledger.record(delivery, LATER, NOON, later(10))
    assert store.ledger.open_count(edition.id) == 1
    assert store.ledger.editions_with_open_rows() == (edition.id,)
    assert store.ledger.claim(edition.id, "me", later(9), 10) == ()
    again = claim_one(store, edition, later(10))
    assert (again.reply, again.attempts, again.epoch) == (LATER.reply, 1, 2)
    assert store.ledger.mark_in_flight(again, "<id>", later(10))
    assert row(store).attempts == 2


def test_a_row_not_sent_in_its_time_expires_and_is_reported(store: Store, edition: EditionRecord) -> None:
    plan(store, edition, 2)
    first, _ = store.ledger.claim(edition.id, "me", NOON, 2)
    store.ledger.mark_in_flight(first, "<id>", NOON)
    store.ledger.record(first, LATER, NOON, later(500))
    assert store.ledger.claim(edition.id, "me", later(241), 10) == ()
    assert [(d.state, d.owner) for d in store.ledger.deliveries()] == [("expired", ""), ("expired", "")]
    assert store.ledger.open_count(edition.id) == 0


def test_a_claim_held_past_its_time_sends_nothing_more(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    delivery = claim_one(store, edition, later(239))
    assert not store.ledger.mark_in_flight(delivery, "<id>", later(241))


def test_a_row_exactly_at_its_end_is_still_sent(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    delivery = claim_one(store, edition, later(240))
    assert store.ledger.mark_in_flight(delivery, "<id>", later(240))


def test_a_lapsed_claim_goes_to_another_and_its_old_owner_writes_nothing(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    old = claim_one(store, edition)
    assert store.ledger.claim(edition.id, "other", NOON + LEASE - timedelta(seconds=1), 10) == ()
    new = claim_one(store, edition, NOON + LEASE, "other")
    assert not store.ledger.mark_in_flight(old, "<id>", NOON + LEASE)
    assert not store.ledger.record(old, OK, NOON + LEASE)
    assert store.ledger.mark_in_flight(new, "<id>", NOON + LEASE)
    assert not store.ledger.record(old, OK, NOON + LEASE)
    assert store.ledger.record(new, OK, NOON + LEASE)


def test_the_same_owner_with_an_older_claim_writes_nothing_either(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    old = claim_one(store, edition)
    claim_one(store, edition, NOON + LEASE)
    assert not store.ledger.mark_in_flight(old, "<id>", NOON + LEASE)


def test_a_message_in_flight_when_its_sender_died_is_sent_again_where_the_reader_wants_that(
    store: Store, edition: EditionRecord
) -> None:
    plan(store, edition)
    store.ledger.mark_in_flight(claim_one(store, edition), "<id>", NOON)
    assert store.ledger.claim(edition.id, "other", later(1), 10) == ()
    again = claim_one(store, edition, later(5), "other")
    assert "noted" in again.reply
    assert store.ledger.mark_in_flight(again, "<id>", later(5))
    assert store.ledger.record(again, OK, later(5))


def test_it_is_held_for_a_decision_where_the_reader_does_not(store: Store, edition: EditionRecord) -> None:
    plan(store, edition, on_uncertain="hold")
    old = claim_one(store, edition)
    store.ledger.mark_in_flight(old, "<id>", NOON)
    assert store.ledger.claim(edition.id, "other", later(5), 10) == ()
    assert (row(store).state, row(store).message_id) == ("uncertain", "<id>")
    assert store.ledger.open_count(edition.id) == 0
    assert not store.ledger.record(old, OK, later(5))
    assert store.ledger.claim(edition.id, "other", later(50), 10) == ()


def test_a_message_in_flight_past_its_time_is_uncertain_never_expired(store: Store, edition: EditionRecord) -> None:
    plan(store, edition)
    store.ledger.mark_in_flight(claim_one(store, edition), "<id>", NOON)
    assert store.ledger.claim(edition.id, "other", later(241), 10) == ()
    assert row(store).state == "uncertain"


@pytest.mark.parametrize(("on_uncertain", "open_rows"), [("resend", 1), ("hold", 0)])
def test_a_message_whose_answer_was_lost_waits_for_its_resend(
    store: Store, edition: EditionRecord, on_uncertain: OnUncertain, open_rows: int
) -> None:
    plan(store, edition, on_uncertain=on_uncertain)
    delivery = claim_one(store, edition)
    store.ledger.mark_in_flight(delivery, "<id>", NOON)
    assert store.ledger.record(delivery, LOST, NOON, later(2))
    assert row(store).state == "uncertain"
    assert store.ledger.open_count(edition.id) == open_rows
    assert store.ledger.claim(edition.id, "me", later(1), 10) == ()
    assert len(store.ledger.claim(edition.id, "me", later(2), 10)) == open_rows


def test_rows_that_expire_do_not_hide_those_that_are_due(store: Store, edition: EditionRecord) -> None:
    early = [a_planned(edition, f"e{n}@example.org", expires_at=later(1)) for n in range(30)]
    store.ledger.plan([*early, a_planned(edition, "last@example.org")], NOON)
    assert [d.key.subscriber for d in store.ledger.claim(edition.id, "me", later(2), 5)] == ["last@example.org"]


def test_open_editions_come_oldest_first(store: Store) -> None:
    for minutes in (10, 0, 5):
        record = an_edition(f"b{minutes}", later(minutes))
        store.editions.put_edition(record)
        store.ledger.plan([a_planned(record)], NOON)
    assert [i.partition("-")[0] for i in store.ledger.editions_with_open_rows()] == ["b0", "b5", "b10"]


def test_rows_are_listed_by_id_filtered_any_number_of_them(store: Store, edition: EditionRecord) -> None:
    plan(store, edition, 2500)
    (first,) = store.ledger.claim(edition.id, "me", NOON, 1)
    store.ledger.mark_in_flight(first, "<id>", NOON)
    store.ledger.record(first, OK, NOON)
    listed = list(store.ledger.deliveries(edition.id))
    assert [d.id for d in listed] == sorted({d.id for d in listed})
    assert len(listed) == 2500
    assert [d.key.subscriber for d in store.ledger.deliveries(states=("accepted",))] == ["r0@example.org"]
    assert len(list(store.ledger.deliveries(since=date(2026, 11, 23)))) == 2500
    assert list(store.ledger.deliveries(since=date(2026, 11, 24))) == []
    assert list(store.ledger.deliveries("world-unknown")) == []


def test_two_runs_never_claim_the_same_row(opening: Opening) -> None:
    stores = [opening(), opening()]
    record = an_edition()
    stores[0].editions.put_edition(record)
    plan(stores[0], record, 400)
    taken: list[int] = []

    def work(number: int) -> None:
        while batch := stores[number % 2].ledger.claim(record.id, f"run {number}", NOON, 7):
            taken.extend(delivery.id for delivery in batch)

    threads = [Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 400


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("claim", "send", "die", "wait")),
        st.integers(0, 1),
        st.sampled_from(("accepted", "deferred", "refused", "uncertain")),
    ),
    max_size=40,
)


@given(steps=STEPS, hold=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_two_runs_do_nobody_gets_a_message_that_nobody_lists_as_uncertain_twice(
    store: Store, steps: list[tuple[str, int, str]], hold: bool
) -> None:
    record = an_edition(f"b{len(list(store.editions.editions(limit=10_000)))}")
    store.editions.put_edition(record)
    key = DeliveryKey(record.key.briefing, "ana@example.org", date(2026, 11, 23))
    end = NOON + timedelta(days=1)
    store.ledger.plan([a_planned(record, key=key, expires_at=end, on_uncertain="hold" if hold else "resend")], NOON)
    now, held, arrived, doubts = NOON, [list[Delivery](), list[Delivery]()], 0, 0
    for step, run, state in steps:
        if step == "claim":
            held[run] += store.ledger.claim(record.id, f"run {run}", now, 5)
        elif step == "wait":
            now += timedelta(seconds=61)
        for delivery in held[run] if step in ("send", "die") else ():
            if not store.ledger.mark_in_flight(delivery, "<id>", now):
                continue
            if step == "die":  # after the last dot, before the note
                arrived, doubts = arrived + 1, doubts + 1
                continue
            receipt = Receipt(state, "reply")  # type: ignore[arg-type]
            arrived += state in ("accepted", "uncertain")
            doubts += state == "uncertain"
            assert store.ledger.record(delivery, receipt, now, now + timedelta(seconds=30))
        if step in ("send", "die"):
            held[run] = []
    assert arrived <= doubts + 1
    assert arrived <= 1 or not hold
    final = [d for d in store.ledger.deliveries(record.id) if d.state in ("accepted", "refused")]
    assert not (final and store.ledger.claim(record.id, "third", now + timedelta(hours=1), 5))
