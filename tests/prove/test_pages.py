"""What a reader sees of a page, and in how many pieces."""

from __future__ import annotations

import pytest

from briefing.prove import stands
from briefing.prove.page import read_page

SENTENCE = "Ministers of both states met in Quito."


def blocks(markup: str, content_type: str = "text/html; charset=utf-8") -> list[str]:
    return read_page(markup.encode(), content_type).text.strip("\n").split("\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Ministers of <b>both</b> states met in Quito.</p>",
        "<p>Ministers&nbsp;of both\n   states met in&#32;Quito.",
        "<P CLASS=x>Ministers of both<!-- not seen <p> --> states met <wbr>in Quito.</P>",
        "<p>Ministers of both<br>states met in Quito.</p>",
        "<p>Minis&shy;ters of both states met in Qui\u200bto.</p>",
        "<td>Ministers of both <script>x = '<p>'</script>states met in Quito.</td>",
        "<p>Ministers of both <span hidden><p>x</p></span> states met in Quito.</p>",
        "<p>Ministers of <a href='>'>both</a> <span title='a\">b'>states</span> met in Quito.",
        "<p>Ministers of both <svg><title>Map</title><path/></svg>states met in Quito.</p>",
        "<p style='display:inline'>Ministers of both</p> states met in Quito.",
        "<p>Ministers of both <em>states</b> met</em> in Quito.</i></p>",
        "<ul><li>First<li>Ministers of both states met in Quito.<li>Third</ul>",
        '<div hidden id="S:1"><p>Ministers of both states met in Quito.</p></div>',
        "<noscript><p>Please</noscript>Ministers of both states met in Quito.",
        "<p hidden>Secret<p>Ministers of both states met in Quito.",
        "<details open><summary>More</summary>Ministers of both states met in Quito.</details>",
        "<p>\u202bMinisters of both states met in Quito.\u202c</p>",
        "<textarea>Ministers of both states met in Quito.</textarea>",
    ],
)
def test_a_sentence_that_can_be_seen_in_one_piece_stands(markup: str) -> None:
    assert stands(SENTENCE, markup.encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Ministers of both</p><p>states met in Quito.</p>",
        "<p>Ministers of both<p>states met in Quito.",
        "<div>Ministers of both</div> states met in Quito.",
        "<tr><td>Ministers of both <td>states met in Quito.</tr>",
        "<p>Ministers of both<br> <br/>states met in Quito.</p>",
        "Ministers of both<hr>states met in Quito.",
        "<ul><li>Ministers of both <li>states met in Quito.</ul>",
        "<p>Ministers of both <iframe src=x></iframe> states met in Quito.</p>",
        "<span style='display: block'>Ministers of both </span>states met in Quito.",
        "<p>Ministers of <b>both</b>states met in Quito.</p>",
        "<p>Ministers of <span hidden>both</span> states met in Quito.</p>",
        "<p hidden>Ministers of both states met in Quito.</p>",
        "<div style='color:red;DISPLAY : NONE'><div><p>x</p></div>Ministers of both states met in Quito.</div>",
        "<p style=visibility:hidden>Ministers of both states met in Quito.</p>",
        "<template>Ministers of both states met in Quito.</template>",
        "<noscript>Ministers of both states met in Quito.</noscript>",
        "<script>Ministers of both states met in Quito.</script>",
        "<style>Ministers of both states met in Quito.</style>",
        "<title>Ministers of both states met in Quito.</title>",
        "<!-- Ministers of both states met in Quito. -->",
        "<img alt='Ministers of both states met in Quito.'>",
        "<dialog>Ministers of both states met in Quito.</dialog>",
        "<p>Ministers of both states met in Quito",
        "<p>preMinisters of both states met in Quito.",
        "<p>Ministers of both states met in &quot;Quito.",
        "<p>Ministers of both states met in Qu&icirc;to.",
        "<p>Ministers of both states met in Quıto.",
        "<!-- <p>Ministers of both states met in Quito.",
        "<p title='Ministers of both states met in Quito.",
    ],
)
def test_a_sentence_that_cannot_be_seen_in_one_piece_does_not_stand(markup: str) -> None:
    assert not stands(SENTENCE, markup.encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Élysée – l’État".encode(), "text/html; charset=utf-8"),
        ("Élysée – l’État".encode(), "text/html"),
        ("Élysée – l’État".encode(), "text/html; charset=iso-8859-1"),
        ("Élysée – l’État".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("Élysée – l’État".encode("cp1252"), "text/html"),
        ("Élysée – l’État".encode("utf-8-sig"), "text/html; charset=koi8-r"),
        (b"\xff\xfe" + "Élysée – l’État".encode("utf-16-le"), ""),
        (b"\xfe\xff" + "Élysée – l’État".encode("utf-16-be"), "text/html; charset=utf-8"),
        ("Élysée – l’État".encode("cp1252"), "text/html; charset=utf-8"),
        ("<p>Élysée – l’État".encode("utf-16-le"), "text/html"),
        (b"<meta charset=windows-1252>" + "Élysée – l’État".encode("cp1252"), "text/html"),
        (b"&Eacute;lys&#233;e &#150; l&#x2019;&#0201tat", "text/html"),
        ("Élysée – l’État".encode("cp1252"), "text/html; charset=klingon"),
        ("Élysée – l’État".encode("cp1252"), "text/html; charset=utf-7"),
    ],
)
def test_characters_are_read_as_a_browser_reads_them(body: bytes, content_type: str) -> None:
    assert stands("Élysée – l’État", body, content_type)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Министры обеих стран встретились."),
        ("shift_jis", "両国の閣僚が会談した。"),
        ("euc-kr", "양국 장관이 만났다."),
        ("gb2312", "两国部长举行了会谈。"),
        ("big5", "兩國部長舉行了會談。"),
        ("iso-8859-9", "İki ülkenin bakanları görüştü."),
        ("windows-1256", "التقى وزراء البلدين."),
        ("iso-2022-jp", "両国の閣僚が会談した。"),
    ],
)
def test_a_page_says_in_its_head_how_it_is_written(charset: str, text: str) -> None:
    body = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><p>'.encode()
    assert stands(text, body + text.encode(charset), "text/html")
    assert stands(text, text.encode(charset), f"text/html; charset={charset.upper()}")


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("shift_jis", "両国の閣僚が会談した。"),
        ("euc-jp", "両国の閣僚が会談した。"),
        ("euc-kr", "양국 장관이 만났다."),
        ("gb18030", "两国部长举行了会谈。"),
        ("big5", "兩國部長舉行了會談。"),
        ("windows-1251", "Министры обеих стран встретились."),
    ],
)
def test_a_page_that_does_not_say_how_it_is_written_is_tried_in_all_ways(charset: str, text: str) -> None:
    body = f"<div hidden><h1>{text}</h1><p>{text} {text}</p>".encode(charset)
    assert stands(f"{text} {text}", body.replace(b" hidden", b""), "text/html")
    assert not stands(text, body, "text/html")


def test_headlines_are_those_of_title_headings_and_metadata() -> None:
    page = read_page(
        b"""<title>Talks &amp; tea | Gazette</title><meta property="og:title" content="Talks &amp;amp; tea">
<h1>Talks <em>and</em> tea</h1><h2 hidden>Secret</h2><h3>Tea</h3><h4>Small</h4>
<script type="application/ld+json">[{"@graph":[{"headline":"Tea \\u0026 \\"talks\\"", "articleBody":"No"}]},</script>
<script>{"headline":"None"}</script><svg><title>Picture</title></svg>""",
        "text/html",
    )
    assert {"Talks & tea | Gazette", "Talks & tea", "Talks and tea", "Tea", 'Tea & "talks"'} <= set(page.headlines)
    assert not {"Secret", "Small", "None", "Picture", "No"} & set(page.headlines)


def test_a_page_is_read_once_however_often_it_is_asked() -> None:
    body = b"<p>One page, asked twice.</p>"
    assert read_page(body, "text/html") is read_page(bytes(bytearray(body)), "text/html")


def test_blocks_come_in_the_order_of_the_page() -> None:
    assert blocks("<h1>A</h1>b<p>c<br>d<br><br>e<div>f</div>g<td>h</td>") == ["A", "b", "c d", "e", "f", "g", "h"]
