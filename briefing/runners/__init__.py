"""Ways to run the jobs. Today one: in this process, with threads."""

from briefing.runners.local import LocalRunner

__all__ = ["LocalRunner"]
