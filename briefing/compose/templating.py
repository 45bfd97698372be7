"""Templates to bodies: Jinja2, then MJML, then inlined styles; the text part with Jinja2 alone.

Outside text is a value of a template, never a template, and every value is escaped before MJML reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from traceback import walk_tb
from typing import TYPE_CHECKING, NoReturn

from briefing.compose.view import EditionView
from briefing.compose.wrapping import wrapped
from briefing.errors import TemplateError

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["PAGE", "PLAIN", "render_html", "render_text"]

PAGE, PLAIN = "edition.mjml.j2", "edition.txt.j2"
_FOLDER = "templates/"
_INLINE = re.compile(r'<mj-style inline="inline">(.*?)</mj-style>', re.DOTALL)
_SPACE_BEFORE_TAG = re.compile(r"\s+(?=</?mj)")  # mrml takes a line end before a tag of its own, but not blanks alone
_INDENT = re.compile(r"\n\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
_CONSTRUCT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|&#?\w+;|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
_MJML_TAG = re.compile(r"<(mj-[\w-]+)")
_MJML_TAGS = frozenset(
    "mj-accordion mj-accordion-element mj-accordion-text mj-accordion-title mj-all mj-attributes mj-body mj-breakpoint "
    "mj-button mj-carousel mj-carousel-image mj-class mj-column mj-divider mj-font mj-group mj-head mj-hero mj-image "
    "mj-navbar mj-navbar-link mj-preview mj-raw mj-section mj-social mj-social-element mj-spacer mj-style mj-table "
    "mj-text mj-title mj-wrapper".split()
)


def render_html(templates: Mapping[str, str], view: EditionView, unsubscribe: str) -> str:
    """The HTML part. Raises TemplateError with file and line."""
    return inlined(render_mjml(templates, view, unsubscribe), templates)


def render_mjml(templates: Mapping[str, str], view: EditionView, unsubscribe: str) -> str:
    """The MJML source of the HTML part."""
    return _INDENT.sub("\n", _render(templates, PAGE, view, unsubscribe))


def inlined(source: str, templates: Mapping[str, str]) -> str:
    """HTML of an MJML source; mjml-python leaves the rules of `<mj-style inline="inline">` for us to inline."""
    from css_inline import CSSInliner
    from mjml import mjml2html

    rules = "\n".join(_INLINE.findall(source))
    try:
        page = mjml2html(_SPACE_BEFORE_TAG.sub("\n", _INLINE.sub("", source)), fonts={}, disable_comments=True)
    except ValueError as error:
        _blame_markup(templates, str(error), error)
    inliner = CSSInliner(
        inline_style_tags=False, keep_style_tags=True, load_remote_stylesheets=False, extra_css=rules or None
    )
    return inliner.inline(page)


def render_text(templates: Mapping[str, str], view: EditionView, unsubscribe: str) -> str:
    """The text part: no white space at line ends, one blank line at most, a line end last."""
    lines = _render(templates, PLAIN, view, unsubscribe).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip() + "\n"


def _render(templates: Mapping[str, str], name: str, view: EditionView, unsubscribe: str) -> str:
    import jinja2

    try:
        template = _environment(tuple(sorted(templates.items()))).get_template(name)
        return template.render(edition=view, words=view.words, unsubscribe=unsubscribe)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            f"{error.filename or _FOLDER + (error.name or name)}:{error.lineno}", str(error.message)
        ) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(_place(error, name), f"there is no template {error.name!r}") from error
    except (
        jinja2.TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise TemplateError(_place(error, name), str(error)) from error


def _place(error: BaseException, name: str) -> str:
    """file:line of the innermost template that the error passed through."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    own = [f"{file}:{line}" for file, line in places if file.startswith(_FOLDER) and file.endswith(".j2")]
    return own[-1] if own else f"{_FOLDER}{name}:1"


@lru_cache(maxsize=8)
def _environment(texts: tuple[tuple[str, str], ...]) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

    by_name = dict(texts)

    def load(name: str) -> tuple[str, str, None] | None:
        return (by_name[name], _FOLDER + name, None) if name in by_name else None

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=select_autoescape(enabled_extensions=(), disabled_extensions=("txt.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
    )
    environment.filters["wrapped"] = wrapped
    return environment


def _blame_markup(templates: Mapping[str, str], reason: str, error: ValueError) -> NoReturn:
    """Raises TemplateError at the first place where a file's markup is not well formed; MJML names no line itself."""
    from xml.parsers.expat import ExpatError, ParserCreate

    for name in sorted((n for n in templates if n.endswith(".mjml.j2")), key=lambda n: (n == PAGE, n)):
        text = _CONSTRUCT.sub(lambda match: "\n" * match[0].count("\n"), templates[name])
        try:
            ParserCreate().Parse(f"<any>{text}</any>", True)
        except ExpatError as found:
            detail = str(found).partition(":")[0]
            raise TemplateError(f"{_FOLDER}{name}:{min(found.lineno, text.count(chr(10)) + 1)}", detail) from error
    raise TemplateError(f"{_FOLDER}{PAGE}:1", reason) from error


def unknown_tags(templates: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Places and names of tags that MJML does not know and would let pass in silence."""
    found = []
    for name in sorted(n for n in templates if n.endswith(".mjml.j2")):
        for tag in _MJML_TAG.finditer(templates[name]):
            if tag[1] not in _MJML_TAGS:
                line = templates[name].count("\n", 0, tag.start()) + 1
                found.append((f"{_FOLDER}{name}:{line}", tag[1]))
    return tuple(found)
