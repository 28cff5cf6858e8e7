"""Which fact each answer about the case becomes: all of them at once, then each that is more than a copy."""

from typing import Any

import pytest

from decisions.journey.answers import Answers, Discloser
from decisions.journey.choices_circumstances import FACT_VALUE, Circumstance
from decisions.journey.derive import Listed, Switches, derive
from decisions.journey.relevance import relevant
from decisions.policy.model import Answer
from tests.unit.journey.cases import ADULT, CHILD, SCHOOL, answers

LISTED = {
    "csc": Listed(agency_id="csc", name="Children's services", recipient_class="children_sc"),
    "asc": Listed(agency_id="asc", name="Adults' services", recipient_class="adults_sc"),
}
OF_A_CHILD: dict[str, Answer] = {
    "trigger": "own_concern",
    "harm_if_not_shared": "significant",
    "child_in_play": "child",
    "adult_position": "none",
    "purpose": "protect",
    "sharing_pattern": "one_off",
    "duty_16la_state": "in_force",
    "csa_duty_state": "not_in_force",
    "power_cited": "not_applicable",
    "power_binds_us": "not_applicable",
    "time_available": "today",
    "advice": "not_sought",
    "acting_as": "public_authority_task",
    "discloser_health_or_secrecy": "no",
    "discloser_listed_16la": "not_known",
    "special_procedure": (),
    "personal_duty_event": (),
    "others_at_risk": (),
    "serious_crime": "no",
    "staff_or_provider_implicated": "no",
    "safe_to_tell": "yes",
    "person_competence": "lacks",
    "free_choice": "free",
    "view_on_sharing": "not_asked",
    "reason_not_asked": "none",
    "proxy_view": "not_asked",
    "best_interests": "not_applicable",
}


def case_of(given: Answers, discloser: Discloser | None = SCHOOL) -> dict[str, Answer]:
    switches = Switches(duty_16la="in_force")
    return dict(derive(relevant(given), discloser, LISTED, switches).case)


def changed(base: dict[str, Any] = CHILD, **changes: Any) -> dict[str, Answer]:
    """The facts that are not those of the child's case."""
    found = case_of(answers(base, **changes))
    return {name: value for name, value in found.items() if OF_A_CHILD.get(name) != value}


def test_a_whole_case_about_a_child_is_these_facts_and_no_others() -> None:
    assert case_of(answers()) == OF_A_CHILD


def test_an_adult_who_can_decide_and_refuses_is_these_facts() -> None:
    assert changed(ADULT) == {
        "child_in_play": "none",
        "adult_position": "other_adult",
        "person_competence": "has_capacity",
        "view_on_sharing": "refuses",
        "proxy_view": "no_proxy",
        "reason_not_asked": "not_applicable",
    }


def test_without_a_profile_nothing_is_said_of_the_organisation() -> None:
    missing = OF_A_CHILD.keys() - case_of(answers(), None).keys()

    assert missing == {"acting_as", "discloser_health_or_secrecy", "discloser_listed_16la"}


@pytest.mark.parametrize(
    ("trigger", "cited"),
    [
        ("own_concern", "not_applicable"),
        ("routine_sending", "not_applicable"),
        ("already_shared_record_it", "none_cited"),
    ],
)
def test_where_nobody_asked_no_power_binds(trigger: str, cited: str) -> None:
    case = case_of(answers(trigger=trigger))

    assert (case["power_cited"], case["power_binds_us"]) == (cited, "not_applicable")


def of_request(base: dict[str, Any] = CHILD, **request: str) -> tuple[Answer | None, Answer | None]:
    case = case_of(answers(base, trigger="request_received", request=request))
    return case.get("power_cited"), case.get("power_binds_us")


@pytest.mark.parametrize(
    ("power", "cited", "binds"),
    [
        ("none_cited", "none_cited", "not_applicable"),
        ("own_right", "none_cited", "not_applicable"),
        ("s47_9", "s47_9", "not_known"),
        ("s16h", "s16h", "yes"),
        ("child_death_review", "child_death_review", "yes"),
        ("s45", "s45", "not_known"),
        ("victim_info_request", "victim_info_request", "no"),
        ("other_power", "other_power", "not_known"),
        ("court_order", "court_order", None),
    ],
)
def test_a_power_binds_where_the_law_plainly_reaches_us_and_the_asker_may_use_it(
    power: str, cited: str, binds: str | None
) -> None:
    assert of_request(power=power) == (cited, binds)


def test_who_asked_is_what_the_register_says_or_else_what_was_typed() -> None:
    request = {"trigger": "request_received", "request": {"power": "s45"}}
    typed = {"agency_id": "not_listed", "name": "x", "recipient_class": "adults_sc"}

    listed = case_of(answers(recipients__0__recipient__agency_id="asc", **request))
    unlisted = case_of(answers(recipients__0__recipient=typed, **request))
    unchosen = case_of(answers(recipients__0__recipient=None, **request))

    assert listed["power_binds_us"] == unlisted["power_binds_us"] == "yes"
    assert "power_binds_us" not in unchosen


@pytest.mark.parametrize("named", ["yes", "no"])
def test_an_order_binds_whom_it_names(named: str) -> None:
    assert of_request(power="court_order", named=named) == ("court_order", named)


def test_a_coroner_is_answered_by_the_coroners_own_process_whatever_else_it_is_for() -> None:
    request = {"trigger": "request_received", "request": {"power": "coroner", "named": "yes"}}

    case = case_of(answers(**request))

    assert (case["purpose"], case["power_cited"]) == ("court_coroner", "coroner")
    assert case_of(answers(trigger="request_received"))["purpose"] == "protect"


def test_what_nobody_has_said_yet_of_a_request_is_not_made_up() -> None:
    case = case_of(answers(trigger="request_received"))

    assert not {"power_cited", "power_binds_us"} & case.keys()


SETS = {"sp": "special_procedure", "pd": "personal_duty_event"}


@pytest.mark.parametrize(
    "line", [line for line in Circumstance if line.value[:2] in SETS], ids=lambda one: one.value
)
def test_a_ticked_line_is_a_member_of_its_set_and_of_no_other(line: Circumstance) -> None:
    found = changed(circumstances__ticked=[line.value])

    sets = {name: found.get(name, ()) for name in SETS.values()}
    expected = dict.fromkeys(SETS.values(), ()) | {SETS[line.value[:2]]: (line.value[3:],)}
    if line is Circumstance.FGM_DUTY:
        expected["special_procedure"] = ("fgm_known",)
    assert sets == expected


def test_a_duty_to_report_fgm_says_once_that_it_is_known() -> None:
    ticked = ["sp_fgm_known", "pd_fgm_5b", "sp_missing"]

    found = changed(circumstances__ticked=ticked)

    assert found["special_procedure"] == ("fgm_known", "missing")


@pytest.mark.parametrize("line", FACT_VALUE, ids=lambda one: one.value)
def test_a_ticked_line_is_the_value_of_its_fact(line: Circumstance) -> None:
    name, value = FACT_VALUE[line]

    found = case_of(answers(circumstances__ticked=[line.value]))[name]

    assert found == ((value,) if name == "others_at_risk" else value)


@pytest.mark.parametrize(
    ("ticked", "name", "value"),
    [
        (["crime", "crime_asserted", "crime_not_known"], "serious_crime", "yes"),
        (["crime_asserted", "crime_not_known"], "serious_crime", "asserted_only"),
        (
            ["staff_child", "staff_adult", "staff_organisation", "staff_not_known"],
            "staff_or_provider_implicated",
            "position_of_trust_child",
        ),
        (
            ["staff_adult", "staff_organisation", "staff_not_known"],
            "staff_or_provider_implicated",
            "position_of_trust_adult",
        ),
        (
            ["staff_organisation", "staff_not_known"],
            "staff_or_provider_implicated",
            "organisation",
        ),
    ],
)
def test_of_several_lines_about_one_fact_the_gravest_counts(
    ticked: list[str], name: str, value: str
) -> None:
    assert case_of(answers(circumstances__ticked=ticked))[name] == value
    assert case_of(answers(circumstances__ticked=ticked[::-1]))[name] == value
