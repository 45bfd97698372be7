"""How our values lie in columns."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

__all__ = ["PackedBytes", "PackedText", "Serial", "Texts", "UtcDateTime"]

Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts rows by itself in INTEGER only


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware and UTC out. A naive datetime is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC: SQLite drops the zone, and compares the digits."""
        if value is None or value.tzinfo is UTC:
            return value
        if value.utcoffset() is None:
            raise ValueError(f"a time without zone is no instant: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Texts(TypeDecorator[tuple[str, ...]]):
    """Several texts, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """A JSON list."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """A tuple again."""
        return None if value is None else tuple(json.loads(value))


class PackedBytes(TypeDecorator[bytes]):
    """Bytes, compressed with zlib (RFC 1950). Reading spoilt ones raises zlib.error."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Compressed."""
        return None if value is None else zlib.compress(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Whole again."""
        return None if value is None else zlib.decompress(value)


class PackedText(TypeDecorator[str]):
    """Text, compressed likewise."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Compressed UTF-8."""
        return None if value is None else zlib.compress(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Text again."""
        return None if value is None else zlib.decompress(value).decode()
