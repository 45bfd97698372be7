"""The root command, and the one place where an error becomes words and an exit code."""

from __future__ import annotations

import os
import sys

import typer

from briefing.cli import build, check, collect, demo, init, preview, send, sources, stage, stories, verify
from briefing.cli.talk import complain
from briefing.errors import BriefingError

__all__ = ["app", "run"]

_INTERRUPTED = 130

app = typer.Typer(
    name="briefing",
    help="A daily foreign-affairs briefing by email, in which every sentence can be proved.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (init, demo, check, collect, build, preview, send, verify, stories, sources, stage):
    group.register(app)


def run() -> int:
    """Runs the command line; returns the exit code."""
    try:
        result = app(standalone_mode=False)
        code = result if isinstance(result, int) else 0
    except (typer.Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    except typer.TyperException as error:
        path = getattr(getattr(error, "ctx", None), "command_path", app.info.name)
        complain(f"{error.format_message().rstrip('.')}; see '{path} --help'")
        return 2
    except BriefingError as error:
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}; name another place, or make room there")
        return BriefingError.exit_code
    except Exception as error:
        if "BRIEFING_DEBUG" in os.environ:
            raise
        complain(f"unexpected {type(error).__name__} ({error}); BRIEFING_DEBUG=1 shows where, please report it")
        return BriefingError.exit_code
    if code == _INTERRUPTED:  # typer turns ^C into an exit code without a word
        complain("interrupted; nothing is lost, run the same command again to go on")
    return code
