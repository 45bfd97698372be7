"""What becomes of a message, whatever the mail server does."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.adapters.channels.smtp import SmtpChannel
from briefing.errors import ChannelDown, ConfigError
from briefing.model import Receipt
from briefing.ports import Envelope
from tests.adapters.mailing import CLOSE, HANG, RESET, SLOW, Mailing, mailing
from tests.adapters.serving import certificate

MESSAGE = b"Message-ID: <1@example.org>\r\nSubject: x\r\n\r\nA treaty was signed.\r\n"
ANA = Envelope("briefing@example.org", "ana@example.org")
PASSWORD = "s3cret/pa:ss@wörd%"
LOGIN = "desk%40example.org:s3cret%2Fpa%3Ass%40w%C3%B6rd%25@"


def sent(server: Mailing, message: bytes = MESSAGE, envelope: Envelope = ANA, times: int = 1) -> list[Receipt]:
    with SmtpChannel(server.url(), patience=0.3, longest=1.0).open() as session:
        return [session.send(envelope, message) for _ in range(times)]


def test_a_message_arrives_as_it_was_with_the_servers_own_words_over_one_connection() -> None:
    with mailing() as server:
        receipts = sent(server, times=3)
        assert receipts == [Receipt("accepted", "250 2.0.0 queued as 4711")] * 3
        assert server.arrived == [MESSAGE] * 3
        assert server.connections == 1
        assert server.commands[0] == b"EHLO [127.0.0.1]"
        assert server.commands[1] == b"MAIL FROM:<briefing@example.org> SIZE=%d" % len(MESSAGE)
        assert server.steps()[-1] == "QUIT"


LINES = st.lists(st.binary(max_size=80).map(lambda b: b.replace(b"\r", b"").replace(b"\n", b"")), max_size=12)


@given(lines=LINES, dots=st.lists(st.sampled_from([b".", b"..", b".x", b"x" * 1200, b""]), max_size=5))
@settings(max_examples=25, deadline=None)
def test_bytes_received_are_the_bytes_sent(lines: list[bytes], dots: list[bytes]) -> None:
    message = b"".join(line + b"\r\n" for line in [*dots, *lines, *dots, b"."])
    with mailing() as server:
        assert sent(server, message)[0].state == "accepted"
        assert server.arrived == [message]


BEFORE = "connection lost before the message was handed over"
AFTER = "connection lost before the server answered the message"
FAULTS: list[tuple[str, bytes, str, str]] = [
    *[(step, b"421 4.3.2 shutting down", "deferred", "421 4.3.2") for step in ("MAIL", "RCPT", "DATA", "dot")],
    *[(step, b"450 4.2.0 greylisted", "deferred", "450 4.2.0 greylisted") for step in ("MAIL", "RCPT", "DATA", "dot")],
    *[(step, b"452 4.2.2 mailbox full", "deferred", "452 4.2.2") for step in ("MAIL", "RCPT", "DATA", "dot")],
    *[
        (step, b"550 5.1.1 no such user", "refused", "550 5.1.1 no such user")
        for step in ("MAIL", "RCPT", "DATA", "dot")
    ],
    *[
        (step, b"554-5.7.1 spam\r\n554 see https://x.example", "refused", "554 5.7.1 spam see")
        for step in ("RCPT", "dot")
    ],
    *[(step, b"552 5.3.4 too big", "refused", "552 5.3.4") for step in ("MAIL", "DATA", "dot")],
    ("MAIL", b"530 5.7.0 log in first", "deferred", "530 5.7.0 log in first"),
    *[(step, fault, "deferred", BEFORE) for step in ("MAIL", "RCPT", "DATA") for fault in (CLOSE, RESET, HANG, SLOW)],
    *[("dot", fault, "uncertain", AFTER) for fault in (CLOSE, RESET, HANG, SLOW)],
    *[
        (step, fault, "deferred", BEFORE)
        for step in ("MAIL", "RCPT", "DATA")
        for fault in (
            b"HTTP/1.1 400 Bad Request",
            b"",
            b"25",
            b"999 what",
            b"250-one\r\n550 two",
            b"2" * 70_000,
            b"\xff\xfe",
        )
        if fault
    ],
    *[
        ("dot", fault, "uncertain", AFTER)
        for fault in (b"hello", b"25", b"354 again", b"250-one\r\n450 two", b"1" * 70_000)
    ],
    ("DATA", b"250 so what", "deferred", BEFORE),
    ("MAIL", b"354 so what", "deferred", "354"),
    ("RCPT", b"251 user not local; will forward", "accepted", "250"),
    ("dot", b"250", "accepted", "250"),
    ("dot", b"250-first\n250 second", "accepted", "250 first second"),
    ("dot", b"250 gr\xfc\xdfe", "accepted", "250 gr"),
    ("RSET", CLOSE, "accepted", "250"),
    ("QUIT", CLOSE, "accepted", "250"),
    ("QUIT", HANG, "accepted", "250"),
]


@pytest.mark.parametrize(("step", "fault", "state", "reply"), FAULTS, ids=lambda v: repr(v)[:30])
def test_each_misbehaviour_of_the_server_has_its_state(step: str, fault: bytes, state: str, reply: str) -> None:
    with mailing({step: [fault]}) as server:
        (receipt,) = sent(server)
    assert (receipt.state, reply in receipt.reply) == (state, True), receipt
    assert len(server.arrived) == (step == "dot" or state == "accepted")


@given(
    step=st.sampled_from(["EHLO", "MAIL", "RCPT", "DATA", "dot", "RSET", "QUIT"]),
    said=st.binary(min_size=1, max_size=60).filter(lambda said: not said.startswith(b"\0")),
    code=st.sampled_from([b"", b"250 ", b"250-", b"354 ", b"450 ", b"550 ", b"2"]),
)
@settings(max_examples=40, deadline=None)
def test_whatever_a_server_says_is_a_receipt_or_a_server_that_is_down(step: str, said: bytes, code: bytes) -> None:
    with mailing({step: [code + said]}) as server:
        try:
            (receipt,) = sent(server)
        except ChannelDown as error:
            assert step == "EHLO"
            assert error.culprit == f"localhost:{server.port}"
        else:
            assert receipt.state != "accepted" or server.arrived == [MESSAGE]
            assert receipt.reply.isprintable()
            assert receipt.state in ("accepted", "uncertain") or step == "dot" or not server.arrived


@pytest.mark.parametrize("fault", [CLOSE, RESET, HANG, b"421 4.3.2 shutting down", b"hello"])
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "dot"])
def test_a_broken_connection_is_made_anew_for_the_next_message(step: str, fault: bytes) -> None:
    with mailing({step: [fault]}) as server:
        first, second = sent(server, times=2)
        assert first.state == ("uncertain" if step == "dot" and b"421" not in fault else "deferred")
        assert second == Receipt("accepted", "250 2.0.0 queued as 4711")
        assert server.connections == 2


def test_a_refused_reader_costs_the_next_one_nothing() -> None:
    with mailing() as server, SmtpChannel(server.url()).open() as session:
        server.says["RCPT"] = b"550 5.1.1 no such user"
        assert session.send(ANA, MESSAGE).state == "refused"
        del server.says["RCPT"]
        assert session.send(ANA, MESSAGE).state == "accepted"
        assert server.connections == 1
        assert server.steps() == ["EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA"]


def test_a_server_that_does_not_come_back_defers_the_rest() -> None:
    with mailing({"dot": CLOSE}) as server:
        channel = SmtpChannel(server.url(), patience=0.3, longest=1.0)
        with channel.open() as session:
            assert session.send(ANA, MESSAGE).state == "uncertain"
            server.says["greeting"] = b"421 4.7.0 too many connections"
            receipt = session.send(ANA, MESSAGE)
    assert receipt.state == "deferred"
    assert "421 4.7.0 too many connections" in receipt.reply


def test_one_message_never_outlasts_its_time() -> None:
    import time

    with mailing({"DATA": SLOW}) as server, SmtpChannel(server.url(), patience=0.5, longest=0.6).open() as session:
        began = time.monotonic()
        assert session.send(ANA, MESSAGE).state == "deferred"
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "a na@example.org",
        "ana@example.org>\r\nRCPT TO:<eve@example.org",
        "<ana@x.org>",
        "ana@example.org\n",
        "ana@exa\x00mple.org",
        "a@b@c",
        '"ana"@example.org',
        "ana@" + "x" * 300,
        "é" * 70 + "@x.org",
    ],
)
def test_what_is_no_address_is_refused_before_a_word_is_said(address: str) -> None:
    with mailing() as server:
        for envelope in (Envelope("briefing@example.org", address), Envelope(address, "ana@example.org")):
            (receipt,) = sent(server, envelope=envelope)
            assert receipt.state == "refused"
            assert "no mail address" in receipt.reply
        assert set(server.steps()) == {"EHLO", "QUIT"}


def test_an_address_beyond_ascii_goes_where_it_is_understood() -> None:
    zoë, münchen = Envelope(ANA.sender, "zoë@münchen.example"), Envelope(ANA.sender, "ana@münchen.example")
    with mailing() as server:
        (receipt,) = sent(server, envelope=zoë)
        assert receipt.state == "refused"
        assert "SMTPUTF8" in receipt.reply
        assert sent(server, envelope=münchen)[0].state == "accepted"
        assert b"RCPT TO:<ana@xn--mnchen-3ya.example>" in server.commands
        server.says["EHLO"] = b"250-mx.example.org\r\n250-8bitmime\r\n250 smtputf8"
        assert sent(server, envelope=zoë)[0].state == "accepted"
        assert "RCPT TO:<zoë@münchen.example>".encode() in server.commands
        assert server.commands[-4].endswith(b" SMTPUTF8")


@pytest.mark.parametrize(
    "message", [b"a\nb\r\n", b"a\rb\r\n", b"a\r\n.\nMAIL FROM:<eve@example.org>\r\n", b"a\r\n\r", b"\n"]
)
def test_a_message_that_servers_would_read_differently_is_not_sent(message: bytes) -> None:
    with mailing() as server:
        (receipt,) = sent(server, message)
        assert receipt.state == "refused"
        assert "line ends" in receipt.reply
        assert server.arrived == []


def test_eight_bit_text_and_size_go_by_what_the_server_offers() -> None:
    text = "Subject: Åse\r\n\r\nÅ\r\n".encode()
    with mailing() as server:
        assert sent(server, text)[0].state == "accepted"
        assert server.commands[1].endswith(b"BODY=8BITMIME")
        server.says["EHLO"] = b"250-mx.example.org\r\n250 SIZE 20"
        assert "8BITMIME" in sent(server, text)[0].reply
        assert "20 at most" in sent(server)[0].reply
        server.says["EHLO"] = b"250-mx.example.org\r\n250 SIZE 0"
        assert sent(server)[0].state == "accepted"
        assert len(server.arrived) == 2


def test_a_server_that_knows_no_ehlo_is_greeted_the_old_way() -> None:
    with mailing({"EHLO": b"502 5.5.1 what?"}) as server:
        assert sent(server)[0].state == "accepted"
        assert server.commands[2] == b"MAIL FROM:<briefing@example.org>"


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ({"greeting": b"554 5.7.1 go away"}, "554 5.7.1 go away"),
        ({"greeting": b"421 4.7.0 too busy"}, "421 4.7.0 too busy"),
        ({"greeting": CLOSE}, "hung up"),
        ({"greeting": HANG}, "did not answer in time"),
        ({"greeting": SLOW}, "did not answer in time"),
        ({"greeting": b"HTTP/1.1 200 OK"}, "no SMTP"),
        ({"EHLO": b"550 who are you?"}, "550 who are you?"),
        ({"EHLO": CLOSE}, "hung up"),
        ({"EHLO": HANG}, "did not answer in time"),
        ({"EHLO": b"502 no", "HELO": b"550 no"}, "HELO"),
    ],
)
def test_a_server_that_takes_no_messages_is_named_with_its_reason(says: dict[str, bytes], reason: str) -> None:
    with mailing(says) as server:
        channel = SmtpChannel(server.url(), patience=0.3, longest=0.5)
        with pytest.raises(ChannelDown, match=reason) as caught, channel.open():
            pass
        assert caught.value.culprit == f"localhost:{server.port}"


def test_a_server_that_is_not_there_is_named() -> None:
    with mailing() as server:
        pass
    with pytest.raises(ChannelDown, match=f"localhost:{server.port}: no connection"), SmtpChannel(server.url()).open():
        pass


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("apt-get install openssl")
    return certificate(tmp_path_factory.mktemp("tls"), "localhost")


TLS = b"250-mx.example.org\r\n250-AUTH LOGIN PLAIN\r\n250 STARTTLS"


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
@pytest.mark.parametrize("ways", [b"PLAIN LOGIN", b"LOGIN"])
def test_the_password_goes_through_tls_only_as_it_was_meant(pem: Path, scheme: str, ways: bytes) -> None:
    says: dict[str, bytes | list[bytes]] = {"EHLO": b"250-mx.example.org\r\n250-STARTTLS\r\n250 AUTH " + ways}
    if ways == b"LOGIN":
        name, word = (base64.b64encode(text.encode()) for text in ("desk@example.org", PASSWORD))
        says |= {
            "AUTH": b"334 VXNlcm5hbWU6",
            name.upper().decode(): b"334 UGFzc3dvcmQ6",
            word.upper().decode(): b"235 ok",
        }
    with mailing(says, pem, scheme == "smtps") as server:
        channel = SmtpChannel(server.url(scheme, LOGIN, f"?ca={pem}"), patience=2.0)
        with channel.open() as session:
            assert session.send(ANA, MESSAGE).state == "accepted"
    before = server.steps()[: server.steps().index("AUTH")]
    assert before == (["EHLO"] if scheme == "smtps" else ["EHLO", "STARTTLS", "EHLO"])
    if ways != b"LOGIN":
        told = next(command for command in server.commands if command.startswith(b"AUTH PLAIN "))
        assert base64.b64decode(told[11:]).decode() == f"\0desk@example.org\0{PASSWORD}"
    assert server.arrived == [MESSAGE]


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ({"EHLO": b"250-mx.example.org\r\n250 AUTH PLAIN"}, "offers no STARTTLS"),
        ({"EHLO": TLS, "STARTTLS": b"454 4.7.0 not now"}, "454 4.7.0 not now"),
        ({"EHLO": TLS, "STARTTLS": b"220 ready\r\n250 injected"}, "injecting"),
        ({"EHLO": TLS, "STARTTLS": CLOSE}, "hung up"),
        ({"EHLO": TLS, "STARTTLS": b"220 ready\r\n" + b"\x16garbage"}, "injecting"),
    ],
)
def test_without_tls_nothing_is_sent_and_no_password_told(pem: Path, says: dict[str, bytes], reason: str) -> None:
    with mailing(says, pem) as server:
        channel = SmtpChannel(server.url("smtp+starttls", LOGIN, f"?ca={pem}"), patience=1.0)
        with pytest.raises(ChannelDown, match=reason), channel.open():
            pass
        assert not {"AUTH", "MAIL"} & set(server.steps())


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_certificate_that_nobody_vouches_for_or_of_another_name_ends_it(pem: Path, scheme: str) -> None:
    with mailing({"EHLO": TLS}, pem, scheme == "smtps") as server:
        stranger = server.url(scheme, LOGIN, f"?ca={pem}").replace("localhost", "127.0.0.1")
        for url in (server.url(scheme, LOGIN), stranger):
            with pytest.raises(ChannelDown, match="certificate"), SmtpChannel(url, patience=1.0).open():
                pass
        assert not {"AUTH", "MAIL"} & set(server.steps())


def test_a_failed_login_is_told_without_the_password(pem: Path) -> None:
    echo = base64.b64encode(f"\0desk@example.org\0{PASSWORD}".encode())
    for said in (b"535 5.7.8 wrong: " + PASSWORD.encode(), b"535 5.7.8 wrong: " + echo):
        with mailing({"EHLO": TLS, "AUTH": said}, pem) as server:
            channel = SmtpChannel(server.url("smtp+starttls", LOGIN, f"?ca={pem}"), patience=1.0)
            with pytest.raises(ChannelDown, match=r"535 5\.7\.8 wrong: \*\*\*") as caught, channel.open():
                pass
        assert PASSWORD not in repr(caught.value) + repr(channel) + repr(vars(channel))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "begins with"),
        ("mail.example.org", "begins with"),
        ("http://desk:s3cret@mail.example.org", "begins with"),
        ("smtp://", "begins with"),
        ("smtps://desk:s3cret@mail.example.org:99999", "no URL"),
        ("smtps://desk:s3cret@mail.example.org:port", "no URL"),
        ("smtps://desk:s3cret@[::1", "no URL"),
        ("smtps://desk:s3cret/slash@mail.example.org", "no URL|%2F"),
        ("smtps://desk:s3cret#x@mail.example.org", "no URL|%23"),
        ("smtps://desk:s3cret@mail.example.org/inbox", "%2F"),
        ("smtps://desk:s3cret@mail.example.org?verify=no", "after the port"),
        ("smtp://desk:s3cret@mail.example.org", "in the clear"),
    ],
)
def test_a_url_that_cannot_be_meant_is_named_without_its_password(url: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason) as caught:
        SmtpChannel(url)
    assert "s3cret" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_ports_and_login_go_without_saying() -> None:
    from briefing.adapters.channels.server import Server

    found = {url: Server.of(f"{url}mail.example.org") for url in ("smtp://", "smtps://", "smtp+starttls://")}
    assert [server.port for server in found.values()] == [25, 465, 587]
    assert Server.of("smtp://desk:pw@127.0.0.1:2525").user == "desk"
    assert "pw" not in repr(Server.of("smtps://desk:pw@mail.example.org"))
