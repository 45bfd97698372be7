"""Addresses: one spelling for each article, and links that lead to the sentence."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.text.urls import canonical, host, with_text_fragment

PAGE = "https://halden.example/world/quito"


@pytest.mark.parametrize(
    "written",
    [
        PAGE,
        f" {PAGE}\n",
        f"{PAGE}#top",
        "HTTPS://Halden.Example/world/quito",
        "https://halden.example:443/world/quito",
        f"{PAGE}?utm_source=rss&utm_medium=feed",
        f"{PAGE}?fbclid=x&at_campaign=y",
        f"{PAGE}?&",
        "https://halden.example/world/sport/../quito",
        "https://halden.example/world/./quito",
        "https://halden.example./world/quito",
        "https://halden.example/world/%71uito",
    ],
)
def test_one_article_has_one_address(written: str) -> None:
    assert canonical(written) == PAGE


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://halden.example", "https://halden.example/"),
        ("https://halden.example/a?id=7&page=2", "https://halden.example/a?id=7&page=2"),
        ("https://halden.example/a?b=2&a=1", "https://halden.example/a?b=2&a=1"),
        ("http://halden.example:8080/a", "http://halden.example:8080/a"),
        ("https://halden.example/خبر", "https://halden.example/%D8%AE%D8%A8%D8%B1"),
        ("https://halden.example/%d8%ae", "https://halden.example/%D8%AE"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://halden.example/100%", "https://halden.example/100%25"),
        ('https://halden.example/a b"<>', "https://halden.example/a%20b%22%3C%3E"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("https://halden.example/A/b/", "https://halden.example/A/b/"),
    ],
)
def test_what_may_matter_is_kept(written: str, address: str) -> None:
    assert canonical(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "halden.example/a",
        "/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://halden.example/",
        "https://",
        "https://user@halden.example/",
        "https://user:word@halden.example/",
        "https://halden.example:port/",
        "https://halden.example:99999/",
        "https://-a.example/",
        "https://a..example/",
        "https://a b.example/",
        "http://[::1/",
        "https://ex%41mple/",
    ],
)
def test_what_is_no_page_of_the_web_has_no_address(written: str) -> None:
    with pytest.raises(ValueError):
        canonical(written)


def test_the_host_is_named_without_port() -> None:
    assert host("https://Bücher.example:8443/a") == "xn--bcher-kva.example"


SENTENCE = "The two ministers said on Sunday that the river accord, signed in Quito, would take effect in March."


def test_a_long_sentence_is_led_to_by_its_first_and_last_words() -> None:
    assert with_text_fragment(f"{PAGE}#old", SENTENCE) == (
        f"{PAGE}#:~:text=The%20two%20ministers%20said%20on,would%20take%20effect%20in%20March."
    )


def test_a_short_one_is_led_to_whole_and_its_marks_are_text() -> None:
    assert with_text_fragment(PAGE, "Well-known, R&D") == f"{PAGE}#:~:text=Well%2Dknown%2C%20R%26D"
    assert with_text_fragment(PAGE, " ") == PAGE


@given(st.text(max_size=60))
def test_no_text_is_more_than_a_value_error(written: str) -> None:
    try:
        address = canonical(written)
    except ValueError:
        return
    assert address.isascii()


WEB = st.builds(
    "https://halden.example{}{}{}".format,
    st.sampled_from(["", ":443", ":8080"]),
    st.text(max_size=30).map(lambda path: f"/{path}"),
    st.sampled_from(["", "?utm_source=x", "?a=%zz&b=ü&&", "#x"]),
)


@given(WEB)
def test_an_address_is_its_own_address(written: str) -> None:
    try:
        address = canonical(written)
    except ValueError:
        return
    assert canonical(address) == address
    assert urlsplit(address).fragment == ""
    assert not set(address) & set("\"'<>\\^`{|} \r\n")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=300))
def test_a_fragment_holds_words_of_the_sentence_and_no_mark_of_its_own(sentence: str) -> None:
    assume(sentence.split())
    fragment = with_text_fragment(PAGE, sentence).partition("#:~:text=")[2]
    assert not set(fragment) & set("-&#<>\"' ")
    start, _, end = fragment.partition(",")
    whole = " ".join(sentence.split())
    assert whole.startswith(unquote(start))
    assert whole.endswith(unquote(end))
