"""A letter claims no more than its power gives, and nothing under a power that does not serve its purpose."""

from datetime import date, timedelta

import pytest

from decisions.casework.powers import AUTHORITIES, Power, carries
from decisions.casework.words import PURPOSES, RequestWords, request_faults
from decisions.journey.choices_case import Purpose
from decisions.journey.choices_consent import SafeToTell

ON = date(2026, 11, 21)
WHOLE = RequestWords(
    purpose=Purpose.PROTECT,
    why="To see whether he is safe.",
    power=Power.S47,
    asked="Dates of visits.",
    about="Sami Invented",
    safe=SafeToTell.NO,
    answer_by=ON + timedelta(days=2),
    reply_to="The duty desk",
)


@pytest.mark.parametrize(
    ("power", "serves", "does_not"),
    [
        (Power.S47, Purpose.STATUTORY_ENQUIRY, Purpose.EMPLOYMENT),
        (Power.S16H, Purpose.PROTECT, Purpose.DIRECT_CARE),
        (Power.S45, Purpose.PROTECT, Purpose.CRIME),
        (Power.CHILD_DEATH, Purpose.STATUTORY_ENQUIRY, Purpose.SUPPORT_OFFER),
    ],
)
def test_a_power_is_claimed_only_for_what_it_serves(
    power: Power, serves: Purpose, does_not: Purpose
) -> None:
    def fault(purpose: Purpose) -> str:
        words = WHOLE.model_copy(update={"power": power, "purpose": purpose})
        kind = "adults_sc" if power is Power.S45 else "children_sc"
        return request_faults(words, 1, kind, ON).get("power", "")

    assert fault(serves) == ""
    assert "does not serve that purpose" in fault(does_not)


def test_without_a_power_and_under_another_law_anything_may_be_asked_for() -> None:
    assert all(carries(power, one) for power in (Power.NONE, Power.OTHER) for one in PURPOSES)


def test_no_power_says_that_it_obliges_without_saying_when() -> None:
    for power, authority in AUTHORITIES.items():
        if power in (Power.OTHER, Power.NONE):
            continue
        assert "where " in authority.binds or "does not oblige you" in authority.binds, power
    s16h = AUTHORITIES[Power.S16H]
    assert "where a partner itself asks" in s16h.binds
    assert "does not oblige you under this section" in s16h.binds
    assert "sections 16E and 16F" in s16h.says
