"""A sender to be killed: hands messages over, as the delivery job does, to a file that stands for the mail server."""

from __future__ import annotations

import os
import sys
from datetime import datetime

from briefing.adapters.store import open_store
from briefing.model import Receipt

__all__ = ["send_all"]


def send_all(database: str, mailbox: str, edition_id: str, now: datetime, owner: str) -> None:
    """Until nothing is due."""
    with (
        open_store(database, patience=20.0) as store,
        open(mailbox, "ab", buffering=0) as server,  # noqa: PTH123 - unbuffered: what was written has arrived
    ):
        print("begun", flush=True)
        while batch := store.ledger.claim(edition_id, owner, now, 20):
            for delivery in batch:
                if store.ledger.mark_in_flight(delivery, f"<{delivery.id}@example.org>", now):
                    server.write(f"{delivery.key.subscriber}\n".encode())
                    store.ledger.record(delivery, Receipt("accepted", "250 ok"), now)


if __name__ == "__main__":
    database, mailbox, edition_id, instant = sys.argv[1:]
    send_all(database, mailbox, edition_id, datetime.fromisoformat(instant), f"pid {os.getpid()}")
