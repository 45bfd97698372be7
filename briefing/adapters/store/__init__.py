"""One store, seen from four sides: news, editions, ledger, locks. SQL stands nowhere else.

SQLite through SQLAlchemy Core; the queries keep to what PostgreSQL understands as well. Importing this package is
cheap: SQLAlchemy is loaded with the first store that is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store

__all__ = ["open_store"]


def open_store(url: str, patience: float = 5.0) -> Store:
    """Opens (makes, brings up to date) the store at a path or `sqlite:///` URL. Raises StoreError.

    `patience`: seconds to wait for another process that is writing. Close the store, or use it as a context manager.
    """
    from briefing.adapters.store.open import open_url

    return open_url(url, patience)
