"""Every mail rule with messages that keep it and messages that break it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.checks import RULES, check_message

HEAD = (
    "From: =?utf-8?q?Gaz=C3=A9ta?= <briefing@example.org>\r\n"
    "To: reader@example.org\r\n"
    "Subject: Norway and Chile =?utf-8?q?=E2=80=93?= ports\r\n"
    "Date: Mon, 23 Nov 2026 06:00:00 +0000\r\n"
    "Message-ID: <4711@example.org>\r\n"
    'List-Id: "World Briefing" <world.example.org>\r\n'
    "List-Unsubscribe: <mailto:out@example.org>\r\n"
    "MIME-Version: 1.0\r\n"
)
TEXT = (
    "World Briefing\r\n\r\n1. Norway and Chile reopen\r\n   their ports\r\n\r\nLink: https://example.org/ports?a=3D1\r\n\r\n"
    "Unsubscribe: mailto:out@example.org\r\n"
)
HTML = (
    '<h1>World</h1><h2 class=3D"headline"><a href=3D"https://example.org/ports?a=3D1#:~:text=3DNorway">Norway\r\n'
    'and Chile reopen their ports</a> <span>paywall</span></h2><p style=3D"color:#111">=C2=A9\r\n'
    '<a href=3D"#top">up</a> <img src=3D"cid:m@example.org" alt=3D"Map"> \r\n'
    '<a href=3D"mailto:out@example.org">Out</a></p>\r\n'
)


def part(kind: str, body: str, charset: str = "utf-8") -> str:
    head = f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head + body


def message(head: str = HEAD, text: str = TEXT, html: str = HTML) -> bytes:
    parts = "".join(f"--=_b\r\n{one}" for one in (part("plain", text), part("html", html)))
    return f'{head}Content-Type: multipart/alternative; boundary="=_b"\r\n\r\n{parts}--=_b--\r\n'.encode()


def plain(head: str = HEAD) -> bytes:
    return (head + part("plain", TEXT)).encode()


def head(old: str, new: str) -> bytes:
    assert old in HEAD
    return message(HEAD.replace(old, new))


def html(markup: str) -> bytes:
    return message(html=HTML + markup.replace("=", "=3D") + "\r\n")


BOTH = HEAD.replace("<mailto:", "<https://example.org/u?t=1>,\r\n <mailto:")
ONE_CLICK = BOTH + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
TWICE = "From:From:To:To:Subject:Subject:Date:Date:Message-ID:Message-ID:List-Unsubscribe:List-Unsubscribe-Post"


def signed(tags: Mapping[str, str] = {}, octets: int = 256, tail: bytes = b"") -> bytes:
    whole = message(ONE_CLICK)
    body = whole.split(b"\r\n\r\n", 1)[1]
    bh = base64.b64encode(hashlib.sha256(body).digest()).decode()
    known = {"v": "1", "a": "rsa-sha256", "c": "relaxed/simple", "d": "example.org", "s": "k", "h": TWICE, "bh": bh}
    known |= {"b": base64.b64encode(bytes(octets)).decode(), **tags}
    field = ";\r\n ".join(f"{name}={value}" for name, value in known.items())
    return f"DKIM-Signature: {field}\r\n".encode() + whole + tail


GOOD: Mapping[str, list[bytes]] = {rule: [message(), plain(), message(ONE_CLICK), signed()] for rule in RULES}
BAD: Mapping[str, list[bytes]] = {
    "line-length": [head("To: reader", f"X-Note: {'a' * 995}\r\nTo: reader"), message(text=TEXT + "b" * 999 + "\r\n")],
    "line-endings": [
        message().replace(b"\r\n", b"\n"),
        message(text=TEXT + "a\nb\r\n"),
        message(text=TEXT + "a\rb\r\n"),
    ],
    "one-of-each": [head("To: reader@example.org\r\n", ""), head("Subject:", "Subject: First\r\nSubject:")],
    "date": [head("+0000", ""), head("Mon, 23 Nov 2026 06:00:00 +0000", "this morning")],
    "message-id": [head("<4711@example.org>", "4711@example.org"), head("<4711@example.org>", "<4711>")],
    "header-characters": [head("Norway and", "Norvège and"), head("Norway and", "Norway\x07 and")],
    "encoded-words": [
        head("=?utf-8?q?=E2=80=93?=", f"=?utf-8?q?{'=E2=80=93' * 9}?="),
        head("=?utf-8?q?=E2=80=93?=", "=?utf-8?q?=E2=80?="),
        head("=?utf-8?q?=E2=80=93?=", "=?klingon?q?=E2=80=93?="),
    ],
    "addresses": [
        head("<briefing@", "<=?utf-8?q?br=C3=AEefing?=@"),
        head("To: reader@example.org", "To: =?utf-8?q?r=C3=A9ader?=@example.org"),
        head("=?utf-8?q?Gaz=C3=A9ta?=", '"=?utf-8?q?Gaz=C3=A9ta?="'),
        head("<mailto:out@example.org>", "=?utf-8?q?=3Cmailto=3Aout=40example=2Eorg=3E?="),
        head("<world.example.org>", "<=?utf-8?q?world?=.example.org>"),
    ],
    "mime-version": [head("MIME-Version: 1.0\r\n", ""), head("1.0", "2.0")],
    "alternative": [
        message().replace(b"multipart/alternative", b"multipart/mixed"),
        message().replace(b"text/plain", b"text/enriched"),
        message()
        .replace(b"text/plain", b"text/x")
        .replace(b"text/html", b"text/plain")
        .replace(b"text/x", b"text/html"),
        (HEAD + part("html", HTML)).encode(),
    ],
    "utf-8": [
        message().replace(b"html; charset=utf-8", b"html; charset=iso-8859-1"),
        message(text=TEXT + "=E9t=E9\r\n"),
        (HEAD + part("plain", TEXT).replace("; charset=utf-8", "")).encode(),
    ],
    "controls": [
        message(text=TEXT + "caf=C2=85\r\n"),
        message(html=HTML + "=08"),
        head("=?utf-8?q?=E2=80=93?=", "=?utf-8?q?=C2=96?="),
    ],
    "seven-bit": [message(text=TEXT + "café\r\n")],
    "text-part": [
        message(text=TEXT.replace("their ports", "its ports")),
        message(text=TEXT.replace("a=3D1", "a=3D12")),
        message(text=TEXT.replace("mailto:out@", "mailto:in@")),
        html(
            '<p class="x"><span class="also-headline"><a href="https://example.org/ports?a=1">Unheard of</a></span></p>'
        ),
    ],
    "html-size": [message(html=HTML + ("x" * 70 + "\r\n") * 1400)],
    "active-content": [
        html("<script>alert(1)</script>"),
        html("<form><input></form>"),
        html('<iframe src="cid:a"></iframe>'),
        html('<p onclick="x()">a</p>'),
        html('<a href=" java\tscript:alert(1)">a</a>'),
        html('<a href="JavaScript:alert(1)">a</a>'),
        html('<a href="data:text/html,a">a</a>'),
        html('<meta http-equiv="Refresh" content="0">'),
    ],
    "nothing-remote": [
        html('<img src="https://example.net/pixel.gif">'),
        html('<link rel="stylesheet" href="https://example.net/a.css">'),
        html('<p style="background:url(https://example.net/a.png)">a</p>'),
        html("<style>@import 'https://example.net/a.css';</style>"),
        html('<td background="//example.net/a.png">a</td>'),
    ],
    "list-unsubscribe": [
        head("List-Unsubscribe: <mailto:out@example.org>\r\n", ""),
        head("<mailto:out@example.org>", "<https://example.org/u>"),
        head("<mailto:out@example.org>", "<http://example.org/u>, <mailto:out@example.org>"),
        head("<mailto:", "<https://example.org/u>, <https://example.org/v>, <mailto:"),
    ],
    "one-click": [
        message(BOTH),
        message(BOTH + "List-Unsubscribe-Post: yes\r\n"),
        message(HEAD + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
    ],
    "list-id": [head('List-Id: "World Briefing" <world.example.org>\r\n', ""), head("<world.example.org>", "world")],
    "auto-submitted": [head("To:", "Auto-Submitted: auto-generated\r\nTo:")],
    "dkim": [
        signed({"c": "simple/simple"}),
        signed({"a": "rsa-sha1"}),
        signed(octets=128),
        signed({"l": "100"}),
        signed({"h": TWICE.replace("Subject:Subject", "Subject")}),
        signed({"h": TWICE.replace(":List-Unsubscribe-Post", "")}),
        signed(tail=b"Another line.\r\n"),
        signed({"bh": "not base64"}),
    ],
}


def broken(message: bytes) -> set[str]:
    return {finding.rule for finding in check_message(message) if not finding.ok}


def test_every_rule_has_its_examples() -> None:
    assert set(BAD) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_message_that_keeps_the_rule_passes_it(rule: str) -> None:
    for good in GOOD[rule]:
        findings = [finding for finding in check_message(good) if finding.rule == rule]
        assert [finding.ok for finding in findings] == [True], findings


@pytest.mark.parametrize(("rule", "number"), [(rule, n) for rule, bad in BAD.items() for n in range(len(bad))])
def test_a_message_that_breaks_the_rule_is_named(rule: str, number: int) -> None:
    assert rule in broken(BAD[rule][number])


def test_a_rule_that_does_not_apply_says_why() -> None:
    notes = {finding.rule: finding.detail for finding in check_message(message())}
    assert "public_url" in notes["one-click"]
    assert "relay" in notes["dkim"]
    assert {finding.rule: finding.detail for finding in check_message(plain())}["html-size"] == "no HTML part"


def test_a_finding_names_the_place() -> None:
    finding = next(f for f in check_message(message(text=TEXT + "b" * 999 + "\r\n")) if f.rule == "line-length")
    lines = message(text=TEXT + "b" * 999 + "\r\n").split(b"\r\n")
    assert finding.culprit == f"line {lines.index(b'b' * 999) + 1}"
    assert "999" in finding.detail


@given(st.binary(max_size=400))
def test_any_bytes_are_judged(junk: bytes) -> None:
    assert check_message(junk)


@given(st.integers(0, 1500), st.binary(max_size=40))
def test_a_message_damaged_anywhere_is_judged(place: int, junk: bytes) -> None:
    whole = signed()
    assert check_message(whole[:place] + junk + whole[place:])
    assert check_message(whole[:place] + junk + whole[place + 20 :])


@pytest.mark.parametrize("depth", [50, 3000])
def test_parts_within_parts_within_parts_are_judged(depth: int) -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    assert not {"line-endings"} & broken((HEAD + nested).encode())
