"""What every way out of the house does."""

from __future__ import annotations

import inspect
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as Received

from briefing.adapters.channels.outbox import OutboxChannel
from briefing.adapters.channels.smtp import SmtpChannel
from briefing.adapters.store.ledger import LEASE
from briefing.ports import Channel, Envelope

Arrived = Callable[[], list[bytes]]


class Postbox:
    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Received) -> str:
        assert isinstance(envelope.original_content, bytes)
        self.letters.append(envelope.original_content)
        return "250 kept"


@pytest.fixture(params=["smtp", "outbox"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Channel, Arrived]]:
    """A channel, and what has come out at its end."""
    if request.param == "outbox":
        yield OutboxChannel(tmp_path), lambda: [path.read_bytes() for path in sorted(tmp_path.glob("*.eml"))]
        return
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield SmtpChannel(f"smtp://127.0.0.1:{port}"), lambda: box.letters
    controller.stop()


def a_message(number: int) -> bytes:
    return (
        f"Message-ID: <{number}@example.org>\r\nSubject: x\r\n\r\n.\r\n..two dots\r\nSanctions =C3=A9\r\n".encode()
        + b"x" * 990
        + b"\r\n"
    )


def test_a_message_comes_out_as_the_bytes_that_went_in(way: tuple[Channel, Arrived]) -> None:
    channel, arrived = way
    with channel.open() as session:
        for number in range(3):
            receipt = session.send(Envelope("briefing@example.org", "ana@example.org"), a_message(number))
            assert receipt.state == "accepted"
            assert receipt.reply
    assert sorted(arrived()) == [a_message(number) for number in range(3)]


def test_a_way_out_can_be_opened_again(way: tuple[Channel, Arrived]) -> None:
    channel, arrived = way
    for number in range(2):
        with channel.open() as session:
            session.send(Envelope("briefing@example.org", "ana@example.org"), a_message(number))
    with channel.open():
        pass
    assert len(arrived()) == 2


def test_a_message_is_settled_before_its_lease_in_the_ledger_lapses() -> None:
    longest = inspect.signature(SmtpChannel).parameters["longest"].default
    assert longest + 15 < LEASE.total_seconds()
