"""briefing stories list | show | explain: why in, why out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.talk import Folder, Json, Now, instant, show
from briefing.errors import ConfigError

__all__ = ["register"]

Edition = Annotated[str, typer.Option("--edition", help="Id of the edition; the newest if not named.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    stories = typer.Typer(help="The stories of an edition, and why each is in or out.", no_args_is_help=True)
    stories.command("list")(list_stories)
    stories.command("explain")(explain)
    app.add_typer(stories, name="stories")


def list_stories(folder: Folder = Path(), edition: Edition = "", now: Now = "", as_json: Json = False) -> int:
    """Every story that was weighed for the edition, best first."""
    facts = _explanation(folder, edition, now)["stories"]
    if as_json:
        show(facts)
        return 0
    for story in facts:
        number = f"{story['number']:>3}." if story["number"] else "   –"
        print(
            f"{number} {story['score']:.3f}  {story['id']}  {story['headline']}  [{story['rejected'] or story['why']}]"
        )
    return 0


def explain(
    ident: Annotated[str, typer.Argument(help="A story's or article's id, or its number in the edition.")],
    folder: Folder = Path(),
    edition: Edition = "",
    now: Now = "",
    as_json: Json = False,
) -> int:
    """Why a story is in or out: its score's terms, its articles, the words that decided, the sentences quoted."""
    facts = _explanation(folder, edition, now)
    for story in facts["stories"]:
        if ident in (story["id"], str(story["number"] or "")):
            members = [a for a in facts["articles"] if a["story"] == story["id"]]
            if as_json:
                show({**story, "articles": members})
            else:
                print("\n".join(_story_lines(story, members)))
            return 0
    for article in facts["articles"]:
        if article["id"] == ident:
            if as_json:
                show(article)
            else:
                print("\n".join(_article_lines(article)))
            return 0
    raise ConfigError(ident, "no such story or article in this edition; 'briefing stories list' shows them")


def _explanation(folder: Path, edition: str, now: str) -> dict[str, list[dict[str, object]]]:
    from briefing.app import Choice, open_store_app
    from briefing.cli.editions import find_edition

    with open_store_app(Choice(folder, instant(now))) as running:
        loaded: dict[str, list[dict[str, object]]] = json.loads(find_edition(running, edition).explanation)
    return loaded


def _story_lines(story: dict[str, object], members: list[dict[str, object]]) -> list[str]:
    terms = story["terms"] if isinstance(story["terms"], dict) else {}
    quoted = story["sentences"] if isinstance(story["sentences"], list) else []
    place = f"number {story['number']}" if story["number"] else f"out: {story['rejected']}"
    lines = [str(story["headline"]), f"  {place} · rank {story['place']} · score {story['score']:.4f}"]
    lines += [f"    {value:+.4f}  {name}" for name, value in terms.items()]
    lines += [f"  why: {story['why']}", "  articles:"]
    for member in members:
        lines += [f"    {line}" for line in _article_lines(member)]
    return lines + [f"  quoted: {sentence}" for sentence in quoted]


def _article_lines(article: dict[str, object]) -> list[str]:
    evidence = article["evidence"] if isinstance(article["evidence"], list) else []
    decision = "in" if article["selected"] else "out"
    return [
        f"{article['id']}  {article['source']}: {article['headline']}",
        f"  {decision}: {article['reason']}, {article['score']:.2f}; words: {', '.join(map(str, evidence)) or '–'}",
        f"  {article['url']}",
    ]
