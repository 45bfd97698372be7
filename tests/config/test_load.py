"""The three files as a user writes them, right and wrong."""

from __future__ import annotations

from datetime import date, timedelta
from datetime import time as clock
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Config, load
from briefing.config.document import read_document
from briefing.errors import ConfigError

PROGRAM = """
sender: {name: World Briefing, email: briefing@example.org}
briefings:
  world: {title: World Briefing, stories: 8}
"""
SOURCES = """
sources:
  - {url: https://example.org/feed.xml, name: Example Post, country: NO}
"""
READERS = """
subscribers:
  - {email: ana@example.org, briefings: [world], timezone: Europe/Lisbon}
"""


def written(
    folder: Path, program: str = PROGRAM, sources: str = SOURCES, readers: str = READERS, **environ: str
) -> Config:
    for name, text in (("briefing", program), ("sources", sources), ("subscriptions", readers)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder, environ)


def faults(folder: Path, program: str = PROGRAM, sources: str = SOURCES, readers: str = READERS, **env: str) -> str:
    with pytest.raises(ConfigError) as raised:
        written(folder, program, sources, readers, **env)
    return str(raised.value).replace(f"{folder}/", "")


def test_three_short_files_are_a_whole_configuration(tmp_path: Path) -> None:
    config = written(tmp_path)
    assert [source.id for source in config.sources] == ["example-post"]
    assert config.sources[0].country == "NO"
    assert [s.email for s in config.subscriptions] == ["ana@example.org"]
    assert config.subscriptions[0].profile.timezone == "Europe/Lisbon"
    assert config.subscriptions[0].days == frozenset({1, 2, 3, 4, 5})
    assert config.smtp_url == ""


def test_norway_is_a_country_and_half_past_ten_a_time(tmp_path: Path) -> None:
    readers = READERS.replace("timezone: Europe/Lisbon", "send_at: 10:30, home: NO, paused_until: 2026-12-01")
    reader = written(tmp_path, readers=readers).subscriptions[0]
    assert (reader.profile.home, reader.send_at, reader.paused_until) == ("NO", clock(10, 30), date(2026, 12, 1))


@pytest.mark.parametrize(("written_as", "code"), [("gb", "GB"), ("UK", "GB"), ("IND", "IN"), ("XK", "XK")])
def test_a_country_may_be_written_as_people_do(tmp_path: Path, written_as: str, code: str) -> None:
    assert written(tmp_path, sources=SOURCES.replace("NO", written_as)).sources[0].country == code


def test_an_unknown_key_is_shown_under_its_place_with_the_likely_one(tmp_path: Path) -> None:
    told = faults(tmp_path, sources="sources:\n  - url: https://example.org/a\n    wieght: 2\n")
    assert told.splitlines() == [
        "sources.yaml:3:5: error: unknown key 'wieght', did you mean 'weight'?",
        "   3 |     wieght: 2",
        "     |     ^^^^^^",
    ]


def test_all_faults_of_all_files_are_told_at_once_in_line_order(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        program=PROGRAM.replace("stories: 8", "stories: eight, lenght: 3"),
        sources="sources:\n  - {name: No Address}\n  - {url: 'javascript:alert(1)'}\n",
        readers="subscribers:\n  - {email: nobody, timezone: Mars/Base}\n",
    )
    places = [line.split(": error: ") for line in told.splitlines() if ": error: " in line]
    assert [place.split(":")[0] for place, _ in places] == ["briefing.yaml"] * 2 + ["sources.yaml"] * 2 + [
        "subscriptions.yaml"
    ] * 2
    assert [what for _, what in places] == [
        "'stories' should be a whole number",
        "unknown key 'lenght', did you mean 'weights'?",
        "key 'url' is missing",
        "'javascript:alert(1)' is no web address; write http://… or https://…",
        "'nobody' is no mail address",
        "no time zone 'Mars/Base'; write one such as Europe/Lisbon",
    ]


def test_a_key_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    told = faults(tmp_path, program=PROGRAM + "sender: {email: other@example.org}\n")
    assert "briefing.yaml:5:1: error: key 'sender' is here twice (line 2)" in told


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    assert "sources.yaml:3:" in faults(tmp_path, sources="sources:\n  - {url: [\n}\n")
    assert "is not UTF-8" in _latin(tmp_path)


def _latin(folder: Path) -> str:
    written(folder)
    (folder / "sources.yaml").write_bytes("sources: # é".encode("latin-1"))
    with pytest.raises(ConfigError) as raised:
        load(folder, {})
    return str(raised.value)


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "subscriptions.yaml").unlink()
    with pytest.raises(ConfigError, match=r"subscriptions\.yaml: error: no such file; 'briefing init' writes one"):
        load(tmp_path, {})


def test_variables_come_from_the_environment_dotenv_defaults_and_files(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    secret = tmp_path / "secret"
    secret.write_text("from-a-file\n", encoding="utf-8")
    (tmp_path / ".env").write_text("MAIL=smtps://mail.example.org\nTITLE='from .env'\n", encoding="utf-8")
    program = PROGRAM.replace("title: World Briefing", 'title: "${TITLE}"') + (
        f'smtp: {{url: "${{MAIL}}"}}\nstorage: "${{STORE:-x/y.db}}"\nsecrets: {{key: "${{file:{secret}}}"}}\n'
    )
    config = written(folder, program)
    assert config.smtp_url == "smtps://mail.example.org"
    assert (config.storage, config.secrets_key) == ("x/y.db", "from-a-file")
    assert written(folder, program, TITLE="from outside").profiles["world"].title == "from outside"
    assert written(folder, program, STORE_FILE=str(secret)).storage == "from-a-file"


def test_a_missing_variable_points_at_the_line_that_uses_it(tmp_path: Path) -> None:
    told = faults(tmp_path, PROGRAM + 'storage: "${NOWHERE}"\n')
    assert "briefing.yaml:5:10: error: variable NOWHERE is not set; set it in .env" in told


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    told = faults(tmp_path, PROGRAM + "smtp: {url: 'mail://me:hunter2@example.org', ulr: x}\n")
    assert "not an SMTP address" in told
    assert "hunter2" not in told.split("unknown key")[0]
    config = written(tmp_path, PROGRAM + "smtp: {url: 'smtp://me:hunter2@example.org'}\nsecrets: {key: s3cret}\n")
    assert "hunter2" not in repr(config)
    assert "s3cret" not in repr(config)


def test_a_briefing_inherits_and_a_reader_overrides(tmp_path: Path) -> None:
    program = """
sender: {email: briefing@example.org}
defaults: {stories: 6, home: PT}
briefings:
  world: {title: World, words_per_story: 50, caps: {region: 2}}
  mideast: {based_on: world, title: Middle East, regions: [middle-east], keywords: {boost: [ceasefire]}}
"""
    readers = """
subscribers:
  - {email: ana@example.org, briefings: [world, mideast], days: daily}
  - {email: omar@example.org, briefings: [mideast], home: JO, keywords: {mute: [football]}, format: text}
"""
    config = written(tmp_path, program, SOURCES, readers)
    mideast = config.profiles["mideast"]
    assert (mideast.stories, mideast.words_per_story, mideast.region_cap, mideast.home) == (6, 50, 2, "PT")
    assert (mideast.title, mideast.regions, mideast.boost) == ("Middle East", ("middle-east",), ("ceasefire",))
    ana, also_ana, omar = config.subscriptions
    assert (ana.briefing, also_ana.briefing) == ("world", "mideast")
    assert also_ana.profile.key == mideast.key
    assert (omar.profile.home, omar.profile.mute, omar.format) == ("JO", ("football",), "text")


def test_names_that_lead_nowhere_are_faults_at_their_place(tmp_path: Path) -> None:
    program = PROGRAM + "  other: {based_on: wrld}\n  round: {based_on: round}\n  picky: {sources: [example-pots]}\n"
    told = faults(tmp_path, program, readers="subscribers:\n  - {email: a@example.org, briefings: [wold]}\n")
    assert "no briefing 'wrld', did you mean 'world'?" in told
    assert "based_on: goes round in a circle" in told
    assert "no source 'example-pots', did you mean 'example-post'?" in told
    assert "subscriptions.yaml:2:40: error: no briefing 'wold', did you mean 'world'?" in told


def test_a_briefing_is_named_by_what_can_stand_in_a_file_name(tmp_path: Path) -> None:
    told = faults(tmp_path, PROGRAM + '  "../wor ld": {title: Elsewhere}\n')
    assert "briefing.yaml:5:3: error: '../wor ld' cannot be a name here; use small letters, digits" in told


def test_the_same_feed_or_reader_twice_is_a_fault(tmp_path: Path) -> None:
    feeds = "sources:\n  - {url: https://example.org/a}\n  - {url: https://example.org/a, name: Again}\n"
    assert "sources.yaml:3:11: error: the same feed as in line 2" in faults(tmp_path, sources=feeds)
    readers = "subscribers:\n  - {email: a@example.org}\n  - {email: A@example.org}\n"
    assert "A@example.org already gets 'world' (line 2)" in faults(tmp_path, readers=readers)


def test_ids_of_sources_do_not_depend_on_their_order(tmp_path: Path) -> None:
    feeds = [f"  - {{url: 'http://127.0.0.1:8099/fault/{kind}'}}\n" for kind in ("slow", "500", "404")]
    forward = written(tmp_path, sources="sources:\n" + "".join(feeds)).sources
    backward = written(tmp_path, sources="sources:\n" + "".join(reversed(feeds))).sources
    assert len({source.id for source in forward}) == 3
    assert {(s.url, s.id) for s in forward} == {(s.url, s.id) for s in backward}


def test_sources_that_are_off_are_not_asked(tmp_path: Path) -> None:
    feeds = SOURCES + "  - {url: https://example.org/b, enabled: false}\n"
    assert len(written(tmp_path, sources=feeds).sources) == 1


def test_gathering_has_its_own_words(tmp_path: Path) -> None:
    config = written(tmp_path, PROGRAM + "collect: {every: 1h, allow_networks: [127.0.0.0/8], gather_limit: 90s}\n")
    assert config.collect.every == timedelta(hours=1)
    assert config.collect.gather_limit == timedelta(seconds=90)
    assert config.collect.allow_networks == (ip_network("127.0.0.0/8"),)
    assert config.collect.contact == "briefing@example.org"


def test_a_key_that_is_not_acted_on_yet_is_said_to_be_one(tmp_path: Path) -> None:
    config = written(tmp_path, PROGRAM + "smtp: {rate: 60/minute}\npublic_url: https://briefing.example.org\n")
    assert len(config.notices) == 2
    assert "smtp.rate" in config.notices[0]


def test_many_sources_and_readers_are_read_whole(tmp_path: Path) -> None:
    feeds = "sources:\n" + "".join(
        f"  - {{url: 'https://example.org/{n}', name: Outlet {n}, country: FR, weight: 1.1}}\n" for n in range(500)
    )
    readers = "subscribers:\n" + "".join(
        f"  - {{email: r{n}@example.org, briefings: [world], timezone: Asia/Amman}}\n" for n in range(1000)
    )
    config = written(tmp_path, sources=feeds, readers=readers)
    assert (len(config.sources), len(config.subscriptions)) == (500, 1000)


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert "aliases counted each time" in faults(tmp_path, program=bomb)


@given(st.text(max_size=300))
def test_whatever_stands_in_a_file_is_read_or_told(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.yaml"
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        document = read_document(path, "sources.yaml")
    assert document.problems or document.value is None or isinstance(document.value, str | int | float | list | dict)


def test_a_source_may_be_a_sitemap_or_a_page_of_links_asked_at_its_own_pace(tmp_path: Path) -> None:
    sources = (
        "sources:\n  - {url: https://a.example/news.xml, format: sitemap, every: 2h}\n"
        "  - {url: https://b.example/world, format: page, links: /world/*}\n"
    )
    first, second = written(tmp_path, sources=sources).sources
    assert (first.listing.format, first.listing.links, first.every) == ("sitemap", "", timedelta(hours=2))
    assert (second.listing.format, second.listing.links, second.every) == ("page", "/world/*", None)


def test_a_page_needs_a_pattern_and_a_feed_has_none(tmp_path: Path) -> None:
    sources = (
        "sources:\n  - {url: https://a.example/world, format: page}\n"
        "  - {url: https://b.example/feed, links: /world/*}\n"
        "  - {url: https://c.example/, format: page, links: world}\n"
        "  - {url: https://d.example/, format: pages}\n"
    )
    told = faults(tmp_path, sources=sources)
    assert "sources.yaml:2:5: error: a page needs 'links'" in told
    assert "sources.yaml:3:5: error: 'links' is for a source with format: page or format: sitemap" in told
    assert "sources.yaml:4:52: error: 'world' is no pattern of addresses" in told
    assert "'pages' is not one of feed, sitemap, page, did you mean 'page'?" in told
