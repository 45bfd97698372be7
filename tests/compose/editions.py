"""Editions to look at and to test with: invented events and outlets in real countries, built without any other stage."""

# ruff: noqa: E501 (sentences stand in one piece)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.model import (
    AlsoToday,
    Article,
    Coverage,
    Edition,
    EditionKey,
    Piece,
    Profile,
    Scored,
    Sender,
    Sentence,
    Source,
    Story,
    Summary,
)

__all__ = ["BY_NAME", "PRESS", "SENDER", "SOURCES", "Told", "article", "edition", "scored", "templates"]

PRESS = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
SENDER = Sender("World Briefing", "briefing@example.org", "desk@example.org")

SOURCES: Mapping[str, Source] = {
    source.id: source
    for source in (
        Source("halden", "https://halden.example/feed", "Halden Wire", "halden", "NO", "en", "wire"),
        Source(
            "meridian", "https://meridian.example/feed", "The Meridian Post", "meridian", "GB", ownership="family trust"
        ),
        Source("gotthard", "https://gotthard.example/feed", "Radio Gotthard", "gotthard", "CH", kind="public"),
        Source("amman", "https://amman.example/feed", "The Amman Courier", "amman", "JO", ownership="state-funded"),
        Source("bogota", "https://bogota.example/feed", "Bogotá Observer", "bogota", "CO", paywall=True),
        Source("manila", "https://manila.example/feed", "Manila Bay Tribune", "manila", "PH"),
        Source("loire", "https://loire.example/flux", "Le Courrier de Loire", "loire", "FR", "fr"),
        Source("tigris", "https://tigris.example/feed", "صحيفة دجلة", "tigris", "IQ", "ar", ownership="مستقلة"),
        Source("yangzi", "https://yangzi.example/feed", "扬子晨报", "yangzi", "CN", "zh", "state", "state-owned"),
        Source("dnipro", "https://dnipro.example/feed", "Дніпровський вісник", "dnipro", "UA", "uk"),
    )
}


@dataclass(frozen=True)
class Told:
    """A story in short: who leads, its headline, its sentences (a number before one names the outlet that said it)."""

    source: str
    headline: str
    sentences: Sequence[str | tuple[int, str]] = ()
    region: str = "europe"
    others: Sequence[str] = ()
    standfirst: str = ""
    why: str = "3 independent publishers · Japan, South Korea"
    changes: Mapping[str, object] = field(default_factory=dict)


def templates() -> dict[str, str]:
    """The shipped templates by name."""
    folder = Path(__file__).resolve().parents[2] / "templates"
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.j2"))}


def article(source: str, ident: str, headline: str, text: str = "", **changes: object) -> Article:
    """An article of this outlet, readable in full unless it has no text."""
    made = Article(
        id=ident,
        source_id=source,
        publisher=source,
        url=f"https://{source}.example/2026/11/23/{ident}?id=1&lang=x",
        headline=headline,
        basis="page" if text else "feed",
        seen_at=PRESS - timedelta(minutes=20),
        published=PRESS - timedelta(minutes=80),
        paragraphs=(text,) if text else (),
        language=SOURCES[source].language,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def scored(told: Told, place: int) -> tuple[Scored, Summary]:
    """The story with its summary; `place` is its rank, 0 the best."""
    outlets = (told.source, *told.others)
    said: dict[int, list[str]] = {number: [] for number in range(len(outlets))}
    order: list[tuple[int, str]] = [s if isinstance(s, tuple) else (0, s) for s in told.sentences]
    for number, sentence in order:
        said[number].append(sentence)
    articles = []
    for number, outlet in enumerate(outlets):
        text = " ".join(said[number]) or ("" if told.standfirst else "A report.")
        changes = dict(told.changes) if number == 0 else {}
        made = article(outlet, f"s{place}-{number}", told.headline, text, standfirst=told.standfirst, **changes)
        articles.append(replace(made, published=made.published - timedelta(hours=5 * number + 3 * place)))
    sentences = []
    for number, sentence in order:
        start = articles[number].text.index(sentence)
        sentences.append(Sentence(sentence, articles[number].id, start, start + len(sentence)))
    publishers = tuple(sorted(set(outlets)))
    story = Story(f"story{place}", tuple(articles), publishers, ("NO",), (told.region,) if told.region else ())
    score = 10.0 - place / 10
    return Scored(story, score, {"owners": score}, told.why), Summary(tuple(sentences), told.standfirst)


def edition(told: Sequence[Told], also: Sequence[Told] = (), **changes: object) -> Edition:
    """The first story leads; the others stand by region in the order given."""
    profile = replace(Profile("world", "World Briefing", min_stories=1), **changes)  # type: ignore[arg-type]
    key = EditionKey("world", profile.key, PRESS - timedelta(days=1), PRESS)
    pieces = []
    regions = ("", "africa", "americas", "asia-pacific", "europe", "middle-east", "thematic")
    ranked = [(place, one, "" if place == 0 else one.region) for place, one in enumerate(told)]
    for region in regions:
        for place, one, section in ranked:
            if section == region:
                ranked_story, summary = scored(one, place)
                pieces.append(Piece(len(pieces) + 1, ranked_story, summary, section))
    rows = tuple(AlsoToday(scored(row, 100 + place)[0]) for place, row in enumerate(also))
    feed_only = sum(bool(piece.summary.standfirst) for piece in pieces)
    coverage = Coverage(41, ("Radio Baltica", "Tundra News"), 612, feed_only)
    return Edition(key, profile, tuple(pieces), rows, coverage, SOURCES)


_LEAD = Told(
    "halden",
    "Norway and Iceland sign fisheries accord after nine years of talks",
    (
        "Norway and Iceland signed an accord on Sunday that divides the mackerel catch of the Norwegian Sea for ten years.",
        "“We have spent nine winters on four pages,” said Iceland’s chief negotiator, Sigrún Hallsdóttir, in Tromsø.",
        (1, "The accord leaves out the Faroe Islands, whose government called it a bargain over somebody else’s fish."),
        "Both parliaments must approve the text before the season opens in May.",
    ),
    "",
    ("meridian", "gotthard", "loire"),
    why="4 independent publishers · Norway, Iceland · new since yesterday",
)
_STORIES = (
    _LEAD,
    Told(
        "amman",
        "Jordan opens second crossing for aid convoys as harvest fails",
        (
            "Jordan opened a second border crossing for aid convoys on Sunday, three weeks after the wheat harvest failed.",
            "The United Nations said 140 lorries had passed by the evening, half of what is needed each day.",
        ),
        "middle-east",
        ("halden",),
        why="2 independent publishers · Jordan, Syria",
    ),
    Told(
        "manila",
        "Philippines and Vietnam agree hotline for coast guards",
        (
            "The Philippines and Vietnam agreed on Monday to a hotline between their coast guards, to be staffed day and night.",
            "Officers of both services will train together from January.",
        ),
        "asia-pacific",
        ("gotthard", "meridian", "halden", "amman", "loire", "bogota", "dnipro"),
        why="8 independent publishers · Philippines, Vietnam",
    ),
    Told(
        "bogota",
        "Colombia’s senate votes to reopen consulates in Venezuela",
        region="americas",
        standfirst="By 58 votes to 41 the senate in Bogotá approved money for six consulates along the shared border, "
        "closed since 2019. The government hopes to open the first in March.",
        why="1 publisher · Colombia, Venezuela",
    ),
    Told(
        "meridian",
        "Kenya and Uganda settle railway dispute out of court",
        (
            "Kenya and Uganda said on Sunday that they had settled their dispute over the border railway out of court.",
            "Neither side gave a figure, but an official in Kampala spoke of “a sum both treasuries can live with”.",
        ),
        "africa",
        ("halden",),
        why="2 independent publishers · Kenya, Uganda",
    ),
    Told(
        "gotthard",
        "Swiss hosts say talks on Black Sea grain will go on into December",
        (
            "Talks in Geneva on the passage of grain ships through the Black Sea will go on into December, the hosts said.",
        ),
        "europe",
        ("dnipro", "halden"),
        why="3 independent publishers · Switzerland, Ukraine",
    ),
    Told(
        "halden",
        "Finland’s president names caretaker cabinet",
        ("Finland’s president named a caretaker cabinet of nine ministers late on Sunday.",),
        "europe",
        why="1 publisher · Finland",
    ),
)
_ALSO = (
    Told("meridian", "Chile recalls its envoy over remarks on water rights"),
    Told("gotthard", "Austria’s coalition survives vote on neutrality by three seats"),
    Told("bogota", "Peru and Ecuador open joint patrols on the Putumayo"),
    Told("amman", "Lebanon’s central bank governor to stay for another year"),
)


def normal(**changes: object) -> Edition:
    """Seven stories, one of them from feed text, and four lines of Also today."""
    return edition(_STORIES, _ALSO, **changes)


def one_story() -> Edition:
    """The lead, alone."""
    return edition(_STORIES[:1])


def forty_stories(**changes: object) -> Edition:
    """Forty stories of three sentences, with room for all of them in words."""
    regions = ("africa", "americas", "asia-pacific", "europe", "middle-east")
    told = [
        replace(
            _STORIES[place % 3],
            headline=f"Envoys of {('Chad', 'Peru', 'Laos', 'Malta', 'Oman')[place % 5]} meet for round {place} of talks",
            sentences=(
                f"Envoys met for round {place} of the talks on Sunday and left the hall without a statement to the press.",
                f"A diplomat who took part in round {place} said that the distance had shrunk to two paragraphs and a date.",
                f"Round {place + 1} is to begin within the month, in a city that both sides have yet to agree upon.",
            ),
            region=regions[place % 5],
        )
        for place in range(40)
    ]
    return edition(told, _ALSO, **({"words": 9000, "stories": 40} | changes))


def arabic() -> Edition:
    """An edition in Arabic, right to left, with one English story."""
    told = (
        Told(
            "tigris",
            "العراق وتركيا يوقعان اتفاقا لتقاسم مياه دجلة لعشر سنوات",
            (
                "وقع العراق وتركيا يوم الأحد اتفاقا يحدد حصة كل بلد من مياه نهر دجلة لعشر سنوات مقبلة.",
                "وقال وزير الموارد المائية إن الاتفاق يبدأ العمل به في أول آذار.",
            ),
            "",
            ("amman",),
            why="2 · العراق، تركيا",
        ),
        Told(
            "tigris",
            "البرلمان يؤجل التصويت على الموازنة إلى الأسبوع المقبل",
            ("أجل البرلمان التصويت إلى الأسبوع المقبل.",),
            "middle-east",
        ),
        Told(
            "amman",
            "Jordan opens second crossing for aid convoys",
            ("Jordan opened a second crossing on Sunday.",),
            "middle-east",
        ),
    )
    return edition(
        told, (Told("tigris", "وفد أممي يصل إلى أربيل لبحث عودة النازحين"),), title="موجز العالم", language="ar"
    )


def mixed() -> Edition:
    """French, Chinese and Ukrainian stories in an English edition, with words and addresses that have no place to break."""
    told = (
        Told(
            "loire",
            "La France et l’Algérie rouvrent leurs consulats fermés depuis deux ans",
            (
                "La France et l’Algérie ont annoncé dimanche la réouverture de six consulats fermés depuis deux ans.",
                "«\u202fC’est un premier pas\u202f», a déclaré la ministre.".replace("\u202f", " "),
            ),
            "",
            ("meridian", "gotthard"),
        ),
        Told(
            "yangzi",
            "老挝与柬埔寨就边境水电站分配方案达成协议并成立联合委员会监督执行情况",
            ("两国周日在万象签署协议，将联合管理湄公河支流上的三座水电站。",),
            "asia-pacific",
        ),
        Told(
            "dnipro",
            "Зовнішньополітичний комітет схвалив угоду про прикордонне співробітництво",
            ("Комітет схвалив угоду про прикордонне співробітництво більшістю голосів.",),
            "europe",
            ("halden",),
        ),
        Told(
            "gotthard",
            "Donaudampfschifffahrtsgesellschaftskapitänsversammlungsbeschluss" * 2 + " angefochten",
            ("Rheinschifffahrtspolizeiverordnungsänderungsverfahren" * 4 + " ruht.",),
            "europe",
            changes={"language": "de"},
        ),
    )
    return edition(
        told, (Told("yangzi", "蒙古国与俄罗斯就铁路运价重启谈判"), Told("loire", "Le Sénégal rappelle son ambassadeur"))
    )


BY_NAME = {"normal": normal, "one": one_story, "forty": forty_stories, "arabic": arabic, "mixed": mixed}
