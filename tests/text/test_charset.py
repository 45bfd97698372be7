"""Bytes become the text that was meant, whatever label they carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.charset import decode, of_content_type

ZURICH = "<p>Zürich café – “talks” open</p>"
SAMPLES = {
    "ru": "Министры подписали соглашение о перемирии в Найроби",
    "ja": "日本と韓国が物資協定に署名、首脳会談で合意した",
    "ko": "한국과 일본이 물자 협정에 서명했다고 정부가 밝혔다",
    "zh": "两国部长在基多签署了关于河流用水的协议",
    "ar": "وقّع الوزيران في نيروبي اتفاقا لوقف إطلاق النار",
    "el": "Οι υπουργοί υπέγραψαν συμφωνία για το νερό",
}


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (ZURICH.encode(), ()),
        (ZURICH.encode(), ("iso-8859-1",)),
        (ZURICH.encode(), ("x-bogus", "windows-1252")),
        (ZURICH.encode("cp1252"), ("utf-8",)),
        (ZURICH.encode("cp1252"), ("iso-8859-1",)),
        (ZURICH.encode("cp1252"), ()),
        (ZURICH.encode("utf-8-sig"), ("iso-8859-1",)),
        (ZURICH.encode("utf-16"), ("utf-8",)),
        (ZURICH.encode("utf-16-le"), ()),
        (ZURICH.encode("utf-16-be"), ("utf-8",)),
        (ZURICH.encode("utf-32"), ()),
        (ZURICH.encode("mac-roman"), ("macintosh",)),
    ],
)
def test_western_text_is_intact_whatever_was_declared(body: bytes, declared: tuple[str, ...]) -> None:
    assert decode(body, declared) == ZURICH


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("ja", "shift_jis"),
        ("ja", "euc_jp"),
        ("ja", "iso2022_jp"),
        ("ko", "euc_kr"),
        ("zh", "gb2312"),
        ("zh", "gb18030"),
        ("ar", "cp1256"),
        ("el", "iso8859-7"),
    ],
)
def test_a_true_label_is_believed(language: str, encoding: str) -> None:
    text = SAMPLES[language]
    assert decode(text.encode(encoding), (encoding,)) == text


@pytest.mark.parametrize(("language", "encoding"), [("ru", "cp1251"), ("ja", "shift_jis"), ("ko", "euc_kr")])
def test_without_a_label_the_bytes_themselves_tell(language: str, encoding: str) -> None:
    text = f"<p>{SAMPLES[language]}</p>" * 8
    assert decode(text.encode(encoding)) == text


def test_a_western_label_on_east_asian_bytes_is_not_believed() -> None:
    text = f"<p>{SAMPLES['ja']}</p>" * 8
    assert decode(text.encode("shift_jis"), ("iso-8859-1",)) == text


def test_utf7_is_never_read() -> None:
    assert decode(b"+ADw-script+AD4-", ("utf-7",)) == "+ADw-script+AD4-"


def test_a_stray_byte_costs_one_character() -> None:
    text = "Zürich, Köln, Fürth, Málaga, Cádiz, Łódź"
    assert decode(text.encode().replace("ö".encode(), b"\xc3"), ("utf-8",)) == text.replace("ö", "�")


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/xml; charset=UTF-8", "UTF-8"),
        ("text/html;charset='windows-1251'", "windows-1251"),
        ('text/html; CHARSET = "koi8-r"; x=y', "koi8-r"),
        ("text/html", ""),
        ("", ""),
    ],
)
def test_the_charset_of_a_content_type_is_found(header: str, charset: str) -> None:
    assert of_content_type(header) == charset


@given(
    st.binary(max_size=300),
    st.lists(st.text(max_size=12) | st.sampled_from(["utf-7", "idna", "rot13", "hex", "hz", "utf-16"]), max_size=3),
)
def test_no_bytes_and_no_label_ever_fail(body: bytes, declared: list[str]) -> None:
    assert isinstance(decode(body, tuple(declared)), str)


@given(st.text(max_size=200))
def test_what_is_utf8_is_read_as_utf8(text: str) -> None:
    sound = text.encode("utf-8", "ignore").decode()
    if not sound.startswith(("\ufeff", "<\0", "{\0", "\0")):
        assert decode(sound.encode(), ("iso-8859-1", "shift_jis")) == sound


@given(st.text())
def test_no_content_type_ever_fails(header: str) -> None:
    assert isinstance(of_content_type(header), str)
