"""Pages made to hurt, through the real filter: each does what the manifest of ../shared/data/hostile says it must."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.shared

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "data" / "hostile"
CASES = sorted(path.name for path in FOLDER.glob("p_*"))
SIZE_CASES = ("20mb", "1m_p", "huge", "deep", "flood", "binary")
Answer = dict[str, object]


def _text(answer: Answer) -> str:
    return str(answer.get("text", ""))


def _is_talks(answer: Answer) -> bool:
    return answer.get("article") is True and _text(answer).startswith("South Korea said on Thursday")


def _no_article(answer: Answer) -> bool:
    return answer.get("article") is False and bool(answer["reason"]) and not _text(answer)


def _read_or_refused(answer: Answer) -> bool:
    return "error" in answer or "article" in answer


MUST: dict[str, Callable[[Answer], bool]] = {
    "p_attr_20mb.html.gz": _is_talks,
    "p_script_xss.html": lambda a: _is_talks(a) and "alert" not in json.dumps(a),
    "p_jsonld_lie.html": lambda a: _is_talks(a) and "2999" not in str(a["published"]) and "alert" not in json.dumps(a),
    "p_jsonld_broken.html": _is_talks,
    "p_null.html": lambda a: _is_talks(a) and "Japan" in _text(a) and "\x00" not in _text(a),
    "p_meta_wrong_charset.html": lambda a: "Zürich café “quotes”" in _text(a),
    "p_hidden_text.html": lambda a: _is_talks(a) and "evil.example" not in _text(a) and "Second hidden" not in _text(a),
    "p_paywall.html": lambda a: _is_talks(a) and "ubscribe" not in _text(a) and "Sign in" not in _text(a),
    "p_consent.html": _no_article,
    "p_empty.html": _no_article,
}


def _raw(name: str) -> bytes:
    raw = (FOLDER / name).read_bytes()
    return gzip.decompress(raw) if name.endswith(".gz") else raw


@pytest.fixture(scope="module")
def idle() -> Iterator[float]:
    """CPU seconds of the filter's own start, on a page that is nothing."""
    yield _asked({"id": "idle", "url": "http://hostile.example/", "html": "<p>nothing</p>"})[1]


def _asked(case: Answer) -> tuple[Answer, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "stage", "extract"],
        input=json.dumps(case) + "\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout.splitlines()[-1]), spent


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_page_does_what_it_must(name: str, idle: float) -> None:
    html = _raw(name).decode("utf-8", "replace")
    answer, spent = _asked({"id": name, "url": f"http://hostile.example/{name}", "html": html})
    assert MUST.get(name, _read_or_refused)(answer), answer
    assert "<script" not in json.dumps(answer)
    assert spent - idle < (10.0 if any(size in name for size in SIZE_CASES) else 2.0)


@pytest.mark.parametrize(
    ("name", "words"), [("p_euckr.html", "한일 군사정보보호협정"), ("p_sjis_nometa.html", "日韓軍事情報包括保護協定")]
)
def test_a_page_in_another_charset_is_read_from_its_bytes(name: str, words: str) -> None:
    from briefing.extract import read_page

    assert words in read_page(_raw(name), f"http://hostile.example/{name}").text
