"""What the England pack names from one day to the next, and what it never asks of an adviser."""

from datetime import date

import pytest

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts

CHARITY = {
    "case": {
        "trigger": "own_concern",
        "purpose": "protect",
        "acting_as": "private_or_charity",
        "child_in_play": "child",
        "adult_position": "none",
    },
    "recipients": [{"recipient_class": "children_sc"}],
    "items": [{"item_class": ["personal"], "item_about": ["protected_child"]}],
}


@pytest.mark.parametrize(("day", "is_open"), [(date(2026, 2, 4), False), (date(2026, 2, 5), True)])
def test_a_charity_may_use_a_recognised_interest_from_the_day_it_exists(
    england: CompiledPack, day: date, is_open: bool
) -> None:
    found = evaluate(england, validate_facts(england, CHARITY), on=day)
    named = found.cells[0][0]["article6"].certain

    assert ("6_1_ea_para6" in named) is is_open
    assert "6_1_f" in named, "there is always something to fall back on"


def test_an_adviser_advises_and_approves_nothing(england: CompiledPack) -> None:
    words = england.pack.wording.code
    asked = {code for row in england.pack.tables["consult"].row for code in row.codes}

    for code in asked:
        text = words[code].text.replace("do not approve", "")
        assert "approv" not in text, code
        assert "sign off" not in text, code
        assert "data protection officer" not in words[code].owner.lower(), code


def test_a_reason_for_not_telling_says_where_it_comes_from(england: CompiledPack) -> None:
    words = england.pack.wording.law
    codes = {code for row in england.pack.tables["notice_exemptions"].row for code in row.codes}

    for code in codes:
        assert words[code].text.startswith(("Data Protection Act 2018", "UK GDPR Article")), code
