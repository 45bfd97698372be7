"""SIGKILL in the middle of a morning: nobody is lost, and who may have it twice is known."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from briefing.adapters.store import open_store
from briefing.adapters.store.ledger import LEASE
from tests.contracts.nouns import NOON, a_planned, an_edition
from tests.contracts.sending import send_all

READERS = 400
KILLS = 3


def test_senders_killed_at_any_moment_lose_nobody_and_repeat_only_what_was_uncertain(tmp_path: Path) -> None:
    database, mailbox = str(tmp_path / "briefing.db"), tmp_path / "mailbox"
    record = an_edition()
    end = NOON + timedelta(days=1)
    with open_store(database) as store:
        store.editions.put_edition(record)
        rows = [a_planned(record, f"r{n}@example.org", expires_at=end) for n in range(READERS)]
        store.ledger.plan(rows, NOON)
    now, uncertain = NOON, 0
    for kill in range(KILLS):
        command = [sys.executable, "-m", "tests.contracts.sending", database, str(mailbox), record.id, now.isoformat()]
        sender = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert sender.stdout is not None
        sender.stdout.readline()
        enough = (mailbox.stat().st_size if mailbox.exists() else 0) + 1000 + 77 * kill
        while sender.poll() is None and (not mailbox.exists() or mailbox.stat().st_size < enough):
            time.sleep(0.0005)
        sender.kill()
        sender.wait()
        sender.stdout.close()
        with open_store(database) as store:
            left = list(store.ledger.deliveries(states=("in_flight",)))
        assert len(left) <= 1, "one message at a time is in flight"
        uncertain += len(left)
        now += LEASE
    send_all(database, str(mailbox), record.id, now, "the last one")

    arrived = Counter(mailbox.read_text(encoding="ascii").split())
    with open_store(database) as store:
        assert {d.state for d in store.ledger.deliveries()} == {"accepted"}
    assert len(arrived) == READERS
    assert sum(arrived.values()) - READERS <= uncertain <= KILLS
