"""What the training of the extractor takes for right, and the page's blocks that the trees are asked about."""

import json
from importlib import resources

import pytest

from briefing.extract.blocks import Block
from briefing.extract.body import chances, trees_of
from briefing.extract.signs import NAMES
from scripts.train_extract import f1, host, shares

LONG = "The river commission of both countries agreed on Sunday to open the second lock to freight before the winter."


def block(place: int, text: str) -> Block:
    return Block(place, text, "p", ("p", "body"), (0,), 0, 0)


def test_a_paragraph_of_the_known_text_is_right_and_a_teaser_is_not() -> None:
    blocks = [block(0, "Most read this week in the harbour towns"), block(1, LONG)]
    assert shares(blocks, f"{LONG}\n\nIt opens on Monday.") == (0.0, 1.0)


def test_of_a_paragraph_that_the_page_has_twice_the_one_among_others_is_right() -> None:
    other = "Freight ships have waited below the first lock since the dam was mended in the early days of last autumn."
    blocks = [block(0, LONG), *(block(n, f"Teaser {n} of a page that has many") for n in range(1, 6))]
    blocks += [block(6, LONG), block(7, other)]
    assert shares(blocks, f"{LONG}\n\n{other}")[0] == 0.0
    assert shares(blocks, f"{LONG}\n\n{other}")[6:] == (1.0, 1.0)


def test_a_short_line_is_right_only_where_it_is_a_line_of_the_text() -> None:
    assert shares([block(0, "Winter"), block(1, "the winter")], f"Winter\n\n{LONG}") == (1.0, 0.0)


def test_f1_is_that_of_the_mean_precision_and_recall_of_runs_of_four_words() -> None:
    assert f1([("one two three four five", "one two three four five")]) == 1.0
    assert f1([("one two three four five six seven", "one two three four")]) == pytest.approx(0.4)
    assert f1([("one two three four", "")]) == 0.0


def test_pages_of_one_outlet_stay_in_one_fold() -> None:
    assert host("https://www.courier.example/a") == host("https://world.courier.example/b") == "courier.example"


def test_a_row_goes_left_up_to_the_threshold_and_an_empty_one_has_no_chance() -> None:
    trees = trees_of(NAMES, [[[3], [0.5], [-1], [-2], [-2.0, 2.0]]])
    row = [0.0] * len(NAMES)
    above = [*row[:3], 0.51, *row[4:]]
    low, high, none = chances([[*row[:3], 0.5, *row[4:]], above, []], trees)
    assert low == pytest.approx(0.1192, abs=1e-4)
    assert high == pytest.approx(0.8808, abs=1e-4)
    assert none == 0.0


def test_the_shipped_model_knows_every_sign_and_says_what_it_was_trained_on() -> None:
    model = json.loads(resources.files("briefing.extract").joinpath("model.json").read_text("utf-8"))
    assert model["signs"] == list(NAMES)
    assert set(model["sha256"]) == {"aeb_open.jsonl.gz", "fundus_open.jsonl.gz", "sample_gold.jsonl"}
