"""What a summary quotes, and what it never does."""

import pytest

from briefing.summarize import ENGINES, SummaryOptions, summarize
from tests.summarize.articles import feed_article, page_article

TREATY = page_article(
    "SEOUL, Nov. 22 (Yonhap) — South Korea and Japan signed a pact on Sunday to share reserves of rare earths for ten "
    "years. It replaces a paper of 2019.",
    "“We have waited long for this day in both of our capitals,” Foreign Minister Han Ji-won said at the ceremony. "
    "But the opposition in Seoul called the terms a surrender and promised to vote against them in the assembly.",
    "The pact names eleven metals and sets up a joint store in the port of Busan, guarded by both coast guards. "
    "Subscribe to our newsletter for more stories about trade and the sea in this region.",
    "Is this the end of a long quarrel between two neighbours who need each other more than ever?",
    "Lawmakers in Tokyo are expected to approve the pact before the end of December, the ministry said on Sunday.",
    headline="South Korea and Japan agree to share rare earths",
)


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_every_sentence_stands_in_its_article_at_its_place(engine: str) -> None:
    summary = summarize([TREATY], SummaryOptions(engine=engine))
    assert summary.sentences
    for sentence in summary.sentences:
        assert sentence.text == TREATY.text[sentence.start : sentence.end]


def test_the_quotation_starts_after_the_dateline() -> None:
    first = summarize([TREATY], SummaryOptions(count=1, engine="lead")).sentences[0]
    assert first.text.startswith("South Korea and Japan signed")


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_no_promo_no_question_and_no_but_without_what_it_answers(engine: str) -> None:
    texts = [s.text for s in summarize([TREATY], SummaryOptions(count=5, engine=engine)).sentences]
    assert not any("newsletter" in text or text.endswith("?") for text in texts)
    for number, text in enumerate(texts):
        assert not text.startswith("But") or "Han Ji-won" in texts[number - 1]
        assert not text.startswith("It ") or "ten years" in texts[number - 1]


def test_a_quotation_names_its_speaker() -> None:
    quoted = [s for s in summarize([TREATY], SummaryOptions(count=6)).sentences if "waited" in s.text]
    assert [s.speaker for s in quoted] == ["Foreign Minister Han Ji-won"]


def test_where_only_feed_text_is_known_the_standfirst_stands_whole() -> None:
    summary = summarize([feed_article("Two states agree. More soon.")], SummaryOptions())
    assert (summary.standfirst, summary.sentences) == ("Two states agree. More soon.", ())


def test_the_words_asked_for_are_never_passed() -> None:
    for limit in (15, 25, 40, 70):
        summary = summarize([TREATY], SummaryOptions(count=5, max_words=limit))
        assert sum(len(s.text.split()) for s in summary.sentences) <= limit


def test_a_report_too_short_for_its_share_gives_one_sentence() -> None:
    summary = summarize([TREATY], SummaryOptions(count=5, quote_words=90, quote_share=0.05))
    assert len(summary.sentences) == 1


def test_what_the_edition_has_said_is_not_said_again() -> None:
    said = summarize([TREATY], SummaryOptions(count=1)).sentences[0].text
    again = summarize([TREATY], SummaryOptions(count=3, avoid=(said,)))
    assert said not in [s.text for s in again.sentences]


def test_a_summary_of_two_reports_begins_with_what_the_lead_says_happened() -> None:
    lead = page_article(
        "Peru and Chile signed a pact on the fishing of anchovy in Lima on Sunday, after eleven years of talks.",
        "The first joint patrol is to leave the port of Arica in March. Each side will send two ships.",
        "Fishermen in Ilo burned a boat in protest on Saturday night. The police held four men.",
        "Chile will pay for the radar. Peru gives the land for it near the border.",
        headline="Peru and Chile agree on anchovy",
        name="lead",
    )
    other = page_article(
        "A pact on anchovy was signed by Peru and Chile in Lima on Sunday and takes effect in the new year.",
        "The European Union had asked both states to agree before it lowers its tariff on fish meal in June.",
        headline="Anchovy pact signed in Lima",
        name="other",
    )
    said = summarize([lead, other], SummaryOptions(count=3)).sentences
    assert said[0].text.startswith("Peru and Chile signed")
