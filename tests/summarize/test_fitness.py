"""Which sentences may stand in a briefing."""

import pytest

from briefing.summarize.candidates import candidates
from briefing.summarize.openers import leans
from briefing.summarize.verdicts import Judge
from tests.summarize.articles import page_article


def _verdicts(text: str, language: str = "en") -> list[tuple[str, tuple[str, ...], str]]:
    article = page_article(*text.split("\n\n"), language=language)
    judge = Judge([article])
    return [(c.text, judge.of(c).faults, judge.of(c).speaker) for c in candidates([article])]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("caption", "President Sall, left, greets the envoy of Mali at the airport of Dakar on Saturday morning."),
        ("caption", "A convoy waits at the closed gate of Rafah in this photo taken on Friday by a drone."),
        ("promo", "Sign up for our newsletter to get the best of our foreign coverage every single morning."),
        ("promo", "Follow our live blog for the latest from the talks in Geneva as they go on tonight."),
        (
            "lead-in",
            "The two governments agreed on the following points after nine hours of talks in Geneva on Sunday:",
        ),
        ("question", "Can the two governments keep a promise that all of their predecessors have broken since 1990?"),
        ("no-end", "Two governments, one river and a century of quarrels over the water that both of them need"),
        ("headed", "Why it matters: The river feeds a third of the farms of both countries in dry years."),
        ("fragment", "and the governor of the province, who had fled to the coast two days before the attack."),
        ("short", "The talks failed."),
        ("own-voice", "We asked the ministry three times last week for the text of the secret annex of the treaty."),
        (
            "half-quotation",
            "“The river is ours, and it has been ours since the day that my grandfather dug the first well.",
        ),
        (
            "unattributed",
            "“The river is ours, and it has been ours since the day that my grandfather dug the first well.”",
        ),
    ],
)
def test_what_is_no_sentence_of_the_report_is_named_for_what_it_is(code: str, text: str) -> None:
    assert code in _verdicts(text)[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "The Alabama delegation left the talks in Geneva on Sunday without signing the paper, officials told Reuters.",
        "More than fifty states have signed up to the treaty since the conference in Nairobi opened last month.",
        "The president will visit the border province on Friday, a spokesman for the army said in a statement.",
        "The Senate — in a rare vote on a Sunday — approved the treaty with Chile by 61 votes to 30.",
        "“The river is ours,” said Rana Haddad, the minister of water, “and it will be ours for a thousand years.”",
    ],
)
def test_a_plain_sentence_of_news_has_no_fault(text: str) -> None:
    assert _verdicts(text)[0][1] == ()


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("He added that the border would open.", "en"),
        ("But the opposition called it a surrender.", "en"),
        ("“The river is ours,” she said.", "en"),
        ("Mais l’opposition a parlé de capitulation.", "fr"),
        ("Doch die Opposition sprach von Kapitulation.", "de"),
        ("Sin embargo, la oposición habló de rendición.", "es"),
        ("وأضاف أن الحدود ستفتح.", "ar"),
        ("但反对派称这是投降。", "zh"),
        ("しかし野党は降伏だと呼んだ。", "ja"),
    ],
)
def test_a_sentence_that_points_back_leans_on_the_one_before(sentence: str, language: str) -> None:
    assert leans(sentence, language)


@pytest.mark.parametrize("sentence", ["Itaipu opened its gates.", "Butler signed.", "Solomon voted."])
def test_a_name_that_begins_like_a_pronoun_does_not_lean(sentence: str) -> None:
    assert not leans(sentence, "en")


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Rana Haddad", "“The river is ours,” said Rana Haddad, the minister of water, after the talks in Geneva."),
        ("Rana Haddad", "Rana Haddad, the minister of water, said “the river is ours” after the talks in Geneva."),
        ("Ulf Berg", "Prime minister Ulf Berg on Monday admitted that the reports were “very serious” for both sides."),
        ("the ministry", "The two sides are “not far apart”, the ministry said in a statement on Sunday evening."),
        ("", "The so-called “river men” dug the first canal between the two towns in the dry year of 1921."),
    ],
)
def test_a_quotation_knows_its_speaker(speaker: str, text: str) -> None:
    assert _verdicts(text)[0][2] == speaker


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Photo LONDON -- At least seven people were hurt when a tram left its rails on Wednesday.", "At least"),
        ("Envoys meet By Ann Lee GENEVA, Nov 6 (Reuters) - Envoys met on Sunday in a hall by the lake.", "Envoys met"),
        ("(Photo: Jo Lind, AP) Ships waited off the port of Busan on Sunday.", "Ships"),
        ("Members of NATO — France and Spain among them — voted no on Sunday.", "Members"),
    ],
)
def test_what_a_page_glues_before_a_sentence_is_not_quoted(text: str, start: str) -> None:
    assert _verdicts(text)[0][0].startswith(start)
