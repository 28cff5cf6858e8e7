"""Whether today's program makes the sealed facts of the sealed answers, and when that cannot be told."""

from typing import Any

import pytest

from decisions.journey.answers import Answers
from decisions.journey.derive import derive, switches_of
from decisions.journey.relevance import relevant
from decisions.policy.model import FACTS
from decisions.replaying.derivation import Derivation, derivation
from tests.unit.journey.cases import ADULT, CHILD, KNOWN, ON, answers, pack


def sealed_of(case: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers and facts as a record keeps them."""
    given: Answers = relevant(answers(case))
    facts = derive(given, KNOWN.discloser, KNOWN.listed, switches_of(pack().pack, ON))
    return given.model_dump(mode="json", exclude_none=True), FACTS.dump_python(facts, mode="json")


@pytest.mark.parametrize("case", [CHILD, ADULT])
def test_what_this_release_sealed_it_derives_again(case: dict[str, Any]) -> None:
    given, facts = sealed_of(case)

    assert derivation(given, facts, pack()) == Derivation()


def test_a_recipient_whose_number_was_not_checked_is_no_difference() -> None:
    case = {**CHILD, "recipients": [{**CHILD["recipients"][0], "recipient": STRANGER}]}
    given, facts = sealed_of(case)

    assert facts["recipients"][0]["recipient_verified"] == "not_verified"
    assert derivation(given, facts, pack()) == Derivation()


STRANGER = {"agency_id": "stranger", "verified": "known_route"}


def test_facts_that_would_come_out_otherwise_are_named() -> None:
    given, facts = sealed_of(CHILD)
    facts["case"]["harm_if_not_shared"] = "some"
    del facts["items"][0]["restriction"]

    found = derivation(given, facts, pack())

    assert found.changed == ("harm_if_not_shared", "items[0].restriction")


def test_an_older_spelling_of_the_same_fact_is_no_difference() -> None:
    given, facts = sealed_of(CHILD)
    facts["case"]["others_at_risk"] = "none"
    facts["items"][0]["item_about"] = "protected_child"

    assert derivation(given, facts, pack()) == Derivation()


@pytest.mark.parametrize("answers_of_another_release", [{"answers_schema": "99"}, {"old": 1}])
def test_answers_that_no_longer_parse_are_not_tried(
    answers_of_another_release: dict[str, Any],
) -> None:
    given, facts = sealed_of(CHILD)

    found = derivation({**given, **answers_of_another_release}, facts, pack())

    assert found.changed == ()
    assert "does not read" in found.why_not


def test_facts_that_the_pack_does_not_know_are_not_compared() -> None:
    given, facts = sealed_of(CHILD)
    facts["case"]["a_fact_of_another_release"] = "yes"

    assert "not all known" in derivation(given, facts, pack()).why_not
