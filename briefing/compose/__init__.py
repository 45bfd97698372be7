"""Compose: an edition becomes a message with holes; a message with holes and a reader become mail. Pure.

edition ─► usable ─► fitting ─► present ─► templates ─► MJML ─► inlined ─► skeleton        fill(skeleton, holes)
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from briefing.compose.budget import HTML_LIMIT, excess, fewer, fitting, usable
from briefing.compose.mime import Bodies, Letterhead, fill, skeleton
from briefing.compose.present import present
from briefing.compose.proofing import check_templates
from briefing.compose.templating import render_html, render_text
from briefing.compose.view import EditionView
from briefing.model import Edition, Format, Sender, Skeleton

__all__ = ["check_templates", "compose", "fill", "fit"]


def compose(edition: Edition, sender: Sender, templates: Mapping[str, str], form: Format) -> Skeleton:
    """The edition as a message with holes: HTML with its text part, or text alone.

    Both formats hold the same stories: as many as keep the profile's words and the HTML's 95,000 bytes. Raises
    TemplateError with file:line, Refused where the sender's address cannot stand in a header.
    """
    fitted, (view, token, html) = _fitted(edition, sender, templates)
    letterhead = Letterhead(fitted.key, view.title, view.subject, sender)
    return skeleton(letterhead, Bodies(render_text(templates, view, token), html, token), form)


def fit(edition: Edition, sender: Sender, templates: Mapping[str, str]) -> Edition:
    """The edition as `compose` will show it: without what cannot be linked, within its words and bytes."""
    return _fitted(edition, sender, templates)[0]


def _fitted(
    edition: Edition, sender: Sender, templates: Mapping[str, str]
) -> tuple[Edition, tuple[EditionView, str, str]]:
    fitted = fitting(usable(edition))
    page = _page(fitted, sender, templates)
    while (size := len(page[2].encode())) > HTML_LIMIT and len(fitted.pieces) > 1:
        fitted = fewer(fitted, excess(size, len(fitted.pieces)))
        page = _page(fitted, sender, templates)
    return fitted, page


def _page(edition: Edition, sender: Sender, templates: Mapping[str, str]) -> tuple[EditionView, str, str]:
    """The view, the token that stands for the unsubscribe link, and the page.

    The token is a digest of all that the page says, so nothing on the page can contain it by design or by chance.
    """
    view = present(edition, sender)
    token = "unsubscribe-" + hashlib.sha256(repr(view).encode("utf-8", "replace")).hexdigest()[:32]
    return view, token, render_html(templates, view, token)
