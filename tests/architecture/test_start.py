"""The command starts quickly because it loads next to nothing until it knows what is asked of it."""

from __future__ import annotations

import subprocess
import sys


def test_help_loads_no_stage_no_store_and_no_configuration() -> None:
    code = "import sys, briefing.cli.root; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    ours = {name for name in loaded if name.startswith("briefing.") and not name.startswith("briefing.cli")}
    assert ours == {"briefing.errors"}
    assert not {"sqlalchemy", "pydantic", "yaml", "jinja2", "numpy", "trafilatura", "rich", "apscheduler"} & set(loaded)
