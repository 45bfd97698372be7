"""deliver(edition): hands the messages over, one durable ledger step before and one after each."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from datetime import datetime, timedelta
from email.headerregistry import Address
from urllib.parse import quote

from briefing.compose import fill
from briefing.errors import StoreError
from briefing.model import Delivery, EditionRecord, Format, Receipt, Sender, Skeleton
from briefing.pipeline.jobs import Deliver, Outcome
from briefing.pipeline.services import Services
from briefing.ports import ChannelSession, Envelope

__all__ = ["deliver", "holes_for", "message_for", "message_id", "retry_at"]

_FIRST_PAUSE = timedelta(minutes=2)
_LONGEST_PAUSE = timedelta(hours=1)


def deliver(job: Deliver, services: Services) -> Outcome:
    """Sends every due row of the edition. Nothing is claimed before the way out is open."""
    record = services.editions.edition(job.edition_id)
    if record is None:
        raise StoreError(job.edition_id, "no such edition in the store")
    counts: Counter[str] = Counter()
    if services.ledger.open_count(record.id):
        with services.channel.open() as session:
            while batch := services.ledger.claim(
                record.id, services.settings.owner, services.clock.now(), services.settings.batch
            ):
                services.editions.set_edition_state(record.id, "sending")
                for delivery in batch:
                    counts[_hand_over(delivery, record, session, services)] += 1
    left = services.ledger.open_count(record.id)
    if not left:
        services.editions.set_edition_state(record.id, "done")
    retry = None if not left else _FIRST_PAUSE.total_seconds()
    return Outcome(job, "delivered" if not left else "open", dict(counts) | {"open": left}, retry_in=retry)


def _hand_over(delivery: Delivery, record: EditionRecord, session: ChannelSession, services: Services) -> str:
    settings = services.settings
    ident = message_id(settings.secret, record.id, delivery, settings.sender.email)
    message = message_for(record, delivery, settings.sender, ident)
    if not services.ledger.mark_in_flight(delivery, ident, services.clock.now()):
        return "lost lease"
    receipt = session.send(Envelope(settings.sender.email, delivery.key.subscriber), message)
    now = services.clock.now()
    services.ledger.record(delivery, receipt, now, _next_try(delivery, receipt, now))
    return receipt.state


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
