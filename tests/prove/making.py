"""A small finished message, written by hand to docs/reference/message-format.md, and the pages behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from urllib.parse import quote

from briefing.model import Evidence

__all__ = ["ALSO", "FEED", "PAGES", "STORIES", "Letter", "Story", "Words", "evidence", "letter"]

_AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
_FEED_URL = "https://feeds.example.net/world.xml"


@dataclass(frozen=True)
class Words:
    """A quoted sentence, or a standfirst, and its address."""

    text: str
    link: str
    standfirst: bool = False


@dataclass(frozen=True)
class Story:
    """A story as the message tells it."""

    headline: str
    link: str
    words: tuple[Words, ...]
    outlets: tuple[str, ...]


PORTS = "https://courier.example.org/world/ports"
PORTS_TOO = "https://herald.example.com/a/4711"
TALKS = "https://tribune.example.net/talks?id=7"
VOTE = "https://gazette.example.org/vote"
FLOOD = "https://courier.example.org/world/flood"

STORIES = (
    Story(
        "Norway and Chile reopen their ports to each other’s fishing fleets",
        PORTS,
        (
            Words("Norway and Chile reopened their ports to each other’s fishing fleets on Sunday.", PORTS),
            Words("“We lost two winters over 14 boats,” said Ingrid Dahl, the minister.", PORTS_TOO),
        ),
        ("The Courier", "Northern Herald"),
    ),
    Story(
        "Kenya hosts talks on the lake border",
        TALKS,
        (Words("Delegates from Kenya and Uganda met in Kisumu – the third round since May.", TALKS),),
        ("Lake Tribune",),
    ),
    Story(
        "Peru’s senate votes on the treaty",
        VOTE,
        (
            Words(
                "The senate in Lima votes on Tuesday, after a debate of 30 hours, on the treaty.", VOTE, standfirst=True
            ),
        ),
        ("The Gazette",),
    ),
)
ALSO = (("Ghana sends engineers after the flood in Benin", FLOOD, "The Courier"),)

PAGES: Mapping[str, str] = {
    PORTS: """<!doctype html><html><head><meta charset="utf-8"><title>Norway and Chile reopen their ports to each
other’s fishing fleets | The Courier</title></head><body><nav><a href="/">Home</a></nav><main><h1>Norway and Chile
reopen their ports to each other’s fishing fleets</h1>
<p>Norway and <a href="/chile">Chile</a> reopened their ports to each other&rsquo;s
fishing fleets on Sunday. The dispute had lasted two years.</p><p>No boat had been let in since 2024.</p>
<div hidden>Nobody was meant to read this line of the page.</div></main></body></html>""",
    PORTS_TOO: """<html><head><meta property="og:title" content="Two winters, 14 boats"></head><body><article>
<p>OSLO (Reuters) – &ldquo;We lost two winters over 14&nbsp;boats,&rdquo; said Ingrid Dahl, the minister. She did not
say that the ban had failed.</p></article></body></html>""",
    TALKS: """<html><body><h1>Kenya hosts talks on the lake border</h1><table><tr><td>Delegates from Kenya and Uganda
met in Kisumu &#8211; the third round since May.</td><td>Fish stocks have halved.</td></tr></table></body></html>""",
    FLOOD: """<html><head><script type="application/ld+json">{"@type":"NewsArticle",
"headline":"Ghana sends engineers after the flood in Benin"}</script></head><body><p>Soon.</p></body></html>""",
}
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Gazette</title>
<item><title>Peru’s senate votes on the treaty</title><link>https://gazette.example.org/vote?utm_source=rss#top</link>
<description>&lt;p&gt;The senate in &lt;b&gt;Lima&lt;/b&gt; votes on Tuesday, after a debate of 30 hours, on the
treaty.&lt;/p&gt;</description></item>
<item><title>Another report</title><link>https://gazette.example.org/other</link>
<description>The president of Peru spoke for two hours.</description></item></channel></rss>"""


def evidence(
    pages: Mapping[str, str] = PAGES, feed: str = FEED, links: tuple[str, ...] = ()
) -> dict[str, tuple[Evidence, ...]]:
    """The kept bytes by address, as `pipeline.evidence_for` gives them."""
    carried = [Evidence("", "feed", _AT, feed.encode(), "application/rss+xml", _FEED_URL)]
    found = {}
    for url in (*pages, VOTE, *links):
        page = [Evidence(url, "page", _AT, pages[url].encode(), "text/html; charset=utf-8")] if url in pages else []
        found[url] = tuple(page + [replace(kept, url=url) for kept in carried])
    return found


@dataclass(frozen=True)
class Letter:
    """The two parts of a message; either may be altered before it is sealed."""

    html: str
    text: str

    def sealed(self) -> bytes:
        """The MIME bytes."""
        message = EmailMessage(policy=SMTP.clone(max_line_length=998))
        message["Subject"] = "Ports"
        message.set_content(self.text, cte="quoted-printable")
        if self.html:
            message.add_alternative(self.html, subtype="html", cte="quoted-printable")
        return message.as_bytes()

    def altered(self, old: str, new: str, *, html: bool = True, text: bool = True) -> Letter:
        """With each `old` as `new`; it must be there, so that no test alters nothing."""
        assert not html or old in self.html, old
        assert not text or old in self.text, old
        return Letter(
            self.html.replace(old, new) if html else self.html, self.text.replace(old, new) if text else self.text
        )


def letter(
    stories: tuple[Story, ...] = STORIES, counts: str = "", also: tuple[tuple[str, str, str], ...] = ALSO
) -> Letter:
    """The message with these stories; true counts unless others are given."""
    line = f"Monday 23 November · {counts or _counts(stories, also)}"
    return Letter(_html(stories, line, also), _text(stories, line, also))


def _counts(stories: tuple[Story, ...], also: tuple[tuple[str, str, str], ...]) -> str:
    texts = [row[0] for row in also]
    outlets = {row[2] for row in also}
    for story in stories:
        texts += [story.headline, *(words.text for words in story.words)]
        outlets |= set(story.outlets)
    words = sum(len(text.split()) for text in texts)
    return f"{len(stories)} stories from {len(outlets)} sources · {words} words, {-(-words // 230)} min"


def _numbers(story: Story) -> dict[str, int]:
    return {link: k for k, link in enumerate(dict.fromkeys([story.link, *(w.link for w in story.words)]), start=1)}


def _html(stories: tuple[Story, ...], counts: str, also: tuple[tuple[str, str, str], ...]) -> str:
    body = [f'<div style="display:none">{escape(stories[1].headline)}</div><h1>World Briefing</h1>']
    body.append(f'<p class="masthead-counts">{escape(counts)}</p><h2>In brief</h2><ol>')
    body += [f'<li><a class="brief" href="#s">{escape(story.headline[:30])}…</a></li>' for story in stories]
    body.append("</ol>")
    for place, story in enumerate(stories):
        numbers, level = _numbers(story), 3 if place else 2
        body.append(
            f'<h{level} class="headline lead"><a href="{escape(story.link)}">{escape(story.headline)}</a></h{level}><p>'
        )
        for words in story.words:
            kind = "standfirst" if words.standfirst else "quote"
            ends = words.text.split()[:3], words.text.split()[-3:]
            marks = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
            fragment = "" if words.standfirst else f"#:~:text={marks}"
            cite = f'<a class="cite" href="{escape(words.link)}{fragment}"><sup>{numbers[words.link]}</sup></a> '
            body.append(f'<span class="{kind}">{escape(words.text, quote=False)}</span>{cite}')
        outlets = ", ".join(f'<span class="outlet">{escape(name)}</span>' for name in story.outlets)
        body.append(f"</p><p class=meta>{outlets} (Norway) · 05:10<br>3 independent publishers · Norway, Chile</p>")
    body.append("<h2>Also today</h2><ul>")
    for headline, link, outlet in also:
        line = f'<span class="also-headline"><a href="{escape(link)}">{escape(headline)}</a></span>'
        body.append(f'<li>{line} <span class="outlet">{escape(outlet)}</span></li>')
    body.append(
        '</ul><p class="coverage">4 feeds read; 40 articles → 3 stories. Summaries are quoted, not generated.</p>'
    )
    return f"<!doctype html><html><body>{''.join(body)}<p>Unsubscribe</p></body></html>"


def _text(stories: tuple[Story, ...], counts: str, also: tuple[tuple[str, str, str], ...]) -> str:
    lines = ["World Briefing", counts, "", "IN BRIEF", ""]
    lines += [f"   {number}  {story.headline[:30]}…" for number, story in enumerate(stories, start=1)]
    lines += ["", "LEAD STORY", ""]
    for number, story in enumerate(stories, start=1):
        numbers = _numbers(story)
        head, _, tail = story.headline.partition(" and ")
        lines += [f"{number}. {head} and", f"   {tail}", ""] if tail else [f"{number}. {head}", ""]
        for words in story.words:
            mark, parts = ">> " if words.standfirst else "> ", f"{words.text} [{numbers[words.link]}]".split()
            lines += [mark + " ".join(parts[:6]), mark + " ".join(parts[6:]), ""]
        lines += [f"   {' · '.join(story.outlets)} (Norway) · 05:10", "   3 independent publishers · Norway, Chile", ""]
        lines += [f"{'Link' if k == 1 else f'Link {k}'}: {link}" for link, k in numbers.items()] + [""]
    lines += ["ALSO TODAY", ""]
    for headline, link, _ in also:
        first, _, second = headline.partition(" after ")
        lines += [f"* {first} after", f"  {second}", f"  Link: {link}", ""]
    lines += ["ABOUT", "", "4 feeds read; 40 articles → 3 stories. Summaries are quoted, not generated.", ""]
    return "\n".join(lines) + "\nUnsubscribe: mailto:me@example.org\n"
