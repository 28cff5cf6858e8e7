"""Law counts as in force from the day a confirmed switch names, and at no other time."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import BaseModel, ValidationError

from decisions.journey.derive import FACTS_SCHEMA, Listed, Switches, switches_of
from decisions.policy.pack import Pack
from decisions.policy.replay import FACTS_SCHEMAS
from decisions.policy.source import Switch
from tests.unit.journey.cases import pack

DAY = date(2027, 4, 1)
EVE = date(2027, 3, 31)


def switched(**switches: bool) -> Pack:
    """The pack with these switches alone, confirmed or not, from the day on."""
    found = pack().pack
    held = {
        name: Switch.model_validate({"is_on": is_on, "from": DAY, "because": "A test says so."})
        for name, is_on in switches.items()
    }
    return replace(found, header=found.header.model_copy(update={"switch": held}))


def test_a_confirmed_switch_is_in_force_from_its_day_on() -> None:
    both = switched(duty_16la=True, csa_duty=True)

    assert switches_of(both, DAY) == Switches(duty_16la="in_force", csa_duty="in_force")
    assert switches_of(both, EVE) == Switches(duty_16la="uncertain", csa_duty="not_in_force")


def test_each_duty_waits_for_its_own_switch() -> None:
    one = switched(duty_16la=True, csa_duty=False)

    assert switches_of(one, DAY) == Switches(duty_16la="in_force", csa_duty="not_in_force")
    other = switched(duty_16la=False, csa_duty=True)
    assert switches_of(other, DAY) == Switches(duty_16la="uncertain", csa_duty="in_force")


def test_law_that_no_switch_names_is_not_in_force() -> None:
    assert switches_of(switched(), DAY) == Switches(duty_16la="uncertain", csa_duty="not_in_force")


def test_unless_it_is_said_otherwise_no_duty_is_in_force() -> None:
    assert Switches() == Switches(duty_16la="uncertain", csa_duty="not_in_force")


NAMED = Listed(agency_id="csc", name="Children's services", recipient_class="children_sc")


@pytest.mark.parametrize(("said", "name"), [(NAMED, "listed_16la"), (Switches(), "duty_16la")])
def test_what_the_register_and_the_day_say_is_not_changed_on_the_way(
    said: BaseModel, name: str
) -> None:
    with pytest.raises(ValidationError):
        setattr(said, name, "in_force")


def test_unless_the_register_says_so_nothing_is_known_of_an_agency_and_the_new_duty() -> None:
    assert NAMED.listed_16la == "not_known"


def test_facts_are_written_in_the_newest_form_that_can_be_run_again() -> None:
    assert max(FACTS_SCHEMAS) == FACTS_SCHEMA
