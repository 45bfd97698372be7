"""A real morning on recorded pages of 87 outlets, with every fault the web has, against a real SMTP server."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.acceptance.running import briefing
from tests.conftest import SHARED

pytestmark = pytest.mark.shared

NOW = "2026-11-21T06:00:00Z"
FAULTS = "slow 500 503 404 410 empty html loop far bomb endless reset badtype 304".split()


class Postbox:
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, bytes]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.letters += [(recipient, envelope.content) for recipient in envelope.rcpt_tos]
        return "250 kept"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture
def web() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, str(SHARED / "tools" / "replay.py"), "--hosts", "--port", str(port)], stderr=subprocess.PIPE
    )
    assert server.stderr is not None
    assert b"serves" in server.stderr.readline()
    yield port
    server.terminate()
    server.wait()
    server.stderr.close()


def stats(port: int) -> dict[str, int]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/stats", timeout=10) as answer:
        return {path: count for path, count in json.load(answer).items() if path != "/stats"}


def write_desk(folder: Path, web: int, smtp: int) -> None:
    config = folder / "config"
    config.mkdir()
    (config / "briefing.yaml").write_text(
        f"""
sender: {{name: World Briefing, email: briefing@example.org}}
smtp: {{url: "smtp://127.0.0.1:{smtp}"}}
storage: data/briefing.db
collect: {{allow_networks: [127.0.0.0/8]}}
briefings:
  world: {{title: World Briefing, days: daily, deliver_within: 6h}}
""",
        encoding="utf-8",
    )
    outlets = json.loads((SHARED / "data" / "web" / "index.json").read_text(encoding="utf-8"))
    lines = ["sources:"]
    for number, outlet in enumerate(outlets, start=1):
        url = f"http://127.0.1.{number}:{web}{outlet['feed']}"
        lines.append(f'  - {{url: "{url}", name: "{outlet["host"]}", country: "{outlet["country"].upper()}"}}')
    lines += [f'  - {{url: "http://127.0.0.1:{web}/fault/{kind}", name: "fault {kind}"}}' for kind in FAULTS]
    (config / "sources.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (config / "subscriptions.yaml").write_text(
        """
subscribers:
  - {email: ana@example.org, briefings: [world], timezone: Europe/Lisbon, send_at: "05:55"}
  - {email: omar@example.org, name: Omar, briefings: [world], timezone: Asia/Amman, send_at: "08:50"}
  - {email: kiran@example.org, briefings: [world], timezone: Asia/Kathmandu, send_at: "11:40", format: text}
""",
        encoding="utf-8",
    )


def test_each_reader_gets_one_message_and_faulty_feeds_cost_nothing(
    tmp_path: Path, web: int, postbox: tuple[Postbox, int]
) -> None:
    box, smtp = postbox
    write_desk(tmp_path, web, smtp)

    began = time.monotonic()
    first = briefing("once", "--now", NOW, cwd=tmp_path)
    assert first.code == 0, first.err
    assert time.monotonic() - began < 150
    assert sorted(recipient for recipient, _ in box.letters) == [
        "ana@example.org",
        "kiran@example.org",
        "omar@example.org",
    ]
    for recipient, letter in box.letters:
        kinds = [part.get_content_type() for part in message_from_bytes(letter, policy=policy.default).walk()]
        assert ("text/html" in kinds) == (recipient != "kiran@example.org")
    for kind in set(FAULTS) - {"badtype"}:
        assert f"fault-{kind}: failed" in first.err, kind
    assert "source fault-badtype: read" in first.err

    asked = stats(web)
    second = briefing("once", "--now", NOW, cwd=tmp_path)
    assert second.code == 0, second.err
    assert stats(web) == asked, "a second run at the same instant fetched something"
    assert len(box.letters) == 3

    later = briefing("once", "--now", "2026-11-21T07:00:00Z", cwd=tmp_path)
    assert later.err.count("not modified") == 88, later.err
    pages = {path: count for path, count in stats(web).items() if path.startswith("/pages/")}
    assert pages == {path: count for path, count in asked.items() if path.startswith("/pages/")}
    assert len(box.letters) == 3

    proved = briefing("verify", "--all", cwd=tmp_path)
    assert proved.code == 0, proved.err
    assert " proved" in proved.out
