"""Every hostile feed of ../shared through the real `briefing stage feed`: each "must" of its manifest as a predicate.

Each feed gets a process of its own, which also shows what it costs: CPU seconds and memory above a harmless feed's.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

import pytest

from tests.conftest import SHARED

pytestmark = pytest.mark.shared

FOLDER = SHARED / "data" / "hostile"
SIZE_CASES = ("f_100k_items", "f_title_5mb", "f_deep_nest", "f_gzip_bomb")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HARMLESS = (
    b'<rss version="2.0"><channel><title>Halden Wire</title><item><title>Talks open in Quito</title>'
    b"<link>https://halden.example/quito</link></item></channel></rss>"
)
Entry = Mapping[str, object]


@dataclass(frozen=True)
class Cost:
    """The whole command and its parser child."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True)
class Answer:
    entries: tuple[Entry, ...]
    error: str
    cost: Cost

    def one(self) -> Entry:
        assert not self.error
        assert len(self.entries) == 1
        return self.entries[0]

    def titles(self) -> list[object]:
        assert not self.error
        return [entry["title"] for entry in self.entries]


def ask(name: str, body: bytes) -> Answer:
    case = {"id": name, "url": f"http://hostile.example/{name}", "body_base64": base64.b64encode(body).decode()}
    child = subprocess.Popen(
        [sys.executable, "-m", "briefing", "stage", "feed"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err, usage = _outcome(child, json.dumps(case).encode() + b"\n")
    assert "Traceback" not in err
    (line,) = out.splitlines()
    answer = json.loads(line)
    assert answer["id"] == name
    entries = tuple(cast("list[Entry]", answer.get("entries", [])))
    return Answer(entries, answer.get("error", ""), usage)


def _outcome(child: subprocess.Popen[bytes], stdin: bytes) -> tuple[str, str, Cost]:
    """As `communicate`, but waits with wait4: that counts the command's own children, once they are reaped."""
    assert child.stdin and child.stdout and child.stderr
    child.stdin.write(stdin)
    child.stdin.close()
    out, err = child.stdout.read(), child.stderr.read()
    child.stdout.close()
    child.stderr.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, err
    return out.decode(), err.decode(), Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@cache
def harmless() -> Cost:
    return ask("harmless", HARMLESS).cost


@cache
def manifest() -> Mapping[str, Mapping[str, str]]:
    return cast("Mapping[str, Mapping[str, str]]", json.loads((FOLDER / "manifest.json").read_text("utf-8")))


def body_of(name: str) -> bytes:
    stored = (FOLDER / name).read_bytes()
    return gzip.decompress(stored) if manifest()[name]["stored"] == "gzip" else stored


def no_expansion(answer: Answer) -> bool:
    return answer.one()["title"] == ""


def no_secret_of_the_machine(answer: Answer) -> bool:
    return answer.one()["title"] == "" and "root:" not in json.dumps(answer.entries)


def refused_or_kept(answer: Answer) -> bool:
    return bool(answer.error) or answer.titles() == ["Seoul talks"]


def seoul_talks(answer: Answer) -> bool:
    return answer.one()["title"] == "Seoul talks"


def no_control_in_the_title(answer: Answer) -> bool:
    return answer.one()["title"] == "Seoul [31mtalks"  # the escape is gone, its letters are harmless


def one_line(answer: Answer) -> bool:
    return answer.one()["title"] == "Seoul talks Bcc: victim@example.org x"


def no_markup(answer: Answer) -> bool:
    title = str(answer.one()["title"])
    return title.startswith("Seoul talks") and "<" not in title and "alert" not in title


def link_dropped(answer: Answer) -> bool:
    return not answer.error and all(str(entry["url"]).startswith(("http://", "https://")) for entry in answer.entries)


def nothing_left(answer: Answer) -> bool:
    return not answer.error and not answer.entries


def no_bidi(answer: Answer) -> bool:
    return answer.one()["title"] == "Seoul gpj.exe talks x"


def titled(title: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.one()["title"] == title


def not_utf7(answer: Answer) -> bool:
    return str(answer.one()["title"]).startswith("+ADw-script")


def complete_entries(answer: Answer) -> bool:
    whole = body_of("f_truncated.xml").count(b"</item>")
    return answer.titles() == ["Seoul talks"] * whole and whole > 1


def refused(answer: Answer) -> bool:
    return bool(answer.error) and not answer.entries and "hostile.example" in answer.error


def capped(answer: Answer) -> bool:
    return refused(answer) or 0 < len(answer.entries) <= 1_000


def short_title(answer: Answer) -> bool:
    return 0 < len(str(answer.one()["title"])) <= 500


def kept(answer: Answer) -> bool:
    return answer.one()["url"] == "http://e.org/a"


def all_five_in_order(answer: Answer) -> bool:
    """One address and one guid for all of them: the store takes the first."""
    return answer.titles() == ["S0", "S1", "S2", "S3", "S4"]


def not_today(answer: Answer) -> bool:
    """A gathering, which knows the time, drops the date: tests/collect."""
    return answer.one()["published"] in (None, "2999-08-22T09:00:00+00:00")


def dates_or_none(answer: Answer) -> bool:
    dates = {entry["title"]: entry["published"] for entry in answer.entries}
    good = {"S3": "2019-08-22T09:00:00+00:00", "S4": "2019-08-22T09:00:00+00:00"}
    believed = {**dict.fromkeys(("S0", "S1", "S2", "S6")), **good, "S5": "2019-08-22T09:00:00+00:00"}
    return dates == believed


def second_item(answer: Answer) -> bool:
    return [entry["url"] for entry in answer.entries] == ["http://e.org/2"]


MUST: Mapping[str, Callable[[Answer], bool]] = {
    "f_billion_laughs.xml": no_expansion,
    "f_quadratic.xml": no_expansion,
    "f_xxe_file.xml": no_secret_of_the_machine,
    "f_xxe_http.xml": no_expansion,
    "f_deep_nest.xml.gz": refused_or_kept,
    "f_null_bytes.xml": seoul_talks,
    "f_ctrl_chars.xml": no_control_in_the_title,
    "f_crlf_title.xml": one_line,
    "f_html_title.xml": no_markup,
    "f_js_link.xml": nothing_left,
    "f_data_link.xml": nothing_left,
    "f_file_link.xml": nothing_left,
    "f_ssrf_links.xml": link_dropped,
    "f_rtl_override.xml": no_bidi,
    "f_wrong_charset_decl.xml": titled("Zürich – “Seoul”"),
    "f_latin1_declared_utf8.xml": titled("Zürich café"),
    "f_cp1252_declared_latin1.xml": titled("“Seoul” – talks’"),
    "f_utf16_nobom.xml": seoul_talks,
    "f_bogus_encoding.xml": seoul_talks,
    "f_utf7_xss.xml": not_utf7,
    "f_truncated.xml": complete_entries,
    "f_leading_junk.xml": seoul_talks,
    "f_html_instead.html": refused,
    "f_empty.xml": refused,
    "f_100k_items.xml.gz": capped,
    "f_title_5mb.xml.gz": short_title,
    "f_desc_redos.xml": kept,
    "f_attr_bomb.xml": seoul_talks,
    "f_dup_guid.xml": all_five_in_order,
    "f_future_date.xml": not_today,
    "f_bad_dates.xml": dates_or_none,
    "f_json_deep.json": refused,
    "f_json_types.json": second_item,
    "f_gzip_bomb.xml.gz": refused,
}


def test_every_hostile_feed_has_its_predicate() -> None:
    assert set(MUST) == {name for name in manifest() if name.startswith("f_")}


@pytest.mark.parametrize("name", MUST)
def test_a_hostile_feed_does_no_harm(name: str) -> None:
    answer = ask(name, body_of(name))
    assert MUST[name](answer), (manifest()[name]["must"], answer.error, answer.entries[:3])
    shown = [value for entry in answer.entries for value in entry.values() if isinstance(value, str)]
    assert not any(FORBIDDEN.search(text) for text in [answer.error, *shown])
    assert answer.cost.seconds - harmless().seconds < (10 if name.startswith(SIZE_CASES) else 2)
    assert answer.cost.mebibytes - harmless().mebibytes < 300


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


def test_an_entity_that_names_an_address_is_not_fetched(listener: socket.socket) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    body = body_of("f_xxe_http.xml").replace(b"http://127.0.0.1:9/x", address.encode())
    assert address.encode() in body
    assert no_expansion(ask("xxe", body))
    with pytest.raises(TimeoutError):
        listener.accept()


def test_links_into_the_own_network_are_only_words_until_the_fetcher_sees_them(listener: socket.socket) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    body = body_of("f_ssrf_links.xml").replace(b"http://127.0.0.1:22/", address.encode())
    assert any(entry["url"] == address for entry in ask("ssrf", body).entries)
    with pytest.raises(TimeoutError):
        listener.accept()
