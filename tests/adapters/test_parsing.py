"""The parser pool against real children: what hangs, swells or dies costs itself and nothing else."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.adapters.parsing import Limits, ParserPool
from briefing.adapters.parsing.wire import Ask, Told, Wire
from briefing.errors import BriefingError, NotAFeed, ParseFailed, ParseTimeout, TooLarge
from briefing.model import Entry, Fetched

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="looks at processes in /proc")

MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PATIENCE = 20.0  # seconds until something that must happen counts as not happening


def feed(*titles: str, name: str = "world", at: datetime = MORNING, date: str = "") -> Fetched:
    items = "".join(
        f"<item><title>{title}</title><link>https://halden.example/{place}</link><pubDate>{date}</pubDate></item>"
        for place, title in enumerate(titles)
    )
    body = f'<rss version="2.0"><channel><title>Halden</title>{items}</channel></rss>'.encode()
    return Fetched(f"https://halden.example/{name}.xml", at, body, "application/rss+xml")


def slow(name: str = "slow") -> Fetched:
    """Nine megabytes of paragraphs in a thousand entries: seconds of honest work."""
    entry = "<description>" + "&lt;p&gt;Ministers met in Quito &amp;amp; signed.&lt;/p&gt;" * 160 + "</description>"
    items = "".join(
        f"<item><title>T{place}</title><link>https://halden.example/{place}</link>{entry}</item>"
        for place in range(1_000)
    )
    body = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    return Fetched(f"https://halden.example/{name}.xml", MORNING, body, "application/rss+xml")


def children() -> set[int]:
    """Process ids of our children, zombies among them."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text("ascii").split()}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(autouse=True, scope="module")
def _no_child_is_left() -> Iterator[None]:
    """After all these tests there is no child more than before, and no zombie."""
    before = children()
    yield
    assert children() <= before


@pytest.fixture(scope="module")
def pool(_no_child_is_left: None) -> Iterator[ParserPool]:
    with ParserPool(workers=2) as opened:
        yield opened


def test_a_feed_is_read_in_a_child(pool: ParserPool) -> None:
    (entry,) = pool.feed(feed("Talks open in Quito"))
    assert entry == Entry("https://halden.example/0", "Talks open in Quito", None, link="https://halden.example/0")


def test_no_child_is_started_before_there_is_something_to_read() -> None:
    before = children()
    with ParserPool(workers=4) as pool:
        assert children() == before
        pool.feed(feed("Talks open in Quito"))
        assert len(children() - before) == 1


def test_a_date_after_the_fetch_is_not_believed(pool: ParserPool) -> None:
    (entry,) = pool.feed(feed("Talks", date="Mon, 30 Nov 2026 06:00:00 GMT"))
    assert entry.published is None


def test_without_the_time_of_the_fetch_a_date_is_taken_as_it_is(pool: ParserPool) -> None:
    (entry,) = pool.feed(feed("Talks", at=EPOCH, date="Mon, 30 Nov 2026 06:00:00 GMT"))
    assert entry.published == datetime(2026, 11, 30, 6, 0, tzinfo=UTC)


def test_a_web_page_where_a_feed_should_be_comes_back_as_that_error(pool: ParserPool) -> None:
    with pytest.raises(NotAFeed, match="home: the answer is a web page"):
        pool.feed(Fetched("https://halden.example/home", MORNING, b"<html><body>Sign in</body></html>"))


def test_a_feed_of_twenty_megabytes_goes_through_the_pipe_and_is_refused(pool: ParserPool) -> None:
    with pytest.raises(TooLarge, match="more than 10 MiB"):
        pool.feed(Fetched("https://halden.example/big", MORNING, b"<rss>" + b" " * 20_000_000))


def test_sixteen_threads_each_get_their_own_answers(pool: ParserPool) -> None:
    def read(number: int) -> tuple[str, ...]:
        return tuple(entry.title for entry in pool.feed(feed(f"Story {number}", f"Next {number}", name=str(number))))

    with ThreadPoolExecutor(16) as threads:
        titles = list(threads.map(read, range(800)))
    assert titles == [(f"Story {number}", f"Next {number}") for number in range(800)]


def test_a_feed_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    before = children()
    with ParserPool(workers=1, limits=Limits(seconds=0.25)) as pool:
        pool.feed(feed("Talks open in Quito"))
        first = children() - before
        start = time.monotonic()
        with pytest.raises(ParseTimeout, match=r"slow\.xml: not read within"):
            pool.feed(slow())
        assert time.monotonic() - start < 5
        assert not any(map(alive, first))
        assert [entry.title for entry in pool.feed(feed("Talks end"))] == ["Talks end"]
        assert not children() & first


def test_a_feed_that_takes_too_much_memory_fails_and_the_next_one_is_read() -> None:
    with ParserPool(workers=1, limits=Limits(seconds=30, memory=32 << 20)) as pool:
        assert pool.feed(feed("Talks open in Quito"))
        with pytest.raises(ParseFailed, match=r"slow\.xml: takes more memory than it may"):
            pool.feed(slow())
        assert [entry.title for entry in pool.feed(feed("Talks end"))] == ["Talks end"]


def test_a_child_that_is_killed_fails_its_feed_and_is_replaced() -> None:
    before = children()
    with ParserPool(workers=1, limits=Limits(seconds=30)) as pool, ThreadPoolExecutor(1) as thread:
        pool.feed(feed("Talks open in Quito"))
        (child,) = children() - before
        reading = thread.submit(pool.feed, slow())
        assert eventually(lambda: busy(child))
        os.kill(child, signal.SIGKILL)
        with pytest.raises(ParseFailed, match=r"slow\.xml: the parser child died of it \(SIGKILL"):
            reading.result()
        assert [entry.title for entry in pool.feed(feed("Talks end"))] == ["Talks end"]


def test_an_idle_child_that_was_killed_is_replaced_before_the_next_feed() -> None:
    before = children()
    with ParserPool(workers=1) as pool:
        pool.feed(feed("Talks open in Quito"))
        (child,) = children() - before
        os.kill(child, signal.SIGKILL)
        assert eventually(lambda: not alive(child))
        assert [entry.title for entry in pool.feed(feed("Talks end"))] == ["Talks end"]


def test_closing_ends_a_child_in_the_middle_of_its_work() -> None:
    before = children()
    with ThreadPoolExecutor(1) as thread:
        with ParserPool(workers=1, limits=Limits(seconds=60)) as pool:
            pool.feed(feed("Talks open in Quito"))
            (child,) = children() - before
            reading = thread.submit(pool.feed, slow())
            assert eventually(lambda: busy(child))
        assert not alive(child)
        with pytest.raises(BriefingError, match="closed") as caught:
            reading.result(PATIENCE)
        assert not isinstance(caught.value, ParseFailed), "the page is not to blame"


def test_a_closed_pool_reads_nothing_and_starts_nothing() -> None:
    with ParserPool(workers=1) as pool:
        pool.feed(feed("Talks open in Quito"))
    before = children()
    with pytest.raises(BriefingError, match="closed"):
        pool.feed(feed("Talks end"))
    assert children() == before


def test_threads_that_still_wait_when_the_pool_closes_are_let_go() -> None:
    with ThreadPoolExecutor(8) as threads:
        with ParserPool(workers=1, limits=Limits(seconds=60)) as pool:
            waiting = [threads.submit(pool.feed, slow(str(number))) for number in range(8)]
            time.sleep(0.3)
        for one in waiting:
            with pytest.raises(BriefingError, match="closed"):
                one.result(PATIENCE)


PARENT = """
import sys, threading
from datetime import UTC, datetime
from briefing.adapters.parsing import Limits, ParserPool
from briefing.model import Fetched

body = open(sys.argv[1], "rb").read()
with ParserPool(workers=1, limits=Limits(seconds=1.0)) as pool:
    pool.feed(Fetched("https://halden.example/small", datetime(2026, 11, 23, tzinfo=UTC), b"<rss></rss>"))
    print("ready", flush=True)
    if sys.argv[2] == "busy":
        pool.feed(Fetched("https://halden.example/slow", datetime(2026, 11, 23, tzinfo=UTC), body))
    threading.Event().wait()
"""


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[Callable[[str], tuple[subprocess.Popen[str], int]]]:
    """Starts a program with a pool; gives it and the id of its parser child."""
    (tmp_path / "slow.xml").write_bytes(slow().body)
    started: list[subprocess.Popen[str]] = []

    def start(how: str) -> tuple[subprocess.Popen[str], int]:
        arguments = [sys.executable, "-c", PARENT, str(tmp_path / "slow.xml"), how]
        program = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(program)
        assert program.stdout and program.stdout.readline() == "ready\n"
        (child,) = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text("ascii").split()
        return program, int(child)

    yield start
    for program in started:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("how", ["idle", "busy"])
def test_no_child_outlives_a_parent_that_was_killed(
    how: str, parent: Callable[[str], tuple[subprocess.Popen[str], int]]
) -> None:
    program, child = parent(how)
    assert how == "idle" or eventually(lambda: busy(child))
    program.kill()
    program.wait()
    assert eventually(lambda: not alive(child))


@pytest.mark.parametrize("how", ["idle", "busy"])
def test_an_interrupt_from_the_terminal_ends_parent_and_child_without_a_word_of_the_child(
    how: str, parent: Callable[[str], tuple[subprocess.Popen[str], int]]
) -> None:
    program, child = parent(how)
    assert how == "idle" or eventually(lambda: busy(child))
    os.killpg(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=PATIENCE)
    assert said.count("Traceback") == 1, "the program's own"
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert not alive(child)


def busy(child: int) -> bool:
    """True once it has begun on what it was sent: its resident memory holds the whole of it."""
    try:
        return int(Path(f"/proc/{child}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") > 50 << 20
    except FileNotFoundError:
        return False


def test_secrets_of_the_environment_do_not_reach_the_child() -> None:
    os.environ["BRIEFING_SMTP_URL"] = "smtp://user:canary@mail.example"
    before = children()
    try:
        with ParserPool(workers=1) as pool:
            pool.feed(feed("Talks open in Quito"))
            (child,) = children() - before
            assert b"canary" not in Path(f"/proc/{child}/environ").read_bytes()
    finally:
        del os.environ["BRIEFING_SMTP_URL"]


class _Harmful:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("exit 1",)


@pytest.fixture
def wires() -> Iterator[tuple[Wire, Wire]]:
    ours, its = socket.socketpair()
    with ours, its:
        yield Wire(ours), Wire(its)


def test_a_child_that_was_taken_over_cannot_run_code_in_its_parent() -> None:
    ours, its = socket.socketpair()
    with ours, its:
        harmful = pickle.dumps(_Harmful())
        its.sendall(len(harmful).to_bytes(4) + bytes(4) + harmful)
        with pytest.raises(EOFError, match="no part of a message"):
            Wire(ours).receive(time.monotonic() + PATIENCE)


def test_an_answer_that_pretends_to_be_endless_is_not_awaited() -> None:
    ours, its = socket.socketpair()
    with ours, its:
        its.sendall(b"\xff" * 8)
        with pytest.raises(EOFError):
            Wire(ours).receive(time.monotonic() + PATIENCE)


def test_a_message_arrives_as_it_was_sent(wires: tuple[Wire, Wire]) -> None:
    ours, its = wires
    entry = Entry("https://halden.example/0", "Talks", MORNING)
    its.send(Told(result=(entry,)))
    assert ours.receive() == (Told(result=(entry,)), b"")
    ask = Ask("feed", "https://halden.example/", "text/xml", MORNING)
    body = bytes(range(256)) * 40_000
    sender = threading.Thread(target=ours.send, args=(ask, body))
    sender.start()
    assert its.receive() == (ask, body)
    sender.join()


def test_a_deadline_ends_the_wait_for_an_answer(wires: tuple[Wire, Wire]) -> None:
    with pytest.raises(TimeoutError):
        wires[0].receive(time.monotonic() + 0.05)


def test_a_child_that_takes_nothing_more_does_not_block_its_parent(wires: tuple[Wire, Wire]) -> None:
    with pytest.raises(TimeoutError):
        wires[0].send(Ask("page", "https://halden.example/"), bytes(20_000_000), time.monotonic() + 0.05)
