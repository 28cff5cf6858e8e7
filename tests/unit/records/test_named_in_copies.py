"""Whoever gets the person's own information without names is not told who it is about, on paper or aloud."""

from typing import Any

import pytest

from decisions.journey import decide
from decisions.records import material
from decisions.records.naming import is_named
from decisions.records.script import script_before
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import AT, CHILD, answers, assessed

HERS = {"item_about": ["protected_adult"]}
UNCLE = {"item_about": ["suspected"]}
EX = {"item_about": ["the_person"], "whose": "another"}


@pytest.mark.parametrize(
    ("items", "named"),
    [
        ([("share", UNCLE), ("anonymise", HERS)], False),
        ([("share", UNCLE), ("anonymise", HERS), ("share", HERS)], True),
        ([("share", UNCLE), ("withhold", HERS)], True),
        ([("share", EX), ("anonymise", HERS)], False),
        ([("withhold", UNCLE), ("anonymise", HERS)], False),
        ([("anonymise", UNCLE)], False),
        ([("share", UNCLE)], True),
        ([("share", HERS), ("anonymise", UNCLE)], True),
        ([("anonymise", {"item_about": "protected_adult"}), ("share", UNCLE)], False),
        ([], True),
    ],
)
def test_who_it_is_goes_only_with_something_of_theirs_that_names_them(
    items: list[tuple[str, dict[str, Any]]], *, named: bool
) -> None:
    assert is_named(items) is named


@pytest.mark.parametrize(("rule", "named"), [("anonymise", False), ("share", True)])
def test_a_letter_and_its_words_name_nobody_whose_own_part_goes_without_names(
    rule: str, *, named: bool
) -> None:
    made = _gathered(rule)
    letter, spoken = str(made.letters["r1"]), " ".join(script_before(made, "r1"))

    assert ("Anna" in letter, "Anna" in spoken) == (named, named)
    assert "It is about" not in spoken or named


def _gathered(rule: str) -> Any:
    uncle = {**CHILD["items"][0], "id": "i2"}
    uncle["item"] = {**uncle["item"], "label": "The uncle", "about": ["suspected"]}
    held = assessed(
        answers(
            {**CHILD, "items": [CHILD["items"][0], uncle]},
            introduced={"who": "Anna"},
            recipients__0__decided={
                "outcome": "share",
                "method": "secure_email",
                "sent_to": "Desk",
            },
            recipients__0__message={"reason": "An allegation."},
            recipients__0__items={
                "i1": {"as_sent": {"rule": rule, "wording": "A girl was hurt."}},
                "i2": {"as_sent": {"rule": "share", "wording": "He coaches a team."}},
            },
        )
    )
    actor = an_actor(Role.PRACTITIONER)
    decision = decide.to_decision(
        held.answers, held.assessment, actor, agency_name="Example Charity", role="Lead", at=AT
    )
    return material.gather(
        held.answers, held.facts, held.evaluation, held.assessment, decision, changes=(), phone=""
    )
