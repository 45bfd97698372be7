"""What was gathered: append-only, but for each source's standing."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, func, or_, select

from briefing.adapters.store.database import Database
from briefing.adapters.store.tables import articles, bodies, entries, fetches, misses, standings
from briefing.errors import StoreError
from briefing.model import Article, Entry, Fetched, Standing, Validators

__all__ = ["News"]

_TRIES = 3  # pages that failed so often are not asked for again
_AT_ONCE = 500  # addresses in one query
_UNSTORED = ("link", "undated")  # of an entry: what only its reader needs to know


class News:
    """Fulfils ports.NewsStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standings(self) -> Mapping[str, Standing]:
        """By source id, in its order; sources never asked are absent."""
        with self._database.reading() as connection:
            rows = connection.execute(select(standings).order_by(standings.c.source_id)).all()
        return {row.source_id: _standing(row) for row in rows}

    def put_standing(self, standing: Standing) -> None:
        """Replaces the source's standing."""
        insert = self._database.insert(standings).values(
            source_id=standing.source_id,
            etag=standing.validators.etag,
            last_modified=standing.validators.last_modified,
            asked_at=standing.asked_at,
            answered_at=standing.answered_at,
            next_due=standing.next_due,
            failures=standing.failures,
            error=standing.error,
        )
        changed = {column.name: insert.excluded[column.name] for column in standings.c if not column.primary_key}
        with self._database.writing() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["source_id"], set_=changed))

    def keep(self, fetched: Fetched) -> None:
        """Stores the bytes as fetched, once per hash, with address and time. The same answer again is ignored."""
        sha256, packed = fetched.sha256, zlib.compress(fetched.body)
        body = {"sha256": sha256, "size": len(fetched.body), "packed": packed}
        fetch = {"url": fetched.url, "at": fetched.at, "sha256": sha256, "content_type": fetched.content_type}
        with self._database.writing() as connection:
            connection.execute(self._database.insert(bodies).on_conflict_do_nothing(), body)
            connection.execute(self._database.insert(fetches).on_conflict_do_nothing(), fetch)

    def fetched(self, url: str, by: datetime) -> tuple[Fetched, ...]:
        """Every kept answer of this address up to and including `by`, newest first.

        Raises StoreError where stored bytes are no longer those that were fetched: their hash tells.
        """
        return self._answers(fetches.c.url == url, fetches.c.at <= by)

    def answer(self, url: str, at: datetime) -> Fetched | None:
        """The kept answer of this address at just this time, the last one of several; None where there is none."""
        return next(iter(self._answers(fetches.c.url == url, fetches.c.at == at)), None)

    def _answers(self, *which: ColumnElement[bool]) -> tuple[Fetched, ...]:
        query = select(fetches).where(*which)
        hashes = select(fetches.c.sha256).where(*which)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(fetches.c.at.desc(), fetches.c.id.desc())).all()
            packed = connection.execute(select(bodies.c.sha256, bodies.c.packed).where(bodies.c.sha256.in_(hashes)))
            whole = {row.sha256: self._unpacked(row.sha256, row.packed) for row in packed}
        return tuple(Fetched(row.url, row.at, whole[row.sha256], row.content_type) for row in rows)

    def sightings(self, url: str, by: datetime) -> tuple[tuple[str, datetime], ...]:
        """Source and time of each version of an entry with this address that was seen by `by`, newest first."""
        query = select(entries.c.source_id, entries.c.seen_at).where(entries.c.url == url, entries.c.seen_at <= by)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(entries.c.seen_at.desc(), entries.c.source_id)).all()
        return tuple((row.source_id, row.seen_at) for row in rows)

    def put_entries(self, source_id: str, found: Sequence[Entry], seen_at: datetime) -> tuple[Entry, ...]:
        """Stores entries that are new or changed; returns those whose address this source never had before.

        Of entries with one address only the first counts.
        """
        by_url = {entry.url: entry for entry in reversed(found)}
        first = [entry for entry in found if by_url[entry.url] is entry]
        digests = [_digest(entry) for entry in first]
        with self._database.writing() as connection:
            known = _known(connection, source_id, [entry.url for entry in first])
            rows = [
                _columns(entry) | {"source_id": source_id, "digest": digest, "seen_at": seen_at}
                for entry, digest in zip(first, digests, strict=True)
                if digest not in known.get(entry.url, ())
            ]
            if rows:
                connection.execute(self._database.insert(entries).on_conflict_do_nothing(), rows)
        return tuple(entry for entry in first if entry.url not in known)

    def waiting(self, source_id: str) -> tuple[Entry, ...]:
        """Newest version of each entry of this source whose page was not read yet and failed fewer than three times.

        In the order in which they were first stored. A final miss ends the waiting at once; an article that rests on
        the feed alone does not.
        """
        failed = select(func.count()).select_from(misses).where(_same_page(misses))
        done = [
            select(articles.c.row).where(_same_page(articles), articles.c.basis == "page").exists(),
            select(misses.c.id).where(_same_page(misses), misses.c.final).exists(),
        ]
        newer = entries.alias()
        newest = ~select(newer.c.id).where(_newer(entries, newer, "id")).exists()
        query = select(entries).where(
            entries.c.source_id == source_id, newest, *(~each for each in done), failed.scalar_subquery() < _TRIES
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(entries.c.id)).all()
        return tuple(Entry(row.url, row.title, row.published, row.summary, row.content, row.guid) for row in rows)

    def put_article(self, article: Article) -> None:
        """Stores one version of an article. The same id again is ignored."""
        with self._database.writing() as connection:
            connection.execute(self._database.insert(articles).on_conflict_do_nothing(), asdict(article))

    def put_miss(self, source_id: str, url: str, at: datetime, reason: str, final: bool) -> None:
        """Records that a page could not be read; `final` ends further tries."""
        miss = {"source_id": source_id, "url": url, "at": at, "reason": reason, "final": final}
        with self._database.writing() as connection:
            connection.execute(self._database.insert(misses), miss)

    def articles(self, since: datetime, by: datetime, late: timedelta = timedelta(0)) -> tuple[Article, ...]:
        """Newest version, among those seen by `by`, of each article; of these the ones published in (since, by].

        Those published up to `late` before `since` count too where no version of them was seen by then. By
        (published, id). An article is an address within a source: versions differ in id, not in these two.
        """
        newer, older = articles.alias(), articles.alias()
        newest = ~select(newer.c.row).where(_newer(articles, newer, "row"), newer.c.seen_at <= by).exists()
        same = and_(older.c.source_id == articles.c.source_id, older.c.url == articles.c.url)
        unseen = ~select(older.c.row).where(same, older.c.seen_at <= since).exists()
        query = select(articles).where(
            articles.c.published > since - late,
            or_(articles.c.published > since, unseen),
            articles.c.published <= by,
            articles.c.seen_at <= by,
            newest,
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(articles.c.published, articles.c.id)).all()
        return tuple(_article(row) for row in rows)

    def _unpacked(self, sha256: str, packed: bytes) -> bytes:
        body = zlib.decompress(packed)
        if hashlib.sha256(body).hexdigest() != sha256:
            reason = f"holds bytes that are not those that were fetched (SHA-256 {sha256}); restore a backup"
            raise StoreError(self._database.place, reason)
        return body


def _same_page(other: FromClause) -> ColumnElement[bool]:
    return and_(other.c.source_id == entries.c.source_id, other.c.url == entries.c.url)


def _newer(table: FromClause, other: FromClause, row: str) -> ColumnElement[bool]:
    """`other` is a later version of the same page than `table`; `row` decides where both were seen at one instant."""
    return and_(
        other.c.source_id == table.c.source_id,
        other.c.url == table.c.url,
        or_(
            other.c.seen_at > table.c.seen_at,
            and_(other.c.seen_at == table.c.seen_at, other.c[row] > table.c[row]),
        ),
    )


def _known(connection: Connection, source_id: str, urls: Sequence[str]) -> dict[str, set[str]]:
    """Digests of the stored versions of these addresses."""
    found: dict[str, set[str]] = {}
    for some in _slices(urls):
        query = select(entries.c.url, entries.c.digest).where(entries.c.source_id == source_id, entries.c.url.in_(some))
        for row in connection.execute(query):
            found.setdefault(row.url, set()).add(row.digest)
    return found


def _slices(urls: Sequence[str]) -> Iterator[Sequence[str]]:
    return (urls[start : start + _AT_ONCE] for start in range(0, len(urls), _AT_ONCE))


def _columns(entry: Entry) -> dict[str, object]:
    return {name: value for name, value in asdict(entry).items() if name not in _UNSTORED}


def _digest(entry: Entry) -> str:
    published = entry.published.isoformat() if entry.published else ""
    facts = (entry.title, published, entry.summary, entry.content, entry.guid)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _standing(row: Row[tuple[object, ...]]) -> Standing:
    return Standing(
        source_id=row.source_id,
        validators=Validators(row.etag, row.last_modified),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        next_due=row.next_due,
        failures=row.failures,
        error=row.error,
    )


def _article(row: Row[tuple[object, ...]]) -> Article:
    stored = row._mapping
    return Article(**{name: stored[name] for name in Article.__slots__})
