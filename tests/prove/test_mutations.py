"""A true message with one thing changed: each change is caught, by the rule that it breaks and with its very text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.prove import prove
from tests.prove.making import ALSO, FEED, FLOOD, PAGES, PORTS, PORTS_TOO, STORIES, TALKS, Letter, evidence, letter

PORTS_SENTENCE, DAHL = (words.text for words in STORIES[0].words)
TALKS_SENTENCE = STORIES[1].words[0].text
STANDFIRST = STORIES[2].words[0].text


def caught(changed: Letter) -> set[tuple[str, str]]:
    """Rule and culprit of each finding against the message in both forms; both must find something."""
    forms = [changed, Letter("", changed.text)] if changed.text else [changed]
    found = [{(f.rule, f.culprit) for f in prove(form.sealed(), evidence()) if not f.ok} for form in forms]
    assert all(found), "one of the two forms passes"
    return set().union(*found)


def retold(old: str, new: str, link: str = "") -> Letter:
    """The message in which a sentence or standfirst reads otherwise (or leads elsewhere) in both parts; true counts."""
    assert old != new or link
    stories = tuple(
        replace(
            story,
            words=tuple(replace(w, text=new, link=link or w.link) if w.text == old else w for w in story.words),
        )
        for story in STORIES
    )
    assert stories != STORIES
    return letter(stories)


SENTENCES = {
    "a word dropped": (DAHL, DAHL.replace("two ", "")),
    "a word added": (DAHL, DAHL.replace("two winters", "two long winters")),
    "a word exchanged": (PORTS_SENTENCE, PORTS_SENTENCE.replace("Sunday", "Monday")),
    "two words swapped": (PORTS_SENTENCE, PORTS_SENTENCE.replace("Norway and Chile", "Chile and Norway")),
    "a digit changed": (DAHL, DAHL.replace("14", "15")),
    "a digit spelled out": (DAHL, DAHL.replace("14", "fourteen")),
    "an apostrophe straightened": (PORTS_SENTENCE, PORTS_SENTENCE.replace("’", "'")),
    "quotation marks straightened": (DAHL, DAHL.replace("“", '"').replace("”", '"')),
    "an opening mark dropped": (DAHL, DAHL.removeprefix("“")),
    "a closing mark dropped": (DAHL, "“We lost two winters over 14 boats,"),
    "a dash made a hyphen": (TALKS_SENTENCE, TALKS_SENTENCE.replace("–", "-")),
    "a dash made another": (TALKS_SENTENCE, TALKS_SENTENCE.replace("–", "—")),
    "an accent added": (TALKS_SENTENCE, TALKS_SENTENCE.replace("Kenya", "Kénya")),
    "a letter of another alphabet": (TALKS_SENTENCE, TALKS_SENTENCE.replace("Kenya", "Kеnya")),
    "a capital made small": (TALKS_SENTENCE, TALKS_SENTENCE.replace("Delegates", "delegates")),
    "a comma dropped": (DAHL, DAHL.replace("boats,”", "boats”")),
    "the full stop made a question mark": (PORTS_SENTENCE, PORTS_SENTENCE.replace("Sunday.", "Sunday?")),
    "an ellipsis over what was cut": (TALKS_SENTENCE, TALKS_SENTENCE.replace(" met in Kisumu", " …")),
    "a clause appended": (PORTS_SENTENCE, PORTS_SENTENCE.removesuffix(".") + ", officials said."),
    "the end cut off": (TALKS_SENTENCE, TALKS_SENTENCE.partition(" – ")[0]),
    "the end cut off and a full stop put": (TALKS_SENTENCE, TALKS_SENTENCE.partition(" – ")[0] + "."),
    "the beginning cut off": (DAHL, "14 boats,” said Ingrid Dahl, the minister."),
    "a denial cut off": (DAHL, "the ban had failed."),
    "cut in the middle of a word": (
        TALKS_SENTENCE,
        "gates from Kenya and Uganda met in Kisumu – the third round since May.",
    ),
    "two paragraphs joined": (PORTS_SENTENCE, "The dispute had lasted two years. No boat had been let in since 2024."),
    "two table cells joined": (TALKS_SENTENCE, TALKS_SENTENCE + " Fish stocks have halved."),
    "two words run together": (TALKS_SENTENCE, TALKS_SENTENCE.replace("met in", "metin")),
    "what nobody can see in the page": (PORTS_SENTENCE, "Nobody was meant to read this line of the page."),
    "what only the headline says": (PORTS_SENTENCE, "Norway and Chile reopen their ports to each other’s fishing"),
    "a sentence made up": (PORTS_SENTENCE, "Both governments praised the briefing that you are reading now."),
    "no sentence at all": (PORTS_SENTENCE, ""),
}


@pytest.mark.parametrize("change", SENTENCES)
def test_a_changed_sentence_is_caught(change: str) -> None:
    old, new = SENTENCES[change]
    assert old != new
    assert ("sentence", new) in caught(retold(old, new))


STANDFIRSTS = {
    "cut short": STANDFIRST.partition(",")[0] + ".",
    "a figure changed": STANDFIRST.replace("30", "31"),
    "that of another report": "The president of Peru spoke for two hours.",
    "more than the feed has": STANDFIRST + " More soon.",
}


@pytest.mark.parametrize("change", STANDFIRSTS)
def test_a_changed_standfirst_is_caught(change: str) -> None:
    assert ("standfirst", STANDFIRSTS[change]) in caught(retold(STANDFIRST, STANDFIRSTS[change]))


HEADLINES = {
    "a word changed": "Kenya hosts talks on the sea border",
    "cut short": "Kenya hosts talks",
    "a word added": "Kenya hosts new talks on the lake border",
    "that of another page": "Norway and Chile reopen their ports to each other’s fishing fleets",
}


@pytest.mark.parametrize("change", HEADLINES)
def test_a_changed_headline_is_caught(change: str) -> None:
    stories = (STORIES[0], replace(STORIES[1], headline=HEADLINES[change]), STORIES[2])
    assert ("headline", HEADLINES[change]) in caught(letter(stories))


def test_a_changed_line_of_also_today_is_caught() -> None:
    line = ALSO[0][0].replace("Benin", "Togo")
    assert ("also", line) in caught(letter(also=((line, FLOOD, "The Courier"),)))


def test_sentences_credited_to_each_others_outlets_are_caught() -> None:
    first, second = STORIES[0].words
    swapped = (replace(first, link=second.link), replace(second, link=first.link))
    found = caught(letter((replace(STORIES[0], words=swapped), *STORIES[1:])))
    assert {("sentence", PORTS_SENTENCE), ("sentence", DAHL)} <= found


@pytest.mark.parametrize("link", [TALKS, "https://courier.example.org/world/port", "https://example.org/"])
def test_a_sentence_that_leads_to_a_page_without_it_is_caught(link: str) -> None:
    assert ("sentence", PORTS_SENTENCE) in caught(retold(PORTS_SENTENCE, PORTS_SENTENCE, link))


@pytest.mark.parametrize("standfirst", [False, True])
def test_feed_text_does_not_pass_for_a_quotation_nor_a_quotation_for_feed_text(standfirst: bool) -> None:
    story, words = (STORIES[1], STORIES[1].words[0]) if standfirst else (STORIES[2], STORIES[2].words[0])
    other = replace(words, standfirst=not words.standfirst)
    found = caught(letter(tuple(replace(s, words=(other,)) if s is story else s for s in STORIES)))
    assert ("standfirst" if other.standfirst else "sentence", words.text) in found


@pytest.mark.parametrize(
    "counts",
    [
        "4 stories from 4 sources · 87 words, 1 min",
        "3 stories from 4 sources · 88 words, 1 min",
        "3 stories from 4 sources · 87 words, 2 min",
        "plenty of stories",
    ],
)
def test_wrong_counts_are_caught_in_either_form(counts: str) -> None:
    true = next(f.culprit for f in prove(letter().sealed(), evidence()) if f.rule == "counts")
    assert true.endswith("3 stories from 4 sources · 87 words, 1 min"), "the examples above are one off"
    assert any(rule == "counts" for rule, _ in caught(letter(counts=counts)))


def test_a_wrong_number_of_sources_is_caught_where_outlets_are_marked() -> None:
    findings = prove(letter(counts="3 stories from 9 sources · 87 words, 1 min").sealed(), evidence())
    assert any(f.rule == "counts" and not f.ok and "4 sources" in f.detail for f in findings)


EXTRA = (
    '<h3 class="headline"><a href="https://courier.example.org/world/flood">Ghana sends engineers after the flood in '
    'Benin</a></h3><p><span class="quote">Soon.</span><a class="cite" href="https://courier.example.org/world/flood">1</a>'
)
HTML_ONLY = {
    "a story more": ("<h2>Also today</h2>", EXTRA + "<h2>Also today</h2>", "parts-agree"),
    "a sentence less": (f'<span class="quote">{DAHL}</span>', "", "parts-agree"),
    "another order": ("Norway and Chile reopened", "Chile and Norway reopened", "parts-agree"),
    "another link": (f'cite" href="{PORTS_TOO}', f'cite" href="{PORTS}', "parts-agree"),
    "another count": ("87 words", "78 words", "parts-agree"),
    "a sentence of the page outside the form": (
        "<h2>Also",
        "<p>The dispute had lasted two years.</p><h2>Also",
        "unproved-text",
    ),
    "a claim of our own": (
        "<h2>Also today</h2>",
        "<p>Observers in both capitals doubt that the pact will survive the winter storms.</p><h2>Also today</h2>",
        "unproved-text",
    ),
    "words behind a quotation": (
        '</span><a class="cite"',
        ' The dispute had lasted two years.</span><a class="cite"',
        "sentence",
    ),
    "words between a quotation and its mark": (
        '</span><a class="cite"',
        '</span> which observers in both capitals call the end of a long and bitter quarrel <a class="cite"',
        "unproved-text",
    ),
    "a quotation without its mark": ('<a class="cite"', '<a class="site"', "sentence"),
    "a line in brief that is no headline": (
        'class="brief" href="#s">Norway',
        'class="brief" href="#s">Sweden',
        "unproved-text",
    ),
    "a fragment of another sentence": (
        "#:~:text=Delegates%20from%20Kenya",
        "#:~:text=Delegates%20from%20Uganda",
        "fragment",
    ),
}


@pytest.mark.parametrize("change", HTML_ONLY)
def test_a_change_of_the_html_part_alone_is_caught(change: str) -> None:
    old, new, rule = HTML_ONLY[change]
    findings = prove(letter().altered(old, new, text=False).sealed(), evidence())
    assert rule in {f.rule for f in findings if not f.ok}


TEXT_ONLY = {
    "a sentence of the page outside the form": (
        "ALSO TODAY\n",
        "The dispute had lasted two years.\n\nALSO TODAY\n",
        "unproved-text",
    ),
    "another link": (f"Link 2: {PORTS_TOO}", f"Link 2: {PORTS}", "parts-agree"),
    "another mark": ("[2]", "[1]", "parts-agree"),
    "a word changed": ("Uganda", "Rwanda", "parts-agree"),
    "a story less": ("3. Peru", "* Peru", "parts-agree"),
}


@pytest.mark.parametrize("change", TEXT_ONLY)
def test_a_change_of_the_text_part_alone_is_caught(change: str) -> None:
    old, new, rule = TEXT_ONLY[change]
    findings = prove(letter().altered(old, new, html=False).sealed(), evidence())
    assert rule in {f.rule for f in findings if not f.ok}


def test_a_page_that_was_never_kept_proves_nothing() -> None:
    kept = evidence()
    del kept[PORTS_TOO]
    findings = [f for f in prove(letter().sealed(), kept) if not f.ok]
    assert [(f.rule, f.culprit) for f in findings] == [("sentence", DAHL)]
    assert "kept" in findings[0].detail


def test_a_sentence_that_an_earlier_version_of_the_page_held_is_proved() -> None:
    newer = PAGES | {PORTS: PAGES[PORTS].replace("Sunday", "Saturday")}
    kept = evidence()
    both = {PORTS: evidence(newer)[PORTS] + kept[PORTS]}
    assert all(f.ok for f in prove(letter().sealed(), kept | both))
    assert not all(f.ok for f in prove(letter().sealed(), kept | {PORTS: evidence(newer)[PORTS]}))


def test_a_standfirst_that_the_feed_has_since_changed_is_not_proved() -> None:
    findings = prove(letter().sealed(), evidence(feed=FEED.replace("30 hours", "31 hours")))
    assert [(f.rule, f.culprit) for f in findings if not f.ok] == [("standfirst", STANDFIRST)]


def test_a_message_without_a_story_is_not_proved() -> None:
    assert [f.rule for f in prove(Letter("<p>Hello</p>", "Hello").sealed(), {}) if not f.ok] == ["stories"]
    assert [f.rule for f in prove(b"", {}) if not f.ok] in (["mime"], ["stories"])
