"""The golden editions: what compose makes of those in tests/compose/editions.py, as files to read and to diff."""

from __future__ import annotations

from pathlib import Path

from briefing.compose import compose
from tests.compose.editions import BY_NAME, SENDER, templates
from tests.compose.reading import finished

__all__ = ["FOLDER", "golden_files"]

FOLDER = Path(__file__).parent


def golden_files() -> dict[str, bytes]:
    """Bytes by file name. The page has a line for each element, so that a diff shows what changed."""
    files = {}
    for name in ("normal", "one", "arabic", "mixed"):
        skeleton = compose(BY_NAME[name](), SENDER, templates(), "html")
        files[f"{name}.html"] = skeleton.html.replace("><", ">\n<").encode()
        files[f"{name}.txt"] = skeleton.text.encode()
    files["normal.eml"] = finished(compose(BY_NAME["normal"](), SENDER, templates(), "html"))
    return files
