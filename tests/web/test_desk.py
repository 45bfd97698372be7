"""The desk as its reader's browser asks it: the exact message, nothing that runs, nobody from outside."""

from __future__ import annotations

import http.client
import socket
from dataclasses import dataclass
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefing.errors import ConfigError
from briefing.pipeline.proof import unnamed_reader
from briefing.ports import EditionStore
from briefing.web import serve_desk, write_static


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Tags(HTMLParser):
    """Names of all start tags and of their attributes, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]


def get(served: str, path: str = "/", host: str = "") -> Got:
    place = urlsplit(served)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    connection.request("GET", path, headers={"Host": host or place.netloc})
    answer = connection.getresponse()
    got = Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    connection.close()
    return got


def path_of(editions: EditionStore, briefing: str) -> str:
    return "/editions/" + next(r.id for r in editions.editions() if r.key.briefing == briefing)


def test_the_desk_lists_what_there_is(served: str, editions: EditionStore) -> None:
    page = get(served).text
    for record in editions.editions():
        assert f'href="/editions/{record.id}"' in page
    assert "held" in page


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "[::1]", "0.0.0.0", "192.168.0.2"]
)
def test_another_host_name_is_refused(served: str, host: str) -> None:
    got = get(served, host=host)
    assert got.status == 400
    assert b"World Briefing" not in got.body


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8025", "LOCALHOST"])
def test_this_machine_is_let_in(served: str, host: str) -> None:
    assert get(served, host=host).status == 200


def test_what_is_shown_and_downloaded_is_the_very_message(served: str, editions: EditionStore) -> None:
    path = path_of(editions, "world")
    record = editions.edition(path.rpartition("/")[2])
    assert record is not None
    sent = unnamed_reader(next(s for s in record.skeletons if s.format == "html"))
    got = get(served, path + ".eml")
    assert got.body == sent
    assert got.headers["content-type"] == "message/rfc822"
    html = message_from_bytes(sent, policy=policy.default).get_body(("html",)).get_content()
    assert get(served, path + "/body").text.replace("<a target=_blank ", "<a ") == html
    assert "1. Norway" in get(served, path + "?tab=text").text
    assert "List-Unsubscribe" in get(served, path + "?tab=headers").text
    assert "quoted-printable" in get(served, path + "?tab=source").text


def test_the_checks_are_shown_with_what_they_found(served: str, editions: EditionStore) -> None:
    page = get(served, path_of(editions, "world") + "?tab=checks").text
    assert "line-length" in page
    assert "class=broken" not in page


@pytest.mark.parametrize(
    "path", ["/editions/none", "/editions/none/body", "/editions/none.eml", "/editions/..%2f..%2fetc", "/x"]
)
def test_what_is_not_there_is_not_found(served: str, path: str) -> None:
    assert get(served, path).status == 404


def test_an_edition_without_a_message_says_why(served: str, editions: EditionStore) -> None:
    path = path_of(editions, "held")
    assert "too few" in get(served, path).text
    assert get(served, path + "/body").status == 404
    assert get(served, path + ".eml").status == 404


@pytest.mark.parametrize(
    "tab", ["", "?tab=text", "?tab=headers", "?tab=source", "?tab=checks", "?tab=%3Cscript%3E", "/body"]
)
@pytest.mark.parametrize("briefing", ["world", "hostile", "held"])
def test_every_page_forbids_scripts_and_says_that_it_is_no_ones_to_keep(
    served: str, editions: EditionStore, briefing: str, tab: str
) -> None:
    got = get(served, path_of(editions, briefing) + tab)
    tags = Tags(got.text)
    assert not {"script", "img", "form", "object", "embed"} & set(tags.names)
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"
    if got.status == 200:
        policy_line = got.headers["content-security-policy"]
        assert "default-src 'none'" in policy_line
        assert "script-src" not in policy_line
        assert ("sandbox" in policy_line) == (tab == "/body")


def test_a_taken_port_is_one_clear_line(editions: EditionStore) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match="--port"):
            serve_desk(editions, port, lambda url: None)
    with pytest.raises(ConfigError, match="--port"):
        serve_desk(editions, 70_000, lambda url: None)


def test_the_static_pages_are_the_messages_and_an_index_that_leads_to_them(
    tmp_path: Path, editions: EditionStore
) -> None:
    written = write_static(editions, tmp_path / "site")
    index = written[-1].read_text("utf-8")
    assert written[-1].name == "index.html"
    assert "<script" not in index
    shown = [r for r in editions.editions() if r.skeletons]
    assert len(written) == 3 * len(shown) + 1
    for record in shown:
        assert f'href="{record.id}.html"' in index
        eml = (tmp_path / "site" / f"{record.id}.eml").read_bytes()
        assert eml == unnamed_reader(next(s for s in record.skeletons if s.format == "html"))
