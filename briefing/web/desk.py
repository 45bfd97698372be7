"""The desk's routes. The finished message is parsed back from its MIME and shown; nothing is rendered anew."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefing.checks import check_message
from briefing.errors import ConfigError
from briefing.model import EditionRecord, Finding
from briefing.pipeline.proof import unnamed_reader
from briefing.ports import EditionStore

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["desk", "serve_desk", "write_static"]

_HOSTS = ("127.0.0.1", "localhost")
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"  # a link opens a page of its own, in a tab of its own
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
_FRAME_POLICY = f"{_POLICY}img-src data:; frame-ancestors 'self'; sandbox {_SANDBOX}"
_PAGE_POLICY = f"{_POLICY}frame-src 'self'; frame-ancestors 'none'"
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
_STYLE = """
:root{color-scheme:light dark;--paper:#f3f0e9;--ink:#1a1a1a;--line:#d8d2c4;--accent:#8c1d18}
@media(prefers-color-scheme:dark){:root{--paper:#1e1e1e;--ink:#e8e4da;--line:#3a3833;--accent:#e58a84}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Georgia,serif}
header,main{max-width:760px;margin:0 auto;padding:16px}h1{font-size:22px;margin:0}
nav a,ul a{color:inherit}nav a{margin-right:16px;font:14px/1.5 sans-serif}nav a[aria-current]{color:var(--accent)}
iframe{width:100%;height:calc(100vh - 96px);border:0;display:block;border-top:1px solid var(--line);background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 monospace}li{margin:8px 0}
dl{font:14px/1.5 sans-serif;display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}dd{margin:0}
.broken{color:var(--accent);font-weight:bold}
"""
_TABS = {"html": "As sent", "text": "Text part", "headers": "Headers", "source": "Source", "checks": "Checks"}
_LINK = re.compile(r"""<a (?=(?:[^"'<>]|"[^"]*"|'[^']*')*?\bhref=["']https?:)""")


@dataclass(frozen=True, slots=True)
class _Parts:
    message: bytes
    html: str
    text: str
    headers: str


def _parts(record: EditionRecord) -> _Parts:
    """The message and what a mail program finds in it."""
    page = next((one for one in record.skeletons if one.format == "html"), record.skeletons[0])
    message = unnamed_reader(page)
    parsed = message_from_bytes(message, policy=policy.default)
    headers = message.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace")
    return _Parts(message, _body(parsed, "html"), _body(parsed, "plain"), headers)


def _body(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part else ""


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{body}</body></html>'


_EMPTY = "<p>No edition yet: <code>briefing collect</code>, then <code>briefing build</code>.</p>"


def _list(records: tuple[EditionRecord, ...]) -> str:
    rows = "".join(
        f'<li><a href="{_path(r)}">{escape(r.title)}, {r.key.press_time:%d %B %Y %H:%M} UTC</a>'
        f" · {r.stories} stories · {escape(r.state)} {escape(r.reason)}</li>"
        for r in records
    )
    return _page("Editions", f"<header><h1>Editions</h1></header><main>{f'<ul>{rows}</ul>' if rows else _EMPTY}</main>")


def _show(record: EditionRecord, tab: str) -> str:
    links = "".join(
        f'<a href="{_path(record)}?tab={name}"{" aria-current=page" if name == tab else ""}>{label}</a>'
        for name, label in _TABS.items()
    )
    eml = f'<a href="{_path(record)}.eml">Download .eml</a>'
    header = f'<header><h1>{escape(record.title)}</h1><nav><a href="/">All</a>{links}{eml}</nav></header>'
    if not record.skeletons:
        return _page(record.title, f"{header}<main><p>{escape(record.state)}: {escape(record.reason)}</p></main>")
    parts = _parts(record)
    if tab == "html":
        frame = f'<iframe sandbox="{_SANDBOX}" title="The edition" src="{_path(record)}/body"></iframe>'
        return _page(record.title, header + frame)
    if tab == "checks":
        return _page(record.title, f"{header}<main>{_checks((*check_message(parts.message), *record.unproved))}</main>")
    shown = {"text": parts.text, "headers": parts.headers, "source": parts.message.decode("utf-8", "replace")}
    return _page(record.title, f"{header}<main><pre>{escape(shown.get(tab, parts.text))}</pre></main>")


def _checks(findings: tuple[Finding, ...]) -> str:
    """Each mail rule with what came of it, those that are broken first, and the quotations that could not be proved."""
    rows = "".join(
        f"<dt>{'ok' if f.ok else '<span class=broken>not</span>'} {escape(f.rule)}</dt>"
        f"<dd>{escape(' '.join(filter(None, (f.culprit, f.detail))))}</dd>"
        for f in sorted(findings, key=lambda f: f.ok)
    )
    broken = sum(not f.ok for f in findings)
    return f"<p>{len(findings) - broken} of {len(findings)} kept.</p><dl>{rows}</dl>"


def _path(record: EditionRecord) -> str:
    return f"/editions/{quote(record.id, safe='')}"


def _framed(html: str) -> str:
    """The page as its frame gets it: as sent, but links out of it open beside the desk and not inside the frame.

    What is put in has no quotation marks: where an attribute's value only looks like a link, it stays in its value.
    """
    return _LINK.sub("<a target=_blank ", html)


def desk(editions: EditionStore) -> Starlette:
    """The app. Requests whose Host is not this machine's loopback are refused (DNS rebinding)."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import HTMLResponse, PlainTextResponse, Response
    from starlette.routing import Route

    def page(text: str, status: int = 200) -> Response:
        return HTMLResponse(text, status, headers=_SAFE | {"Content-Security-Policy": _PAGE_POLICY})

    def found(request: Request) -> EditionRecord | None:
        return editions.edition(request.path_params["edition"])

    def index(request: Request) -> Response:
        return page(_list(editions.editions()))

    def show(request: Request) -> Response:
        record = found(request)
        if record is None:
            return page(_page("Not found", "<main><p>No such edition. <a href='/'>All editions</a></p></main>"), 404)
        return page(_show(record, request.query_params.get("tab", "html")))

    def body(request: Request) -> Response:
        record = found(request)
        if record is None or not record.skeletons:
            return PlainTextResponse("no such edition", 404, headers=_SAFE)
        return HTMLResponse(_framed(_parts(record).html), headers=_SAFE | {"Content-Security-Policy": _FRAME_POLICY})

    def raw(request: Request) -> Response:
        record = found(request)
        if record is None or not record.skeletons:
            return PlainTextResponse("no such edition", 404, headers=_SAFE)
        name = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(record.id, safe='')}.eml"}
        return Response(_parts(record).message, media_type="message/rfc822", headers=_SAFE | name)

    routes = [
        Route("/", index),
        Route("/editions/{edition}.eml", raw),
        Route("/editions/{edition}/body", body),
        Route("/editions/{edition}", show),
    ]
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(_HOSTS))])


def serve_desk(editions: EditionStore, port: int, ready: Callable[[str], None]) -> None:
    """Serves the desk on 127.0.0.1 until interrupted; `ready` hears the address.

    Raises ConfigError where the port is taken or is none.
    """
    import socket

    import uvicorn

    if not 0 <= port <= 65_535:
        raise ConfigError(f"port {port}", "there is no such port; --port 0 takes a free one")
    try:
        listening = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise ConfigError(f"port {port}", f"{reason}; choose another with --port, 0 takes a free one") from error
    with listening:
        ready(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        server = uvicorn.Server(uvicorn.Config(desk(editions), log_level="warning", access_log=False))
        server.run(sockets=[listening])


def write_static(editions: EditionStore, folder: Path) -> tuple[Path, ...]:
    """Writes each edition's message, HTML and text to `folder`, with an index; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    records = tuple(record for record in editions.editions() if record.skeletons)
    for record in records:
        parts = _parts(record)
        for ending, content in ((".eml", parts.message), (".html", parts.html.encode()), (".txt", parts.text.encode())):
            path = folder / f"{record.id}{ending}"
            path.write_bytes(content)
            written.append(path)
    index = folder / "index.html"
    index.write_text(_static_index(records), encoding="utf-8")
    return (*written, index)


def _static_index(records: tuple[EditionRecord, ...]) -> str:
    rows = "".join(
        f'<li><a href="{quote(r.id, safe="")}.html">{escape(r.title)} {escape(r.id)}</a></li>' for r in records
    )
    return _page("Editions", f"<header><h1>Editions</h1></header><main>{f'<ul>{rows}</ul>' if rows else _EMPTY}</main>")
