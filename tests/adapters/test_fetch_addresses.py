"""Where the fetcher does not go: private networks, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.adapters.clock import HeldClock
from briefing.adapters.http import FetchOptions, HttpFetcher
from briefing.adapters.http.addresses import why_not
from briefing.errors import BriefingError, FetchFailed, FetchRefused, FetchTimeout, Refused
from briefing.model import Validators
from tests.adapters.serving import Said, Web, canary, options
from tests.contracts.nouns import NOON

PRIVATE = """
127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 192.0.2.1
198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.0.0.8
::1 :: fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::7f00:1 2002:7f00:1:: 2002:a00:1::1 2001::1 100::1
""".split()
NEVER = """
169.254.169.254 169.254.0.1 fe80::1 fe80::1%eth0 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe::
fd00:ec2::254 100.100.100.200 168.63.129.16 192.0.0.192
""".split()
PUBLIC = "8.8.8.8 1.1.1.1 193.0.6.139 2606:4700::1111 2a00:1450:4001::200e ::ffff:8.8.8.8 64:ff9b::808:808".split()
EVERYTHING = (ip_network("0.0.0.0/0"), ip_network("::/0"))


@pytest.mark.parametrize("address", PRIVATE + NEVER)
def test_no_private_address_is_reached(address: str) -> None:
    assert why_not(address, ())


@pytest.mark.parametrize("address", NEVER)
def test_link_local_and_metadata_addresses_are_not_reached_even_where_everything_is_allowed(address: str) -> None:
    assert "link-local or metadata" in why_not(address, EVERYTHING)


@pytest.mark.parametrize("address", PRIVATE)
def test_other_private_addresses_are_reached_where_they_are_allowed(address: str) -> None:
    assert why_not(address, EVERYTHING) == ""


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_reached(address: str) -> None:
    assert why_not(address, ()) == ""


def test_allowing_one_network_allows_no_other() -> None:
    allowed = (ip_network("10.0.0.0/8"),)
    assert why_not("10.1.2.3", allowed) == why_not("::ffff:10.1.2.3", allowed) == ""
    assert why_not("11.0.0.1", ()) == ""
    assert why_not("192.168.0.1", allowed)


@given(st.ip_addresses())
def test_what_is_not_global_is_never_reached(address: object) -> None:
    if not ip_address(str(address)).is_global and not why_not(str(address), ()):
        assert ip_address(str(address)).ipv4_mapped.is_global  # type: ignore[union-attr]


FORMS = """
127.0.0.1 127.1 127.0.1 127.1.2.3 127.255.255.254 2130706433 0x7f000001 0x7F.0.0.1 0x7f.1 017700000001 0177.0.0.1 0177.1
00000177.0.0.1 127.0.0.1. 0.0.0.0 0 0x0 00 localhost LOCALHOST localhost. lOcAlHoSt [::1] [::] [0:0:0:0:0:0:0:1]
[0000:0000:0000:0000:0000:0000:0000:0001] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:0:7f00:1] [::127.0.0.1]
[64:ff9b::7f00:1] [2002:7f00:1::] 127。0。0。1 127．0．0．1 ①②⑦.⓪.⓪.① １２７.０.０.１ 127.0.0.1%00 127.0.0.1%2e
127.0.0.1%09 127.0.0.1%0d%0a 127.0.0.1%23.example.org 127.0.0.1%20 %31%32%37.0.0.1 user@127.0.0.1 user:pw@127.0.0.1
example.org@127.0.0.1 example.org:80@127.0.0.1 127.0.0.1:80@127.0.0.1 example.org%40127.0.0.1 example.org\\@127.0.0.1
127.0.0.1\\@example.org 127.0.0.1#@example.org 127.0.0.1?@example.org 4294967297 4294967295 999.0.0.1 256.256.256.256
127.0.0.1.5 127.0.0.0x1 0x7f000001.0x0 [::1%25lo] [fe80::1] [fe80::1%25lo] 169.254.169.254 0xa9fea9fe 2852039166
[::ffff:a9fe:a9fe] 0251.0376.0251.0376 10.0.0.1 192.168.0.1 172.16.0.1 [fd00:ec2::254] [fec0::1] 100.64.0.1 224.0.0.1
255.255.255.255 240.0.0.1 metadata.google.internal
""".split()
WHOLE = """
file:///etc/passwd ftp://127.0.0.1/ gopher://127.0.0.1/ data:text/html,x javascript:alert(1) //127.0.0.1/ /etc/passwd
http:127.0.0.1 http:/127.0.0.1 http:///127.0.0.1 http://:80/ http://? http://# dict://127.0.0.1 ldap://127.0.0.1
jar:http://127.0.0.1!/ unix:///var/run/docker.sock ws://127.0.0.1/ HTTP://127.0.0.1/ hTTp://localhost/ http://[::1
http://127.0.0.1:99999/ http://127.0.0.1:-1/ http://127.0.0.1:x/ feed://127.0.0.1/ view-source:http://127.0.0.1/
""".split()


@pytest.fixture(scope="module")
def strict() -> Iterator[HttpFetcher]:
    """Nothing private is allowed."""
    with HttpFetcher(FetchOptions("test", connect_seconds=1, total_seconds=2), HeldClock(NOON)) as opened:
        yield opened


def test_no_way_of_writing_a_loopback_address_leads_there(strict: HttpFetcher) -> None:
    with canary() as watched:
        tried = [f"{scheme}://{form}:{watched.port}/x" for form in FORMS for scheme in ("http", "https")]
        tried += [re.sub(r"(?<=127\.0\.0\.1|localhost)(?=[/!]|$)", f":{watched.port}", whole) for whole in WHOLE]
        for url in tried:
            for ask in (strict.page, lambda u: strict.feed(u, Validators())):
                with pytest.raises((Refused, FetchFailed)) as caught:
                    ask(url)
                assert caught.value.culprit == url
                assert caught.value.reason
        assert watched.connections == 0
    assert len(tried) > 150


def test_a_page_that_redirects_into_the_house_is_refused_at_that_step(web: Web) -> None:
    served = (ip_network("127.0.0.1/32"),)
    with canary() as watched, HttpFetcher(options(allow_networks=served), HeldClock(NOON)) as fetcher:
        for number, target in enumerate(
            [
                f"http://127.0.0.2:{watched.port}/",
                f"http://2130706434:{watched.port}/",
                f"http://[::1]:{watched.port}/",
                f"http://[::ffff:127.0.0.2]:{watched.port}/",
                f"//127.0.0.3:{watched.port}/",
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/",
                "file:///etc/passwd",
                "ftp://127.0.0.2/",
                "http://user:pw@127.0.0.1/",
                "http://127.0.0.1:99999/",
                "http://[::1",
            ]
        ):
            web.says[f"/{number}"] = Said(status=302, headers={"Location": target})
            with pytest.raises(FetchRefused) as caught:
                fetcher.page(web.url(f"/{number}"))
            assert caught.value.culprit == web.url(f"/{number}")
        assert watched.connections == 0


def test_a_name_that_leads_into_the_house_is_refused() -> None:
    with canary() as watched:
        for answers in (["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["8.8.8.8", "fe80::1"]):
            asked: list[str] = []

            def resolve(host: str, port: int, answers: list[str] = answers, asked: list[str] = asked) -> list[str]:
                asked.append(host)
                return answers

            with HttpFetcher(options(allow_networks=()), HeldClock(NOON), resolve) as fetcher:
                url = f"http://127-0-0-1.rebind.example:{watched.port}/"
                with pytest.raises(FetchRefused, match="leads to"):
                    fetcher.feed(url, Validators())
            assert asked == ["127-0-0-1.rebind.example"]
        assert watched.connections == 0


def test_a_name_that_changes_its_address_between_check_and_connection_gains_nothing(web: Web) -> None:
    """Every name is asked for once a connection, and just that answer is connected to."""
    answers = iter(["127.0.0.1"] + ["127.0.0.2"] * 20)
    with canary(0) as watched:
        allowed = options(allow_networks=(ip_network("127.0.0.1/32"),))
        with HttpFetcher(allowed, HeldClock(NOON), lambda host, port: [next(answers)]) as fetcher:
            web.says["/feed"] = Said(b"<rss/>", headers={"Connection": "close"})
            assert fetcher.feed(web.url("/feed", "rebind.example"), Validators()).fetched.body == b"<rss/>"
            with pytest.raises(FetchRefused, match=r"127\.0\.0\.2"):
                fetcher.feed(web.url("/feed", "rebind.example"), Validators())
            with pytest.raises(FetchRefused, match=r"127\.0\.0\.2"):
                fetcher.feed(f"http://rebind.example:{watched.port}/", Validators())
        assert watched.connections == 0


def test_a_name_is_looked_up_once_for_many_pages(web: Web) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    web.says |= {f"/{number}": Said(b"x") for number in range(5)}
    with HttpFetcher(options(), HeldClock(NOON), resolve) as fetcher:
        for number in range(5):
            fetcher.page(web.url(f"/{number}", "gotthard.example"))
    assert asked == ["gotthard.example"]


def test_the_next_address_is_tried_where_one_does_not_answer(web: Web) -> None:
    web.says["/"] = Said(b"x")
    with HttpFetcher(options(), HeldClock(NOON), lambda h, p: ["127.0.0.9", "127.0.0.1"]) as fetcher:
        assert fetcher.feed(web.url("/", "two.example"), Validators()).fetched.body == b"x"


def test_a_name_without_address_and_one_that_takes_for_ever_may_be_tried_again() -> None:
    import threading

    ending = threading.Event()

    def nobody(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    def slowly(host: str, port: int) -> list[str]:
        ending.wait(20)
        return []

    for resolve, error in ((nobody, FetchFailed), (slowly, FetchTimeout), (lambda h, p: [], FetchFailed)):
        fetcher = HttpFetcher(options(connect_seconds=0.2), HeldClock(NOON), resolve)
        with fetcher, pytest.raises(error, match=r"lost\.example"):
            fetcher.feed("http://lost.example/feed", Validators())
    ending.set()


def test_a_recorded_web_answers_for_its_hosts_and_lies_on_this_machine(web: Web) -> None:
    web.says["/feed"] = Said(b"<rss/>")
    recorded = options(allow_networks=(), connect_to={"gotthard.example": ("127.0.0.1", web.port)})
    with HttpFetcher(recorded, HeldClock(NOON)) as fetcher:
        answer = fetcher.feed("http://gotthard.example/feed", Validators())
        assert (answer.fetched.body, answer.fetched.url) == (b"<rss/>", "http://gotthard.example/feed")
        assert web.asked[0].headers["Host"] == "gotthard.example"
        with pytest.raises(FetchRefused):
            fetcher.feed(web.url("/feed"), Validators())
    with pytest.raises(ValueError, match="loopback"):
        options(connect_to={"gotthard.example": ("10.0.0.1", 80)})


def test_refusals_are_ours_for_any_text_at_all(strict: HttpFetcher) -> None:
    @given(st.text(max_size=60), st.sampled_from(["", "http://", "https://127.0.0.1:1/", "http://127.0.0.1:1"]))
    def ask(text: str, start: str) -> None:
        with pytest.raises(BriefingError):
            strict.feed(start + text, Validators())

    ask()
