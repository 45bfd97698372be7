"""Who said it: the quotes of a story with the numbers of their articles, and the line that names the outlets."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.compose.calendar import clock_time, country, direction, tag
from briefing.compose.safety import clean, label, link
from briefing.compose.view import Outlet, Quote
from briefing.compose.wording import phrase, words
from briefing.model import Article, Edition, Piece
from briefing.text.urls import with_text_fragment

__all__ = ["Attribution", "Cited", "attribution", "behind_paywall", "cited", "outlet", "tongue"]

_OUTLETS = 5  # named beside the first; the others are counted


@dataclass(frozen=True, slots=True)
class Cited:
    """What is quoted, and the number and address of each article it comes from: the lead's is 1."""

    quotes: tuple[Quote, ...]
    standfirst: Quote | None
    links: tuple[tuple[int, str], ...]
    numbers: tuple[tuple[str, int], ...]  # article id and its number


@dataclass(frozen=True, slots=True)
class Attribution:
    """The attribution line, and its parts."""

    lead: Outlet
    time: str
    also: tuple[Outlet, ...]
    more: str
    line: str


def cited(piece: Piece, edition: Edition) -> Cited:
    """Numbers count articles in the order of their first sentence, after the lead. Raises KeyError for a sentence of
    an article that is not in the story."""
    story = piece.scored.story
    articles = {article.id: article for article in story.articles}
    said = [(text, sentence.article_id) for sentence in piece.summary.sentences if (text := clean(sentence.text))]
    order = dict.fromkeys([story.lead.id, *(ident for _, ident in said)])
    numbers = {ident: number for number, ident in enumerate(order, start=1)}
    quotes = tuple(_quote(text, articles[ident], numbers[ident], edition) for text, ident in said)
    standfirst = clean(piece.summary.standfirst)
    return Cited(
        quotes=quotes,
        standfirst=_quote(standfirst, story.lead, 1, edition, whole=True) if standfirst else None,
        links=tuple((number, link(articles[ident].url)) for ident, number in numbers.items()),
        numbers=tuple(numbers.items()),
    )


def _quote(text: str, article: Article, number: int, edition: Edition, *, whole: bool = False) -> Quote:
    url = link(article.url)
    language, way = tongue(article, edition)
    return Quote(
        text=text,
        number=number,
        url=url if whole else with_text_fragment(url, text),
        label=phrase(edition.profile.language, "citation", n=number, outlet=outlet(article, edition)),
        language=language,
        direction=way,
    )


def tongue(article: Article, edition: Edition) -> tuple[str, str]:
    """The article's language and direction, each "" where it is the edition's or unknown."""
    ours, language = edition.profile.language, tag(article.language)
    way = direction(language or ours)
    return language if language.lower() != ours.lower() else "", way if way != direction(ours) else ""


def attribution(piece: Piece, edition: Edition, sources: Cited) -> Attribution:
    """Such as "Al Jazeera (Qatar, state-funded) · 05:10 · also BBC, Le Monde [fr]": one outlet for each publisher."""
    story, profile, language = piece.scored.story, edition.profile, edition.profile.language
    numbers = dict(sources.numbers)
    lead = Outlet(outlet(story.lead, edition), 1, _origin(story.lead, edition))
    others = _others(piece, edition, numbers)
    shown = others[:_OUTLETS]
    time = clock_time(story.lead.published, edition.key.press_time, profile.timezone, language)
    more = phrase(language, "more", n=len(others) - len(shown)) if len(others) > len(shown) else ""
    names = [" ".join(filter(None, (one.name, one.note))) for one in shown]
    parts = [" ".join(filter(None, (lead.name, lead.note))), time]
    if names:
        parts.append(f"{words(language)['also']} {' · '.join(names)}")
    parts += [more] if more else []
    parts += [words(language)["feed_only_mark"]] if sources.standfirst else []
    parts += [words(language)["paywall"]] if behind_paywall(story.lead, edition) else []
    return Attribution(lead, time, shown, more, " · ".join(parts))


def _others(piece: Piece, edition: Edition, numbers: dict[str, int]) -> tuple[Outlet, ...]:
    """Outlets beside the lead's, those that are quoted first; each publisher and each name once."""
    story = piece.scored.story
    seen_publishers, seen_names = {story.lead.publisher}, {outlet(story.lead, edition)}
    found = []
    for article in sorted(story.articles[1:], key=lambda a: (numbers.get(a.id, len(numbers) + 1),)):
        name = outlet(article, edition)
        quoted = article.id in numbers
        if name in seen_names or (article.publisher in seen_publishers and not quoted):
            continue
        seen_publishers.add(article.publisher)
        seen_names.add(name)
        found.append(Outlet(name, numbers.get(article.id, 0), _foreign(article, edition)))
    return tuple(found)


def behind_paywall(article: Article, edition: Edition) -> bool:
    """True where the page or its outlet is known not to be free to read."""
    source = edition.sources.get(article.source_id)
    return article.paywall or bool(source and source.paywall)


def outlet(article: Article, edition: Edition) -> str:
    """The outlet's name; its publisher's where the source is not known any more."""
    source = edition.sources.get(article.source_id)
    return label(source.name if source else article.publisher) or label(article.publisher)


def _origin(article: Article, edition: Edition) -> str:
    """Such as "(Qatar, state-funded) [ar]"."""
    source = edition.sources.get(article.source_id)
    comma = words(edition.profile.language)["comma"]
    facts: list[str] = []
    if source:
        facts += [label(country(source.country, edition.profile.language))] if source.country else []
        facts += [label(source.ownership)] if source.ownership else []
    return " ".join(filter(None, (f"({comma.join(facts)})" if facts else "", _foreign(article, edition))))


def _foreign(article: Article, edition: Edition) -> str:
    ours, theirs = edition.profile.language.partition("-")[0], tag(article.language).partition("-")[0]
    return f"[{theirs}]" if theirs and theirs.lower() != ours.lower() else ""
