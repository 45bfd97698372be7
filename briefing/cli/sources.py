"""briefing sources list | add | remove | test | stats | import | export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.talk import DryRun, Folder, Json, Now, instant, say, show

if TYPE_CHECKING:
    from briefing.app import App
    from briefing.model import Source
    from briefing.pipeline.looking import Look

__all__ = ["register"]

Name = Annotated[str, typer.Option("--name", help="What readers see; the host if not given.")]
Country = Annotated[str, typer.Option("--country", help="ISO 3166, such as NO.")]
Language = Annotated[
    str, typer.Option("--language", help="BCP 47, such as fr; guessed from its headlines if not given.")
]
Kind = Annotated[str, typer.Option("--kind", help="wire, public, paper, state, ngo, think-tank or official.")]
Publisher = Annotated[
    str, typer.Option("--publisher", help="Feeds of one publisher count once; the host if not given.")
]
Links = Annotated[
    str,
    typer.Option(
        "--links", metavar="GLOB", help="The page is the source: its links such as '/world/*' are the entries."
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands of this group."""
    sources = typer.Typer(
        help="Where stories come from: config/sources.yaml, and how each source is.", no_args_is_help=True
    )
    sources.command("list")(list_sources)
    sources.command("add")(add)
    sources.command("remove")(remove)
    sources.command("test")(test)
    sources.command("stats")(stats)
    sources.command("import")(import_list)
    sources.command("export")(export)
    app.add_typer(sources, name="sources")


def list_sources(folder: Folder = Path(), as_json: Json = False) -> int:
    """Every source, with its id; those that are switched off too."""
    from briefing.app import sources_editor

    rows = [(each, each.source) for each in sources_editor(folder).listed]
    if as_json:
        show([{**_facts(source), "enabled": each.enabled, "line": each.line} for each, source in rows])
        return 0
    for each, source in rows:
        notes = [] if each.enabled else ["off"]
        notes += [source.listing.format] if source.listing.format != "feed" else []
        told = f"  [{', '.join(notes)}]" if notes else ""
        print(f"{source.id:<28} {source.country or '–':<3} {source.language:<3} {source.kind:<10} {source.url}{told}")
    return 0


def add(
    url: Annotated[str, typer.Argument(help="A feed, a news sitemap, or a site: its feed is then looked for.")],
    name: Name = "",
    country: Country = "",
    language: Language = "",
    kind: Kind = "",
    publisher: Publisher = "",
    links: Links = "",
    folder: Folder = Path(),
    now: Now = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Find the feed behind an address, test it, and add it to sources.yaml. What stands in the file stays as it is."""
    from briefing.app import Choice, open_app, sources_editor
    from briefing.errors import ConfigError
    from briefing.pipeline.looking import discover, look

    editor = sources_editor(folder)
    if editor.has(url):
        raise ConfigError(url, "is in sources.yaml already")
    with open_app(Choice(folder, instant(now))) as running:
        wanted = _unlisted(url, links)
        found = look(wanted, running.services) if links else discover(wanted, running.services)
    if found.error:
        raise found.error
    said = {"name": name, "country": country, "kind": kind, "publisher": publisher, "links": links}
    form = found.source.listing.format
    said |= {
        "url": found.source.url,
        "format": "" if form == "feed" else form,
        "language": language or _guessed(found).replace("en", ""),
    }
    source = editor.add(said)
    if not dry_run:
        editor.write()
    if as_json:
        show({"added": not dry_run, **_facts(source), "look": _look_facts(found)})
        return 0
    print(f"{'would add' if dry_run else 'added'} {source.id}: {source.url} ({form}, {source.language})")
    for line in _look_lines(found):
        say(f"  {line}")
    return 0


def remove(
    ident: Annotated[str, typer.Argument(metavar="SOURCE", help="Its id or address.")],
    folder: Folder = Path(),
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Take a source out of sources.yaml. What was gathered from it stays in the store."""
    from briefing.app import sources_editor

    editor = sources_editor(folder)
    source = editor.remove(ident)
    if not dry_run:
        editor.write()
    if as_json:
        show({"removed": not dry_run, **_facts(source)})
    else:
        print(f"{'would remove' if dry_run else 'removed'} {source.id}: {source.url}")
    return 0


def test(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Ids, or addresses; all if not named.")
    ] = None,
    folder: Folder = Path(),
    now: Now = "",
    as_json: Json = False,
) -> int:
    """Ask sources now: entries, newest date, words, whether pages may be read; what is wrong, and the way out.

    Stores nothing. Exit code 5 where none can be read, 7 where some cannot.
    """
    from briefing.app import Choice, open_app
    from briefing.pipeline.looking import look

    looks: list[Look] = []
    with open_app(Choice(folder, instant(now))) as running:
        wanted = _wanted(running, which or [])
        for found in running.runner.side_by_side(lambda source: look(source, running.services), wanted):
            looks.append(found)
            if not as_json:
                print(f"{found.source.id}: {found.source.url}")
                print("".join(f"  {line}\n" for line in _look_lines(found)), end="", flush=True)
    if as_json:
        show([{"id": found.source.id, **_look_facts(found)} for found in looks])
    failed = sum(found.error is not None for found in looks)
    return 0 if not failed else 5 if failed == len(looks) else 7


def stats(folder: Folder = Path(), now: Now = "", as_json: Json = False) -> int:
    """How each source has been in the last 7 days: answers, failures, articles, and what editions took of them."""
    from briefing.app import Choice, open_store_app
    from briefing.cli.facts import source_facts, source_lines

    with open_store_app(Choice(folder, instant(now))) as running:
        facts = source_facts(running)
    if as_json:
        show(facts)
        return 0
    print("\n".join(source_lines(facts)))
    return 0


def import_list(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of feeds that another reader exported.")],
    folder: Folder = Path(),
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Add the feeds of an OPML list that are not in sources.yaml yet. They are not asked; 'sources test' does that."""
    from dataclasses import asdict

    from briefing.app import sources_editor
    from briefing.collect.opml import read_opml
    from briefing.errors import ConfigError, Refused

    editor = sources_editor(folder)
    try:
        outlines = read_opml(file.read_bytes())
    except OSError as error:
        raise ConfigError(str(file), f"cannot be read: {error.strerror}") from error
    except Refused as error:
        raise ConfigError(str(file), error.reason) from error
    known = [outline.url for outline in outlines if editor.has(outline.url)]
    added = editor.add_new([asdict(outline) for outline in outlines])
    if added and not dry_run:
        editor.write()
    if as_json:
        show({"written": bool(added) and not dry_run, "added": [_facts(each) for each in added], "known": known})
        return 0
    for source in added:
        print(f"{'would add' if dry_run else 'added'} {source.id}: {source.url}")
    say(f"{len(added)} new, {len(known)} there already; 'briefing sources test' asks them")
    return 0


def export(folder: Folder = Path(), as_json: Json = False) -> int:
    """The feeds as an OPML list, on stdout, for other readers and for 'sources import'."""
    from briefing.app import sources_editor
    from briefing.collect.opml import write_opml

    sources = [each.source for each in sources_editor(folder).listed if each.enabled]
    if as_json:
        show([_facts(source) for source in sources])
        return 0
    print(write_opml(sources, "Sources of briefing"), end="")
    others = sum(source.listing.format != "feed" for source in sources)
    if others:
        say(f"{others} sources are no feeds and are left out")
    return 0


def _facts(source: Source) -> dict[str, object]:
    every = source.every.total_seconds() / 60 if source.every else None
    return {
        "id": source.id,
        "url": source.url,
        "name": source.name,
        "publisher": source.publisher,
        "country": source.country,
        "language": source.language,
        "kind": source.kind,
        "format": source.listing.format,
        "links": source.listing.links,
        "every_minutes": every,
    }


def _unlisted(url: str, links: str) -> Source:
    """A source of which only the address is known."""
    from briefing.model import Listing, Source

    return Source(url, url, url, "", listing=Listing("page", links) if links else Listing())


def _wanted(running: App, which: Sequence[str]) -> list[Source]:
    """The configured sources of these ids or addresses, or all; an address that is none of them as it is."""
    from briefing.errors import ConfigError

    known = running.services.sources
    by_url = {source.url: source for source in known.values()}
    found = []
    for name in which:
        source = known.get(name) or by_url.get(name) or (_unlisted(name, "") if "://" in name else None)
        if source is None:
            raise ConfigError(name, "no such source; ids are: " + ", ".join(sorted(known)))
        found.append(source)
    return found or list(known.values())


def _guessed(found: Look) -> str:
    """The language of its headlines; "" where there are too few words to tell."""
    from briefing.text.language import detect

    return detect(" ".join(f"{entry.title}. {entry.summary}" for entry in found.entries))


def _look_facts(found: Look) -> dict[str, object]:
    from briefing.pipeline.looking import advice

    return {
        "url": found.source.url,
        "format": found.source.listing.format,
        "error": found.error.reason if found.error else "",
        "entries": len(found.entries),
        "newest": found.newest.isoformat() if found.newest else None,
        "words": found.words,
        "refused_dates": list(found.refused_dates),
        "page": _page(found),
        "advice": list(advice(found)),
    }


def _page(found: Look) -> str:
    """What the page of the newest entry came to; "" where none was asked for."""
    if found.page_error is not None:
        return found.page_error.reason
    if found.page is None:
        return ""
    return f"{len(found.page.text.split())} words" if found.page.article else f"no article: {found.page.reason}"


def _look_lines(found: Look) -> Iterator[str]:
    from briefing.pipeline.looking import advice

    if found.entries:
        newest = f"{found.newest:%Y-%m-%d %H:%M} UTC" if found.newest else "undated"
        yield f"{len(found.entries)} entries, newest {newest}, {found.words} words an entry; its page: {_page(found)}"
    for line in advice(found):
        yield f"! {line}"
