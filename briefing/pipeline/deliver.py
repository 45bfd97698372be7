"""deliver(edition): hands the messages over, one durable ledger step before and one after each."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.headerregistry import Address
from urllib.parse import quote

from briefing.compose import fill
from briefing.errors import ChannelDown, StoreError
from briefing.model import Delivery, EditionRecord, Format, Receipt, Sender, Skeleton
from briefing.pipeline.jobs import Deliver, Outcome
from briefing.pipeline.services import Services
from briefing.ports import ChannelSession, Envelope

__all__ = ["deliver", "holes_for", "message_for", "message_id", "retry_at"]

_FIRST_PAUSE = timedelta(minutes=2)
_LONGEST_PAUSE = timedelta(hours=1)
_SAID = 3  # replies that a run tells; all of them are in the ledger


def deliver(job: Deliver, services: Services) -> Outcome:
    """Sends every due row of the edition. Nothing is claimed before the way out is open."""
    record = services.editions.edition(job.edition_id)
    if record is None:
        raise StoreError(job.edition_id, "no such edition in the store")
    counts: Counter[str] = Counter()
    replies: list[str] = []
    if services.ledger.open_count(record.id):
        try:
            for delivery, receipt in _handed_over(record, services):
                counts[receipt.state] += 1
                if receipt.state != "accepted":
                    replies.append(f"{delivery.key.subscriber}: {receipt.reply}")
        except ChannelDown as error:
            services.editions.set_edition_state(record.id, record.state, str(error))
            raise
    left = services.ledger.open_count(record.id)
    if not left:
        services.editions.set_edition_state(record.id, "done")
    word = "open" if left else "delivered" if counts["accepted"] or not counts else "not delivered"
    retry = None if not left else _FIRST_PAUSE.total_seconds()
    return Outcome(job, word, dict(counts) | {"open": left}, retry_in=retry, notice=_said(replies))


def _said(replies: Sequence[str]) -> str:
    """What the server said of the messages it did not take, the first few word for word."""
    more = f" … and {len(replies) - _SAID} more" if len(replies) > _SAID else ""
    return "; ".join(replies[:_SAID]) + more


def _handed_over(record: EditionRecord, services: Services) -> Iterator[tuple[Delivery, Receipt]]:
    """Every due row with what became of it. A row whose lease was lost is somebody else's."""
    with services.channel.open() as session:
        while batch := services.ledger.claim(
            record.id, services.settings.owner, services.clock.now(), services.settings.batch
        ):
            services.editions.set_edition_state(record.id, "sending")
            for delivery in batch:
                receipt = _hand_over(delivery, record, session, services)
                if receipt is not None:
                    yield delivery, receipt


def _hand_over(
    delivery: Delivery, record: EditionRecord, session: ChannelSession, services: Services
) -> Receipt | None:
    settings = services.settings
    ident = message_id(settings.secret, record.id, delivery, settings.sender.email)
    message = message_for(record, delivery, settings.sender, ident)
    if not services.ledger.mark_in_flight(delivery, ident, services.clock.now()):
        return None
    receipt = session.send(Envelope(settings.sender.email, delivery.key.subscriber), message)
    now = services.clock.now()
    services.ledger.record(delivery, receipt, now, _next_try(delivery, receipt, now))
    return receipt


def _next_try(delivery: Delivery, receipt: Receipt, now: datetime) -> datetime | None:
    """When the message goes out again, None where it does not: final, or nobody knows and the reader wants it held."""
    resent = receipt.state == "uncertain" and delivery.on_uncertain == "resend"
    return retry_at(delivery.attempts + 1, now) if receipt.state == "deferred" or resent else None


def retry_at(attempts: int, now: datetime) -> datetime:
    """After 2, 4, 8 … minutes, an hour at most."""
    return now + min(_FIRST_PAUSE * (1 << min(attempts - 1, 10)), _LONGEST_PAUSE)


def message_id(secret: str, edition_id: str, delivery: Delivery, sender: str) -> str:
    """HMAC of edition and recipient: the same message sent again carries the same Message-ID (RFC 5322, 3.6.4)."""
    key = delivery.key
    facts = f"{edition_id}\n{key.subscriber}\n{key.kind}\n{key.serial}"
    digest = hmac.new(secret.encode(), facts.encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def skeleton_for(record: EditionRecord, form: Format) -> Skeleton:
    """The edition's skeleton in this format."""
    return next(skeleton for skeleton in record.skeletons if skeleton.format == form)


def message_for(record: EditionRecord, delivery: Delivery, sender: Sender, ident: str) -> bytes:
    """The finished bytes for one reader: the same for the same reader, edition and secret."""
    return fill(skeleton_for(record, delivery.format), holes_for(record, delivery, sender, ident))


def holes_for(record: EditionRecord, delivery: Delivery, sender: Sender, ident: str) -> dict[str, str]:
    """What fills the skeleton's holes. Until there are public pages, unsubscribing is a mail to the sender."""
    local, _, domain = delivery.key.subscriber.rpartition("@")
    to = str(Address(delivery.name, local, domain)) if delivery.name else delivery.key.subscriber
    unsubscribe = f"mailto:{sender.reply_to or sender.email}?subject={quote('unsubscribe ' + record.key.briefing)}"
    return {
        "to": to,
        "message_id": ident,
        "list_unsubscribe": f"<{unsubscribe}>",
        "unsubscribe_text": unsubscribe,
        "unsubscribe_html": unsubscribe,
    }
