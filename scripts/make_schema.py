"""Makes config/schema/ from the keys that the program reads. Run: python scripts/make_schema.py [--check]"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.config import schemas

SCHEMA = Path(__file__).parents[1] / "config" / "schema"


def main() -> int:
    """Writes the schemas; with --check only tells which differ, exit status 1."""
    stale = []
    for name, text in schemas().items():
        path = SCHEMA / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    print("\n".join(stale) or "in order")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
