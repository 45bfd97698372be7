"""The delivery job against a real mail server that loses its words, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from briefing.adapters.channels.smtp import SmtpChannel
from briefing.adapters.clock import HeldClock
from briefing.adapters.store import open_store
from briefing.errors import BriefingError, ChannelDown
from briefing.model import EditionRecord, OnUncertain, Sender, Skeleton
from briefing.pipeline import Deliver, Services, Settings, attempt
from tests.adapters.mailing import CLOSE, Mailing, mailing
from tests.contracts.nouns import NOON, a_planned, an_edition, later

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store

SKELETON = Skeleton(
    "", "html", "s", (b"Message-ID: ", b"\r\nTo: ", b"\r\n\r\nA treaty.\r\n"), ("message_id", "to"), "", ""
)


class _NoWeb:
    def feed(self, *asked: object) -> NoReturn:
        raise BriefingError("", "delivery fetches nothing")

    page = article = feed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "briefing.db")) as opened:
        yield opened


def planned(store: Store, *readers: str, on_uncertain: OnUncertain = "resend") -> EditionRecord:
    record = an_edition()
    record = replace(record, skeletons=(replace(SKELETON, edition_id=record.id),))
    store.editions.put_edition(record)
    store.ledger.plan([a_planned(record, reader, on_uncertain=on_uncertain) for reader in readers], NOON)
    return record


def services(store: Store, server: Mailing, now: datetime = NOON) -> Services:
    return Services(
        clock=HeldClock(now),
        fetcher=_NoWeb(),
        parser=_NoWeb(),
        channel=SmtpChannel(server.url(), patience=0.5, longest=1.0),
        news=store.news,
        editions=store.editions,
        ledger=store.ledger,
        sources={},
        templates={},
        settings=Settings(Sender("World Briefing", "briefing@example.org"), "me", "secret", "1"),
    )


def test_each_reader_gets_one_message_and_the_edition_is_done(store: Store) -> None:
    record = planned(store, "ana@example.org", "omar@example.org")
    with mailing() as server:
        for _ in range(2):
            assert attempt(Deliver(record.id), 1, services(store, server)).word == "delivered"
    assert len(server.arrived) == len(set(server.arrived)) == 2
    found = store.editions.edition(record.id)
    assert found is not None
    assert found.state == "done"


def test_a_message_whose_answer_was_lost_is_sent_again_with_the_same_bytes(store: Store) -> None:
    record = planned(store, "ana@example.org")
    with mailing({"dot": [CLOSE]}) as server:
        first = attempt(Deliver(record.id), 1, services(store, server))
        assert (first.word, first.figures) == ("open", {"uncertain": 1, "open": 1})
        assert [d.state for d in store.ledger.deliveries()] == ["uncertain"]
        assert attempt(Deliver(record.id), 2, services(store, server, later(minutes=1))).figures["open"] == 1
        again = attempt(Deliver(record.id), 3, services(store, server, later(minutes=3)))
        assert (again.word, again.figures) == ("delivered", {"accepted": 1, "open": 0})
    assert len(server.arrived) == 2
    assert server.arrived[0] == server.arrived[1]


def test_it_is_held_for_a_decision_where_its_reader_wants_that(store: Store) -> None:
    record = planned(store, "ana@example.org", on_uncertain="hold")
    with mailing({"dot": [CLOSE]}) as server:
        for minutes in (0, 3, 60):
            outcome = attempt(Deliver(record.id), 1, services(store, server, later(minutes=minutes)))
        assert outcome.word == "delivered"
    assert len(server.arrived) == 1
    assert [d.state for d in store.ledger.deliveries()] == ["uncertain"]


def test_readers_put_off_are_tried_again_and_those_refused_are_not(store: Store) -> None:
    record = planned(store, "ana@example.org", "omar@example.org", "kiran@example.org")
    with mailing({"dot": [b"451 4.3.0 later"]}) as server:
        outcome = attempt(Deliver(record.id), 1, services(store, server))
        assert outcome.figures["open"] == 3
        assert [d.reply for d in store.ledger.deliveries()] == ["451 4.3.0 later"] * 3
        server.says = {"RCPT": [b"550 5.1.1 no such user"]}
        outcome = attempt(Deliver(record.id), 2, services(store, server, later(minutes=5)))
    assert outcome.figures == {"refused": 3, "open": 0}


def test_nothing_is_claimed_where_no_server_takes_messages(store: Store) -> None:
    record = planned(store, "ana@example.org")
    with mailing({"greeting": b"554 5.7.1 go away"}) as server:
        outcome = attempt(Deliver(record.id), 1, services(store, server))
    assert isinstance(outcome.error, ChannelDown)
    assert outcome.retry_in
    assert [(d.state, d.epoch) for d in store.ledger.deliveries()] == [("planned", 0)]


def test_an_edition_past_its_time_is_reported_and_not_sent(store: Store) -> None:
    record = planned(store, "ana@example.org")
    with mailing() as server:
        attempt(Deliver(record.id), 1, services(store, server, NOON + timedelta(hours=5)))
    assert server.arrived == []
    assert [d.state for d in store.ledger.deliveries()] == ["expired"]
