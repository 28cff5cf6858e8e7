"""Whether a power that a requester names binds the organisation it was put to: yes only where the law says so."""

import pytest

from decisions.journey.answers import Discloser
from decisions.journey.choices_start import Power
from decisions.journey.powers import binds_us
from decisions.journey.steps_start import Request
from tests.unit.journey.cases import SCHOOL

ASKERS = {
    Power.S16H: ["children_sc", "police", "multi_agency_panel"],
    Power.S45: ["adults_sc", "multi_agency_panel"],
    Power.CHILD_DEATH: ["children_sc", "health", "multi_agency_panel"],
}


def asked(power: Power | None, *askers: str | None, by: Discloser | None = SCHOOL) -> str | None:
    return binds_us(Request(power=power), by, askers)


@pytest.mark.parametrize("power", ASKERS)
def test_a_power_binds_where_each_who_asked_may_use_it(power: Power) -> None:
    for asker in ("children_sc", "adults_sc", "police", "health", "multi_agency_panel", "housing"):
        assert asked(power, asker) == ("yes" if asker in ASKERS[power] else "not_known")
    assert asked(power, *ASKERS[power]) == "yes"
    assert asked(power, *ASKERS[power], "housing") == "not_known"
    assert asked(power, *ASKERS[power], None) is None


@pytest.mark.parametrize(
    ("acting_as", "found"),
    [
        ("public_authority_task", "not_known"),
        ("commissioned_by_public", "not_known"),
        ("private_or_charity", "no"),
        ("police_general", "no"),
        ("police_law_enforcement", "no"),
        (None, "not_known"),
    ],
)
def test_help_with_an_enquiry_about_a_child_is_never_a_duty_outright(
    acting_as: str | None, found: str
) -> None:
    by = SCHOOL.model_copy(update={"acting_as": acting_as}) if acting_as else None

    assert asked(Power.S47, "children_sc", by=by) == found


def test_until_a_power_is_named_nothing_is_said_of_it() -> None:
    assert asked(None, "children_sc") is None
    assert binds_us(None, SCHOOL, ["children_sc"]) is None
