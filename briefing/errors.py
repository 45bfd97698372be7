"""The error tree. Whatever goes wrong is raised as the narrowest of these, `from` its cause.

BriefingError
├── ConfigError            a file of the user's is wrong: path:line:column            exit 3
├── TemplateError          a template cannot be rendered: file:line                   exit 3
├── Refused                we will not do it, and trying again will not help
│   ├── FetchRefused       address, scheme or robots.txt forbid it
│   ├── FetchGone          404, 410: there is nothing at this address
│   ├── NotAFeed           the answer is not a feed we can read
│   └── TooLarge           more bytes, entries or depth than we read
├── Transient              trying again later may help; the only kind that is retried
│   ├── FetchTimeout
│   ├── FetchFailed        connection broken, 5xx, 429; may carry `retry_after`
│   ├── ParseTimeout       the parser child was killed
│   └── ChannelDown        no mail server takes our messages
├── ParseFailed            the parser child could not read this page or feed
├── StoreError             the store cannot be read or written (full, read-only, locked)   exit 1
├── Locked                 another run holds the lock                                 exit 75
├── ProofFailed            a quoted sentence does not stand in its source             exit 8
├── TooFewStories          less than `min_stories`: nothing is sent                   exit 4
└── AllSourcesFailed       not one source answered                                    exit 5
"""

from __future__ import annotations

__all__ = [
    "AllSourcesFailed",
    "BriefingError",
    "ChannelDown",
    "ConfigError",
    "FetchFailed",
    "FetchGone",
    "FetchRefused",
    "FetchTimeout",
    "Locked",
    "NotAFeed",
    "ParseFailed",
    "ParseTimeout",
    "ProofFailed",
    "Refused",
    "StoreError",
    "TemplateError",
    "TooFewStories",
    "TooLarge",
    "Transient",
]


class BriefingError(Exception):
    """Root of the tree. `culprit` names the thing that failed (source, file, recipient), `reason` says how."""

    exit_code = 1

    def __init__(self, culprit: str, reason: str) -> None:
        super().__init__(f"{culprit}: {reason}" if culprit else reason)
        self.culprit = culprit
        self.reason = reason


class ConfigError(BriefingError):
    """The user's configuration is wrong; `reason` may hold several lines, one problem each."""

    exit_code = 3


class TemplateError(BriefingError):
    """A template cannot be read or rendered; `culprit` is file:line."""

    exit_code = 3


class Refused(BriefingError):
    """Not done, and not worth another try."""


class FetchRefused(Refused):
    """Forbidden by address, scheme or robots.txt."""


class FetchGone(Refused):
    """404 or 410, or another final 4xx."""


class NotAFeed(Refused):
    """The bytes are not a feed, or an empty one."""


class TooLarge(Refused):
    """More bytes, entries or nesting than is read."""


class Transient(BriefingError):
    """Worth another try, after `retry_after` seconds where the other side named them."""

    def __init__(self, culprit: str, reason: str, retry_after: float | None = None) -> None:
        super().__init__(culprit, reason)
        self.retry_after = retry_after


class FetchTimeout(Transient):
    """The answer did not come, or did not end, in time."""


class FetchFailed(Transient):
    """The connection broke, or the server said 5xx or 429."""


class ParseTimeout(Transient):
    """The parser child ran past its seconds or its memory and was killed."""


class ChannelDown(Transient):
    """No message can be handed over at present."""


class ParseFailed(BriefingError):
    """The parser child could not read this page or feed."""


class StoreError(BriefingError):
    """The store cannot be opened, read or written."""


class Locked(BriefingError):
    """Another run is at work on the same store."""

    exit_code = 75


class ProofFailed(BriefingError):
    """A sentence of the message does not stand word for word in its source."""

    exit_code = 8


class TooFewStories(BriefingError):
    """Fewer stories than the briefing asks for: nothing is sent."""

    exit_code = 4


class AllSourcesFailed(BriefingError):
    """No source at all could be read."""

    exit_code = 5
