"""Whether templates can be used: they are tried on a small edition that has everything an edition can have."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.compose.templating import render_html, render_text, unknown_tags
from briefing.compose.view import AlsoView, Brief, EditionView, Outlet, Quote, SectionView, StoryView
from briefing.compose.wording import words
from briefing.errors import TemplateError

__all__ = ["check_templates"]

_ADDRESS = "https://example.org/"


def check_templates(templates: Mapping[str, str]) -> None:
    """Raises TemplateError with file:line where a template is missing, broken, or drops the unsubscribe link."""
    for place, tag in unknown_tags(templates):
        raise TemplateError(place, f"MJML has no <{tag}>")
    for view in (_specimen("en", "ltr", full=True), _specimen("ar", "rtl", full=False)):
        for name, body in (
            ("edition.mjml.j2", render_html(templates, view, "unsubscribe-here")),
            ("edition.txt.j2", render_text(templates, view, "unsubscribe-here")),
        ):
            if "unsubscribe-here" not in body:
                raise TemplateError(f"templates/{name}:1", "the unsubscribe link is not shown")


def _specimen(language: str, direction: str, *, full: bool) -> EditionView:
    stories = (_story(1, full=full), _story(2, full=not full))
    return EditionView(
        id="specimen",
        title="Specimen",
        language=language,
        direction=direction,
        subject="Specimen",
        preheader="Specimen",
        sample="Sample" if full else "",
        date="Monday 1 January",
        counts="2 stories from 3 sources · 20 words, 1 min",
        in_brief=tuple(Brief(s.number, s.anchor, s.headline, s.language, s.direction) for s in stories) if full else (),
        lead=stories[0] if full else None,
        sections=(SectionView("World", stories[1:]),),
        also=(AlsoView("Specimen", _ADDRESS, "Outlet", full, "fr", ""),) if full else (),
        coverage="Specimen.",
        because="Specimen.",
        postal_address="1 Example Street" if full else "",
        words=words(language),
    )


def _story(number: int, *, full: bool) -> StoryView:
    quote = Quote("A sentence.", 1, _ADDRESS, "Source 1: Outlet", "ar", "rtl")
    return StoryView(
        number=number,
        anchor=f"story-{number}",
        headline="Specimen",
        url=_ADDRESS,
        quotes=(quote, quote) if full else (),
        standfirst=None if full else quote,
        lead=Outlet("Outlet", 1, "(Country)" if full else ""),
        time="05:10",
        also=(Outlet("Another", 2, "[fr]"), Outlet("Third")) if full else (),
        more="2 more" if full else "",
        attribution="Outlet · 05:10",
        why="4 independent publishers" if full else "",
        links=((1, _ADDRESS), (2, _ADDRESS)) if full else ((1, _ADDRESS),),
        paywall=not full,
        language="ar" if full else "",
        direction="rtl" if full else "",
    )
