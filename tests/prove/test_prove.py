"""A finished message against the bytes as fetched: what is true is proved."""

from __future__ import annotations

from dataclasses import replace

from briefing.prove import cited, prove, stands
from tests.prove.making import (
    ALSO,
    FLOOD,
    PAGES,
    PORTS,
    PORTS_TOO,
    STORIES,
    TALKS,
    VOTE,
    Letter,
    evidence,
    letter,
)


def test_every_claim_of_a_true_message_is_proved_in_both_forms() -> None:
    whole = letter()
    for form in (whole, Letter("", whole.text)):
        findings = prove(form.sealed(), evidence())
        assert [f for f in findings if not f.ok] == []
        rules = [f.rule for f in findings]
        assert {"counts", "headline", "sentence", "standfirst", "also"} <= set(rules)
        assert rules.count("sentence") == 3
        assert rules.count("headline") == 3


def test_addresses_that_a_message_leads_to_come_in_order_once_and_without_fragment() -> None:
    assert cited(letter().sealed()) == (PORTS, PORTS_TOO, TALKS, VOTE, FLOOD)


def test_the_culprit_of_a_finding_is_the_very_text() -> None:
    culprits = {f.culprit for f in prove(letter().sealed(), evidence()) if f.rule in ("sentence", "also")}
    assert "“We lost two winters over 14 boats,” said Ingrid Dahl, the minister." in culprits
    assert ALSO[0][0] in culprits


def test_a_paragraph_stands_in_one_block_and_not_across_two() -> None:
    body = PAGES[PORTS].encode()
    whole = (
        "Norway and Chile reopened their ports to each other’s fishing fleets on Sunday. "
        "The dispute had lasted two years."
    )
    assert stands(whole, body, "text/html")
    assert stands("No boat had been let in since 2024.", body, "text/html")
    assert not stands("The dispute had lasted two years. No boat had been let in since 2024.", body, "text/html")
    assert not stands("Nobody was meant to read this line of the page.", body, "text/html")
    assert not stands("", body, "text/html")


def test_an_outlet_whose_name_a_cited_page_mentions_is_not_taken_for_a_quotation() -> None:
    name = "Fund for Peace and Law"
    stories = (replace(STORIES[0], outlets=("The Courier", name, "Northern Herald")), *STORIES[1:])
    pages = {
        url: page.replace("</body>", f"<p>A report by the {name} appeared.</p></body>") for url, page in PAGES.items()
    }
    assert [f for f in prove(letter(stories).sealed(), evidence(pages)) if not f.ok] == []
