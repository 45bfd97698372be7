# ruff: noqa: E501 - sentences of articles
"""A web of one outlet with four reports of invented events, on 127.0.0.1; and a mail server that keeps what it gets."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope

from briefing.adapters.recorded import RecordedWeb

__all__ = ["NOW", "Postbox", "free_port", "mail_server", "write_desk", "write_web"]

NOW = "2026-11-23T06:00:00Z"

_REPORTS = {
    "Chad and Niger sign border accord after talks in Tunis": (
        "The foreign ministers of Chad and Niger signed an accord on Sunday that reopens four border crossings closed since March.",
        "Both governments will withdraw troops from a strip of twelve kilometers along the frontier by the end of January.",
        "The African Union will send forty observers, its peace and security council said after the ceremony in Tunis.",
        "Traders in both countries had lost about 300 million dollars since the crossings were closed, according to the two ministries.",
    ),
    "Philippines and Vietnam agree on joint patrols in South China Sea": (
        "The Philippines and Vietnam will patrol parts of the South China Sea together from February, their defense ministers announced in Hanoi.",
        "China’s foreign ministry called the agreement a provocation and summoned both ambassadors on Sunday evening.",
        "The patrols will involve six coast guard ships and will stay outside the waters that Beijing surrounds with its own vessels.",
        "Washington welcomed the accord, which the two governments had negotiated for more than a year.",
    ),
    "Moldova expels nine Russian diplomats over election interference": (
        "Moldova expelled nine Russian diplomats on Sunday and accused the embassy of paying for protests before the December election.",
        "The Kremlin denied the accusation and said it would answer in kind within a week.",
        "European Union ambassadors in Chisinau expressed support for the government after a meeting with the president.",
        "Investigators found the equivalent of two million euros in cash in a house outside the capital, prosecutors said.",
    ),
    "Peru and Ecuador send troops to shared frontier to stop smuggling of arms": (
        "Peru and Ecuador are sending 1,800 soldiers to their shared frontier to stop the smuggling of weapons, both presidents said on Sunday.",
        "The two armies will exchange intelligence for the first time since the war of 1995.",
        "Colombia’s government, which fights several armed groups near the same rivers, has asked to join the operation.",
        "Human rights groups in Quito and Lima warned that soldiers had been accused of abuses during earlier operations.",
    ),
}


def write_web(folder: Path) -> None:
    """The outlet's feed and pages, as RecordedWeb serves them; PORT is filled in by `serve`."""
    place = folder / "127.0.0.1"
    (place / "news").mkdir(parents=True)
    items = []
    for number, (headline, paragraphs) in enumerate(_REPORTS.items(), start=1):
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        page = (
            f"<!doctype html><html lang=en><head><title>{headline} | Tunis Herald</title></head><body><nav>Home World</nav>"
            f"<main><article><h1>{headline}</h1>\n{body}</article></main><footer>© Tunis Herald</footer></body></html>"
        )
        (place / "news" / f"{number}.html").write_text(page, encoding="utf-8")
        items.append(
            f"<item><title>{headline}</title><link>/news/{number}.html</link>"
            f"<pubDate>Sun, 22 Nov 2026 {10 + number}:00:00 GMT</pubDate><description>{paragraphs[0]}</description></item>"
        )
    feed = f'<rss version="2.0"><channel><title>Tunis Herald</title>{"".join(items)}</channel></rss>'
    (place / "feed.xml").write_text(feed, encoding="utf-8")


def write_desk(folder: Path, web: RecordedWeb, smtp: str, readers: int = 3) -> None:
    """Configuration of one daily briefing with this many readers, due five minutes before NOW."""
    port = web.connect_to["127.0.0.1"][1]
    config = folder / "config"
    config.mkdir(parents=True)
    way_out = f'smtp: {{url: "{smtp}"}}\n' if smtp else ""
    (config / "briefing.yaml").write_text(
        f"sender: {{name: World Briefing, email: briefing@example.org}}\n{way_out}"
        "collect: {allow_networks: [127.0.0.0/8]}\n"
        'briefings:\n  world: {title: World Briefing, days: daily, send_at: "05:55"}\n',
        encoding="utf-8",
    )
    (config / "sources.yaml").write_text(
        f'sources:\n  - {{url: "http://127.0.0.1:{port}/feed.xml", name: Tunis Herald, country: TN}}\n',
        encoding="utf-8",
    )
    lines = [f"  - {{email: reader{number}@example.org}}\n" for number in range(readers)]
    (config / "subscriptions.yaml").write_text("subscribers:\n" + "".join(lines), encoding="utf-8")


class Postbox:
    """Keeps what it is sent; `pause` is called before each message is accepted."""

    def __init__(self, pause: Callable[[], None] = lambda: None) -> None:
        self.letters: list[tuple[str, bytes]] = []
        self._pause = pause

    @property
    def recipients(self) -> list[str]:
        """Who was written to, sorted."""
        return sorted(recipient for recipient, _ in self.letters)

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:
        """Accepts the message."""
        self._pause()
        assert isinstance(envelope.content, bytes)
        self.letters += [(recipient, envelope.content) for recipient in envelope.rcpt_tos]
        return "250 kept"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def mail_server(box: Postbox, port: int) -> Iterator[str]:
    """The address of a mail server for the length of the block."""
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
