"""make bench-compose: a forty-story edition from stories to the message with holes, and one more recipient.

The peer builds the same message for each recipient with the standard library's EmailMessage. Every round composes
stories of its own, so that nothing remembered from the round before helps.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from benchmarks.report import Figure, report
from briefing.app import templates
from briefing.compose import compose, fill
from briefing.model import (
    Article,
    Coverage,
    Edition,
    EditionKey,
    Piece,
    Profile,
    Scored,
    Sender,
    Sentence,
    Skeleton,
    Source,
    Story,
    Summary,
)

__all__ = ["main"]

_ROUNDS = 20
_RECIPIENTS = 2000
_STORIES = 40
_PRESS = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
_SENDER = Sender("World Briefing", "briefing@example.org", "desk@example.org")
_OUTLETS = ("Halden Wire", "Meridian Post", "Radio Gotthard", "Amman Courier", "Bogotá Observer")
_REGIONS = ("africa", "americas", "asia-pacific", "europe", "middle-east")
_SOURCES = {
    name: Source(name, f"https://{place}.example.org/feed", name, name, code, ownership="family trust")
    for place, (name, code) in enumerate(zip(_OUTLETS, ("NO", "GB", "CH", "JO", "CO"), strict=True))
}


def _piece(number: int, round_: int) -> Piece:
    sentences = (
        f"Envoys of the two neighbours met for the {number}th time on Sunday and left the hall without a statement.",
        f"“We are {round_} paragraphs apart,” said a diplomat who has sat at the table since the talks began in May.",
    )
    text = " ".join(sentences)
    articles = tuple(
        Article(
            id=f"{number}.{copy}",
            source_id=outlet,
            publisher=outlet,
            url=f"https://{copy}.example.org/world/2026/11/22/round-{round_}/talks-{number}.html",
            headline=f"Talks between neighbours go into round {number} as winter nears",
            basis="page",
            seen_at=_PRESS,
            published=_PRESS - timedelta(minutes=17 * number),
            paragraphs=(text,),
        )
        for copy, outlet in enumerate(_OUTLETS[number % 3 : number % 3 + 3])
    )
    quoted = tuple(Sentence(s, articles[0].id, text.index(s), text.index(s) + len(s)) for s in sentences)
    story = Story(f"s{number}", articles, tuple(sorted(a.publisher for a in articles)))
    scored = Scored(story, 100.0 - number, {}, "3 independent publishers · Norway, Iceland")
    return Piece(number, scored, Summary(quoted), "" if number == 1 else _REGIONS[(number - 2) // 8])


def _edition(round_: int) -> Edition:
    profile = Profile("world", "World Briefing", stories=_STORIES, words=9_000)
    key = EditionKey("world", profile.key, _PRESS - timedelta(days=1), _PRESS)
    pieces = tuple(_piece(number, round_) for number in range(1, _STORIES + 1))
    return Edition(key, profile, pieces, (), Coverage(41, ("Radio Baltica",), 612, 0), _SOURCES)


def _holes(number: int) -> dict[str, str]:
    link = f"mailto:desk@example.org?subject=unsubscribe%20world%20{number}"
    return {
        "to": f"Reader {number} <reader{number}@example.org>",
        "message_id": f"<{number:032x}@example.org>",
        "list_unsubscribe": f"<{link}>",
        "unsubscribe_text": link,
        "unsubscribe_html": link,
    }


def _peer(skeleton: Skeleton, holes: dict[str, str]) -> bytes:
    message = EmailMessage(policy=SMTP.clone(max_line_length=998))
    message["From"] = f"{_SENDER.name} <{_SENDER.email}>"
    message["To"] = holes["to"]
    message["Subject"] = skeleton.subject
    message["Message-ID"] = holes["message_id"]
    message["List-Unsubscribe"] = holes["list_unsubscribe"]
    message.set_content(skeleton.text, cte="quoted-printable")
    message.add_alternative(skeleton.html, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _median(action: Callable[[int], object], rounds: int) -> float:
    """Milliseconds, the first round left out: it loads the libraries and compiles the templates."""
    taken = []
    for number in range(rounds + 1):
        began = time.perf_counter()
        action(number)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[1:])


def main() -> None:
    """Medians; the peer runs between our two measures, on the same machine in the same minute."""
    texts = templates(Path())
    editions = [_edition(round_) for round_ in range(_ROUNDS + 1)]
    composing = _median(lambda n: compose(editions[n], _SENDER, texts, "html"), _ROUNDS)
    skeleton = compose(editions[0], _SENDER, texts, "html")
    peer = _median(lambda n: _peer(skeleton, _holes(n)), _ROUNDS)
    readers = [_holes(number) for number in range(_RECIPIENTS + 1)]
    filling = _median(lambda n: fill(skeleton, readers[n]), _RECIPIENTS)
    report(
        "bench-compose",
        [
            Figure("forty_stories", composing, "ms", 25),
            Figure("one_more_recipient", filling * 1000, "µs", 30),
            Figure("emailmessage_one_more_recipient", peer * 1000, "µs"),
            Figure("emailmessage_to_ours", peer / filling, "ratio"),
            Figure("stories_shown", skeleton.html.count("<h3 ") + 1, "stories"),
            Figure("html", len(skeleton.html.encode()), "bytes", 95_000),
        ],
    )


if __name__ == "__main__":
    main()
