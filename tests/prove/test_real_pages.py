"""False alarms on real pages and feeds: what honest rooms read there is found there."""

from __future__ import annotations

import base64
import gzip
import json
from collections import defaultdict

import pytest

from briefing.collect import read_feed
from briefing.compose.safety import clean, link
from briefing.extract import read_page as extract
from briefing.prove.addresses import known_by, resolved
from briefing.prove.compare import is_headline, is_standfirst, place_of
from briefing.prove.feed import FeedEntry, may_name
from briefing.prove.feed import read_feed as read_again
from briefing.prove.folding import fold
from briefing.prove.page import read_page
from briefing.text.urls import canonical
from tests.conftest import SHARED

pytestmark = pytest.mark.shared

_EVERY = 12  # of 124 pages


def test_nearly_every_paragraph_of_a_real_page_stands_in_it() -> None:
    whole = missed = 0
    for path in sorted((SHARED / "data" / "web" / "pages").iterdir())[::_EVERY]:
        body = gzip.decompress(path.read_bytes())
        page = read_page(body, "text/html; charset=utf-8")
        for paragraph in extract(body, "https://example.org/", "text/html; charset=utf-8").paragraphs:
            whole += 1
            missed += place_of(fold(paragraph), page) < 0
    assert whole > 150
    assert missed / whole <= 0.005, f"{missed} of {whole}"


def test_nearly_every_title_and_standfirst_of_a_real_feed_is_found_under_its_address() -> None:
    titles = summaries = missed = 0
    with gzip.open(SHARED / "data" / "feeds" / "real_feeds.jsonl.gz") as lines:
        for case in map(json.loads, lines):
            body = base64.b64decode(case["body_base64"])
            again: dict[str, list[FeedEntry]] = defaultdict(list)
            for told in read_again(body, ""):
                for known in {known_by(resolved(one, case["url"])) for one in told.links}:
                    again[known].append(told)
            for entry in read_feed(body, case["url"]):
                url = link(canonical(entry.url))
                assert may_name(url, body)
                found = again[known_by(url)]
                texts = [blocks for e in found for blocks in e.texts]
                if entry.title:
                    titles += 1
                    missed += not any(is_headline(clean(entry.title), e.titles) for e in found)
                if entry.summary:
                    summaries += 1
                    missed += not any(is_standfirst(clean(entry.summary), blocks) for blocks in texts)
    assert titles > 300
    assert summaries > 300
    assert missed <= 0.003 * (titles + summaries)
