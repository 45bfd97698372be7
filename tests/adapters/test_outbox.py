"""The outbox: a folder that takes messages where there is no mail server."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.adapters.channels.outbox import OutboxChannel
from briefing.errors import ChannelDown
from briefing.ports import Envelope
from tests.adapters.test_store_file import outcome_in_a_child

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

MESSAGE = b"Subject: x\r\nMessage-ID: <1@example.org>\r\n\r\nMessage-ID: <not this one>\r\n"


def put(folder: Path, recipient: str, message: bytes = MESSAGE) -> str:
    with OutboxChannel(folder).open() as session:
        receipt = session.send(Envelope("briefing@example.org", recipient), message)
    assert receipt.state == "accepted"
    return receipt.reply


def test_the_receipt_says_where_the_message_lies(tmp_path: Path) -> None:
    reply = put(tmp_path / "new" / "outbox", "Ana.Maria@example.org")
    (path,) = (tmp_path / "new" / "outbox").iterdir()
    assert reply == f"written to {path}"
    assert path.name.startswith("ana.maria-at-example.org-")
    assert path.read_bytes() == MESSAGE


def test_the_same_message_twice_is_one_file_and_every_other_one_more(tmp_path: Path) -> None:
    assert put(tmp_path, "ana@example.org") == put(tmp_path, "ana@example.org")
    put(tmp_path, "omar@example.org")
    put(tmp_path, "ana@example.org", MESSAGE.replace(b"<1@", b"<2@"))
    put(tmp_path, "ana@example.org", b"Subject: no id\r\n\r\n")
    put(tmp_path, "ana+at@example.org")
    put(tmp_path, "ana-at@example.org")
    assert len(list(tmp_path.iterdir())) == 6


@given(st.text(max_size=300), st.binary(max_size=100))
@settings(max_examples=30, deadline=None)
def test_no_address_leads_out_of_the_folder(recipient: str, message: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "a" / "outbox"
        put(folder, recipient, message)
        assert [file.read_bytes() for file in folder.iterdir()] == [message]
        assert [path.name for path in (folder.parent, *folder.parent.iterdir())] == ["a", "outbox"]
        assert [file.suffix for file in folder.iterdir() if not file.name.startswith((".", "-"))] == [".eml"]


@pytest.mark.parametrize(
    "recipient", ["../../etc/passwd", "/etc/passwd", "..", ".", "a\x00b", "-rf@x", "~root", "con", ""]
)
def test_hostile_addresses_are_only_names(tmp_path: Path, recipient: str) -> None:
    put(tmp_path / "outbox", recipient)
    (path,) = (tmp_path / "outbox").iterdir()
    assert path.name.endswith(".eml")
    assert path.name[0] not in ".-~/"


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(ChannelDown, match="make this folder writable"), OutboxChannel(tmp_path / "file").open():
        pass
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)

        def as_nobody() -> None:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            with OutboxChannel(Path(folder)).open():
                pass

        assert outcome_in_a_child(as_nobody).startswith(f"ChannelDown: {folder}: cannot be written (Permission")


def test_a_disk_that_fills_defers_the_message_and_leaves_no_half_of_it(tmp_path: Path) -> None:
    import resource
    import signal

    def without_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        with OutboxChannel(tmp_path).open() as session:
            receipt = session.send(Envelope("briefing@example.org", "ana@example.org"), MESSAGE + b"x" * 9000)
        raise ChannelDown(receipt.state, receipt.reply)

    said = outcome_in_a_child(without_room)
    assert said.startswith(f"ChannelDown: deferred: {tmp_path}: cannot be written"), said
    assert list(tmp_path.iterdir()) == []
