"""The tables.

News is append-only: fetches and bodies (what servers answered), entries and articles (versions, each with the time
it was seen), misses (pages that could not be read). Standings and leases are overwritten; editions and deliveries
move from state to state. A change of a table is a new file in migrations/versions and a line in REVISIONS.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from briefing.adapters.store.columns import PackedBytes, PackedText, Serial, Texts, UtcDateTime

__all__ = [
    "OPEN_ROWS",
    "REVISIONS",
    "articles",
    "bodies",
    "deliveries",
    "editions",
    "entries",
    "fetches",
    "leases",
    "metadata",
    "misses",
    "skeletons",
    "standings",
]

REVISIONS = ("0001",)  # oldest first; the last is what this version of the program works with

# An uncertain row with a time for its next try waits for its resend. The index below holds open rows only, and a
# database uses it where a query says these very words: claiming stays quick when a million rows are done.
OPEN_ROWS = text(
    "(state IN ('planned', 'claimed', 'in_flight', 'deferred') OR (state = 'uncertain' AND next_try IS NOT NULL))"
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

standings = Table(
    "standings",
    metadata,
    Column("source_id", String, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("asked_at", UtcDateTime),
    Column("answered_at", UtcDateTime),
    Column("next_due", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("error", Text, nullable=False),
)

bodies = Table(  # packed by hand: it takes milliseconds, and is done before the writer's turn
    "bodies",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

fetches = Table(
    "fetches",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("url", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("sha256", String(64), ForeignKey("bodies.sha256"), nullable=False),
    Column("content_type", Text, nullable=False),
    UniqueConstraint("url", "at", "sha256"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("source_id", String, nullable=False),
    Column("url", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("published", UtcDateTime),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("guid", Text, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    UniqueConstraint("source_id", "url", "digest"),
    Index("ix_entries_url", "url"),
)

articles = Table(
    "articles",
    metadata,
    Column("row", Serial, primary_key=True),  # order of arrival, where two versions were seen at one instant
    Column("id", String, nullable=False, unique=True),
    Column("source_id", String, nullable=False),
    Column("publisher", String, nullable=False),
    Column("url", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("basis", String, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("published", UtcDateTime, nullable=False, index=True),
    Column("standfirst", Text, nullable=False),
    Column("paragraphs", Texts, nullable=False),
    Column("authors", Texts, nullable=False),
    Column("language", String, nullable=False),
    Column("dateline", Text, nullable=False),
    Column("caption", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Column("paywall", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "source_id", "url", "seen_at"),
)

misses = Table(
    "misses",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("source_id", String, nullable=False),
    Column("url", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("final", Boolean, nullable=False),
    Index(None, "source_id", "url"),
)

editions = Table(
    "editions",
    metadata,
    Column("id", String, primary_key=True),
    Column("briefing", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("press_time", UtcDateTime, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("built_at", UtcDateTime, nullable=False),
    Column("title", Text, nullable=False),
    Column("explanation", PackedText, nullable=False),
    Column("unproved", Text, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("version", String, nullable=False),
    Index(None, "briefing", "press_time"),
)

skeletons = Table(
    "skeletons",
    metadata,
    Column("edition_id", String, ForeignKey("editions.id"), primary_key=True),
    Column("place", Integer, primary_key=True),  # in the record's tuple
    Column("format", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("parts", PackedBytes, nullable=False),  # joined; `lengths` says where to cut
    Column("lengths", Text, nullable=False),
    Column("holes", Texts, nullable=False),
    Column("html", PackedText, nullable=False),
    Column("text", PackedText, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("briefing", String, nullable=False),
    Column("subscriber", String, nullable=False),
    Column("due_date", Date, nullable=False),
    Column("kind", String, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("edition_id", String, ForeignKey("editions.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("format", String, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("on_uncertain", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),  # times the message was about to be handed over
    Column("next_try", UtcDateTime),
    Column("owner", String, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("epoch", Integer, nullable=False),  # grows with every claim: an older owner can write no more
    Column("reply", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("updated_at", UtcDateTime),
    UniqueConstraint("briefing", "subscriber", "due_date", "kind", "serial"),
    Index(None, "edition_id", "id"),
)
Index(
    "ix_deliveries_open", deliveries.c.edition_id, deliveries.c.id, sqlite_where=OPEN_ROWS, postgresql_where=OPEN_ROWS
)

leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    Column("owner", Text, nullable=False),  # "" where nobody holds it
    Column("since", UtcDateTime),
    Column("until", UtcDateTime),
    Column("epoch", Integer, nullable=False),
)
