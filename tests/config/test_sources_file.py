"""sources.yaml as it is edited by commands: what its owner wrote stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.config.sources_file import SourcesEditor
from briefing.errors import ConfigError
from tests.conftest import ROOT

FILE = """# Where stories come from.
sources:
  # World
  - url: https://a.example/feed    # the old one moved
    name: Halden Wire
    weight: 1.5

  # Africa
  - {url: https://b.example/feed, name: "Lagos: Daily", enabled: false}
  -
    url: https://c.example/feed
    name: Amman Courier
    # weight: 2
# The end.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "sources.yaml"
    file.write_text(FILE, "utf-8")
    return file


def test_all_sources_are_listed_with_their_lines_and_those_that_are_off(path: Path) -> None:
    listed = SourcesEditor(path, {}).listed
    assert [(each.source.id, each.enabled, each.line) for each in listed] == [
        ("halden-wire", True, 4),
        ("lagos-daily", False, 9),
        ("amman-courier", True, 11),
    ]


def test_a_source_is_added_at_the_end_and_nothing_else_changes(path: Path) -> None:
    editor = SourcesEditor(path, {})
    added = editor.add({"url": "https://d.example/feed", "name": "Quito: hoy #1", "country": "NO", "language": ""})
    assert path.read_text("utf-8") == FILE, "not before it is written"
    editor.write()
    assert path.read_text("utf-8") == (
        FILE + '  - url: https://d.example/feed\n    name: "Quito: hoy #1"\n    country: NO\n'
    )
    assert (added.id, added.name, added.country) == ("quito-hoy-1", "Quito: hoy #1", "NO")
    assert [each.name for each in path.parent.iterdir()] == ["sources.yaml"]


def test_a_source_is_removed_with_the_comments_inside_it_and_no_others(path: Path) -> None:
    for ident, gone in (
        (
            "halden-wire",
            "  - url: https://a.example/feed    # the old one moved\n    name: Halden Wire\n    weight: 1.5\n",
        ),
        ("lagos-daily", '  - {url: https://b.example/feed, name: "Lagos: Daily", enabled: false}\n'),
        (
            "https://c.example/feed",
            "  -\n    url: https://c.example/feed\n    name: Amman Courier\n    # weight: 2\n",
        ),
    ):
        path.write_text(FILE, "utf-8")
        editor = SourcesEditor(path, {})
        editor.remove(ident)
        editor.write()
        assert path.read_text("utf-8") == FILE.replace(gone, "")


def test_adding_and_removing_gives_the_same_bytes_again() -> None:
    shipped = ROOT / "config" / "sources.yaml"
    before = SourcesEditor(shipped, {})
    whole = shipped.read_text("utf-8")
    added = before.add({"url": "https://d.example/feed", "name": "Quito"})
    before.remove(added.id)
    assert before._text == whole


def test_a_second_feed_of_one_name_does_not_change_the_id_of_the_first(path: Path) -> None:
    editor = SourcesEditor(path, {})
    second = editor.add({"url": "https://a.example/world", "name": "Halden Wire"})
    assert editor.listed[0].source.id == "halden-wire"
    assert second.id.startswith("halden-wire-")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"url": "https://A.example/feed#x"}, "already"),
        ({"url": "ftp://d.example/feed"}, "no web address"),
        ({"url": "https://d.example/", "country": "XX"}, "no country 'XX'"),
        ({"url": "https://d.example/", "format": "page"}, "needs 'links'"),
    ],
)
def test_what_is_no_source_is_not_added(path: Path, facts: dict[str, str], reason: str) -> None:
    editor = SourcesEditor(path, {})
    with pytest.raises(ConfigError, match=reason):
        editor.add(facts)
    editor.write()
    assert path.read_text("utf-8") == FILE


def test_nothing_in_an_address_is_taken_for_a_variable(path: Path) -> None:
    editor = SourcesEditor(path, {"SECRET": "hunter2"})
    assert editor.add({"url": "https://d.example/${SECRET}", "name": "$$ ${SECRET}"}).name == "$$ ${SECRET}"
    editor.write()
    assert SourcesEditor(path, {"SECRET": "hunter2"}).listed[-1].source.url == "https://d.example/${SECRET}"


def test_an_unknown_source_and_the_last_one_stay(path: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean 'halden-wire'"):
        SourcesEditor(path, {}).remove("halden-wir")
    path.write_text("sources:\n- url: https://a.example/\n", "utf-8")
    with pytest.raises(ConfigError, match="only source"):
        SourcesEditor(path, {}).remove("a.example")


@pytest.mark.parametrize(
    "text",
    [
        "sources: [{url: https://a.example/}, {url: https://b.example/}]\n",
        '{"sources": [{"url": "https://a.example/"},\n {"url": "https://b.example/"}]}\n',
        "---\nsources:\n- url: https://a.example/\n- url: https://b.example/\n...\n",
    ],
)
def test_a_layout_that_cannot_be_edited_safely_is_left_alone(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"by hand|one line"):
        SourcesEditor(path, {}).add({"url": "https://c.example/"})
    assert path.read_text("utf-8") == text


def test_windows_line_ends_stay(path: Path) -> None:
    path.write_bytes(FILE.replace("\n", "\r\n").encode())
    editor = SourcesEditor(path, {})
    editor.add({"url": "https://d.example/feed"})
    editor.remove("halden-wire")
    editor.write()
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") == FILE.count("\n") - 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30))
def test_whatever_a_source_is_called_it_is_read_back_just_so(path: Path, name: str) -> None:
    editor = SourcesEditor(path, {})
    assert editor.add({"url": "https://d.example/feed", "name": name}).name == name
    editor.remove("https://d.example/feed")
    assert len(editor.listed) == 3
