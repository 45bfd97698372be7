"""One entry: what a feed wrote, made plain and believable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from briefing.collect.markup import line, paragraphs
from briefing.model import Entry
from briefing.text.clean import plain
from briefing.text.dates import parse
from briefing.text.urls import canonical

__all__ = ["MOST_ENTRIES", "Raw", "absolute", "entry_of"]

MOST_ENTRIES = 1_000
_LONGEST_TITLE = 500
_LONGEST_MARKUP = 20_000  # characters of a title that are looked at
_LONGEST_TEXT = 300_000  # and of a text
_LONGEST_URL = 2_000
_LONGEST_DATE = 60
_LONGEST_STANDFIRST = 120  # words; more than that is the article itself
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
_TAIL = re.compile(  # whole last paragraphs that a blogging program adds
    r"(?:The post .{1,300} appeared first on .{1,200}|(?:Read|Continue|Keep) (?:more|reading)\b.{0,200}|(?:\[…\]|…)\s*"
    r"(?:Read more|Continue reading).{0,200})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """An entry as written: links and dates in the order in which they are to be tried; texts may be markup."""

    title: str = ""
    links: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""
    guid: str = ""
    literal_title: bool = False  # "&amp;" in the title means just that (Atom, type="text")


def entry_of(raw: Raw, feed_url: str, now: datetime | None) -> Entry | None:
    """The entry, or None where no link leads to a web page."""
    link, url = next(((plain(link), found) for link in raw.links if (found := absolute(link, feed_url))), ("", ""))
    if not url:
        return None
    summary, content = _texts(raw)
    published, undated = _published(raw.dates, now)
    return Entry(
        url=url,
        title=_title(raw),
        published=published,
        summary=summary,
        content=content,
        guid=plain(raw.guid)[:_LONGEST_TITLE],
        link=link,
        undated=undated,
    )


def absolute(link: str, base: str) -> str:
    """The link resolved against the feed's address, otherwise as given; "" unless it leads to a web page."""
    try:
        url = urljoin(base, plain(link).replace(" ", "%20"))
        canonical(url)
    except ValueError:
        return ""
    return url if len(url) <= _LONGEST_URL and urlsplit(url).hostname else ""


def _title(raw: Raw) -> str:
    title = line(raw.title[:_LONGEST_MARKUP], entities=not raw.literal_title)
    if len(title) <= _LONGEST_TITLE:
        return title
    return (
        title[: _LONGEST_TITLE - 1].rpartition(" ")[0] + "…"
        if " " in title[:_LONGEST_TITLE]
        else title[:_LONGEST_TITLE]
    )


def _texts(raw: Raw) -> tuple[str, str]:
    """Standfirst and full text. A summary as long as an article, or the same as the full text, is no standfirst."""
    summary, content = (_without_tail(paragraphs(text[:_LONGEST_TEXT])) for text in (raw.summary, raw.content))
    words = sum(len(paragraph.split()) for paragraph in summary)
    if words > _LONGEST_STANDFIRST:
        return "", "\n\n".join(max(summary, content, key=lambda text: sum(map(len, text))))
    return " ".join(summary), "\n\n".join(content)


def _without_tail(found: tuple[str, ...]) -> tuple[str, ...]:
    while len(found) > 1 and _TAIL.fullmatch(found[-1]):
        found = found[:-1]
    return found


def _published(dates: tuple[str, ...], now: datetime | None) -> tuple[datetime | None, str]:
    """The first believable date; where there is none, why the first of them is not."""
    reasons = []
    for written in dates:
        moment = parse(written)
        if moment is None:
            reasons.append(f"not a date: {plain(written[:_LONGEST_DATE])}")
        elif moment < _EARLIEST:
            reasons.append(f"before 1990: {moment:%Y-%m-%d}")
        elif now is not None and moment > now + _AHEAD:
            reasons.append(f"in the future: {moment:%Y-%m-%d %H:%M}")
        else:
            return moment, ""
    return None, reasons[0] if reasons else "no date"
