"""The reader's wishes, and the words that decided."""

from briefing.model import Profile
from briefing.select import SelectOptions, select
from briefing.select.evidence import without
from tests.select.samples import article

RECALL = article(
    "Kenya recalls its ambassador from Mogadishu", "The foreign ministry in Nairobi said talks had failed."
)
TARIFFS = article("EU and Japan lift tariffs on steel", "The trade agreement was signed by ministers in Brussels.")
MARATHON = article("Kenyan runner wins marathon in Valencia", "The champion set a course record, her coach said.")


def chosen(**wishes: tuple[str, ...]) -> list[str]:
    """The reasons for the two reports of foreign affairs."""
    return [selection.reason for selection in select([RECALL, TARIFFS], SelectOptions(**wishes))]  # type: ignore[arg-type]


def test_each_article_has_its_selection_in_the_same_order() -> None:
    batch = [MARATHON, RECALL, TARIFFS]
    selections = select(batch, SelectOptions())
    assert [s.article_id for s in selections] == [a.id for a in batch]
    assert [s.selected for s in selections] == [False, True, True]
    assert list(reversed(select(batch[::-1], SelectOptions()))) == list(selections)


def test_a_reader_of_one_region_or_country_or_topic_gets_that_alone() -> None:
    assert chosen(regions=("africa",)) == ["foreign-affairs", "other-region"]
    assert chosen(countries=("JP",)) == ["other-country", "foreign-affairs"]
    assert chosen(topics=("trade",)) == ["other-topic", "foreign-affairs"]


def test_a_muted_word_leaves_a_report_out_and_is_named() -> None:
    first, second = select([RECALL, TARIFFS], SelectOptions(mute=("Steel",)))
    assert first.selected
    assert (second.selected, second.reason, second.evidence) == (False, "muted", ("steel",))
    assert chosen(mute=("stee",)) == ["foreign-affairs", "foreign-affairs"]
    assert chosen(mute=(" ", "(")) == ["foreign-affairs", "foreign-affairs"]


def test_a_reader_without_english_gets_no_english() -> None:
    assert chosen(languages=("fr",)) == ["language", "language"]


def test_the_profile_says_what_is_wanted() -> None:
    profile = Profile("mideast", "Middle East", home="US", regions=("middle-east",), mute=("football",))
    options = SelectOptions.of(profile)
    assert (options.home, options.regions, options.mute) == ("US", ("middle-east",), ("football",))
    assert options.languages == ("en",)


def test_a_report_known_from_its_feed_is_judged_by_its_standfirst() -> None:
    feed = article("Envoys meet again", standfirst="Iran and the European Union resumed nuclear talks in Vienna.")
    (selection,) = select([feed], SelectOptions())
    assert selection.countries[0] == "IR"
    assert selection.selected


def test_the_evidence_of_a_form_is_the_words_that_announce_it() -> None:
    (selection,) = select([article("Opinion: Keep the embassy open", "We need it.")], SelectOptions())
    assert selection.evidence == ("Opinion:",)


def test_only_whole_words_are_taken_away() -> None:
    assert without(("war",), "The war, the warden and WAR.") == "The , the warden and ."


def test_the_evidence_of_a_refusal_is_the_words_of_its_list() -> None:
    (selection,) = select([MARATHON], SelectOptions())
    assert selection.reason == "sport"
    assert set(selection.evidence) <= {"runner", "marathon", "champion", "course record", "coach"}
    assert selection.evidence
