"""The command line: one file a command group; nothing but arguments in and words out.

`--version` answers before anything heavy is imported.
"""

from __future__ import annotations

import sys

from briefing import __version__

__all__ = ["main"]


def main() -> None:
    """Entry point of the `briefing` command. Ends the process with a documented exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"briefing {__version__}")
        return
    try:
        from briefing.cli.root import run

        code = run()
    except KeyboardInterrupt:  # before there was anything to interrupt
        code = 130
    sys.exit(code)
