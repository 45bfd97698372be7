"""What is chosen, what is left out, and for which reason."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.select import judge
from briefing.select.lexicon import form_of


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Kenya recalls its ambassador from Mogadishu", "The foreign ministry in Nairobi said talks had failed."),
        ("Ceasefire in Sudan holds for a third day", "Mediators from the African Union met both armies in Juba."),
        ("Peru's president resigns after mass protests", "Congress in Lima will choose a successor on Sunday."),
        ("EU and Japan lift tariffs on steel", "The trade agreement was signed by ministers in Brussels."),
        ("Iran agrees to new nuclear inspections", "The UN agency said its inspectors would return to Isfahan."),
    ],
)
def test_states_that_act_on_each_other_and_power_abroad_are_chosen(headline: str, text: str) -> None:
    decision = judge(headline, text, language="en", home="US")
    assert decision.selected
    assert decision.reason == "foreign-affairs"
    assert 0.5 <= decision.score <= 1


@pytest.mark.parametrize(
    ("headline", "text", "reason"),
    [
        ("Opinion: The embassy should stay open", "Closing it would please only our rivals.", "opinion"),
        ("Explainer: how the Security Council votes", "Five members hold a veto.", "explainer"),
        ("On this day: the treaty of 1978", "The two countries ended a long war.", "anniversary"),
        ("Live updates: Polish election count", "Follow the results as they come in.", "live-blog"),
        ("Watch: President of Chile speaks in Geneva", "The speech in full.", "video"),
        ("Quiz: which leader said it?", "Test what you remember of the week.", "quiz"),
        ("Subscribe to our newsletter on Asia", "All the news at six.", "promo"),
        ("Kenyan runner wins marathon in Valencia", "The champion set a course record, her coach said.", "sport"),
        ("Singer weds actor in Manila", "The bride wore a gown and sang a song from her album.", "celebrity"),
        ("Bank's quarterly profit rises in Amman", "Shares rose as earnings beat forecasts.", "business"),
        ("Two jailed for burglary in Lyon", "A detective said the thieves had robbed ten homes.", "crime"),
        ("Heavy snow and storm in Norway", "Forecasters expect a blizzard and low temperatures.", "weather"),
        ("Bus crash injures nine near Quito", "Rescuers pulled survivors from the wreckage.", "accident"),
    ],
)
def test_what_is_left_out_has_its_reason(headline: str, text: str, reason: str) -> None:
    decision = judge(headline, text, language="en", home="US")
    assert not decision.selected
    assert decision.reason == reason


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("What is Nato and which countries are in it?", "What is"),
        ("Moldova vote: Who are the candidates?", "Who are"),
        ("The Sobat truce: three clauses to watch", "three clauses to watch"),
        ("Five takeaways from the Astana summit", "Five takeaways"),
        ("4 questions about the tariff deal", "4 questions about"),
        ("Suez: How would a second canal work?", "How would"),
        ("What does the ceasefire mean for Goma?", "What does"),
        ("Zambia votes: what to watch for as counting ends", "what to watch for"),
    ],
)
def test_a_piece_that_explains_is_known_by_its_headline(headline: str, words: str) -> None:
    assert form_of(headline) == ("explainer", words)


@pytest.mark.parametrize(
    "headline",
    [
        "Minister asks who is behind the embassy attack",
        "What Kenya and Somalia agreed in Mogadishu",
        "Eight countries pledge police for Haiti",
        "Two states to watch border together",
        "'What is left to talk about?' Sudan's army quits ceasefire talks",
        "Three maps stolen from Cyprus archive are handed back by Turkey",
        "Seven reasons given by court for annulling Malawi vote were sound, judges rule",
    ],
)
def test_a_report_that_asks_or_counts_is_no_explainer(headline: str) -> None:
    assert form_of(headline) == ("", "")


def test_politics_at_home_are_foreign_affairs_for_a_reader_abroad_only() -> None:
    headline = "British MPs reject the prime minister's budget"
    text = "The House of Commons voted against the government. Labour leaders in Westminster called for an election."
    at_home, abroad = (judge(headline, text, language="en", home=home) for home in ("GB", "US"))
    assert (at_home.selected, at_home.reason) == (False, "home-politics")
    assert abroad.selected


def test_another_language_is_recognised_and_its_countries_are_tagged_but_nothing_is_guessed() -> None:
    headline = "Soudan du Sud : une trêve de soixante jours signée avec le Kenya"
    decision = judge(headline, "Le gouvernement et les rebelles ont signé.", language="fr", home="")
    assert (decision.selected, decision.reason, decision.score) == (False, "language", 0.0)
    assert set(decision.countries) == {"SS", "KE"}
    assert decision.regions == ("africa",)


def test_a_short_english_headline_that_a_detector_took_for_pidgin_is_still_read() -> None:
    assert judge("Zimbabwe president resigns after protests", "", language="pcm", home="US").selected


def test_two_words_are_too_short_to_judge() -> None:
    assert judge("War", "", language="en", home="").reason == "too-short"


def test_regions_follow_the_countries_and_a_text_without_any_is_thematic() -> None:
    decision = judge("Japan and Kenya sign a port treaty", "Tokyo will lend the money.", language="en", home="")
    assert decision.countries == ("JP", "KE")
    assert decision.regions == ("asia-pacific", "africa")
    assert judge("Oceans treaty enters into force", "", language="en", home="").regions == ("thematic",)


def test_topics_are_named_by_the_words_of_the_news() -> None:
    text = "Exports of grain stop on Monday; the trade agreement is suspended and sanctions follow."
    decision = judge("Tariffs on wheat doubled as trade talks fail", text, language="en", home="")
    assert decision.topics[0] == "trade"


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200),
    st.text(max_size=400),
    st.sampled_from(["en", "fr", "ar", "zh", "", "x-1"]),
    st.text(max_size=3),
)
def test_any_text_gets_an_answer(headline: str, text: str, language: str, home: str) -> None:
    decision = judge(headline, text, language=language, home=home)
    assert 0 <= decision.score <= 1
    assert decision.selected == (decision.reason == "foreign-affairs")
    assert decision == judge(headline, text, language=language, home=home)


def test_the_answer_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "from briefing.select import judge;"
        "print(judge('Kenya and Uganda sign a border accord', 'Ministers met in Kampala and Nairobi over Sudan.',"
        " language='en', home='US'))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(answers) == 1
