"""Situations that a practitioner can read, run through the law as it ships."""

import pytest
from expected import COLLECTED, SCENARIOS, answered, codes, differences, said

from decisions.policy.compiled import CompiledPack
from decisions.workshop.scenarios import Scenario

FEWEST = 150


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_the_advice_is_what_a_practitioner_would_expect(
    england: CompiledPack, scenario: Scenario
) -> None:
    evaluation = answered(england, scenario)

    assert evaluation.breached == (), f"{scenario.name}: the answers contradict each other"
    assert differences(scenario.expect, said(evaluation)) == {}, scenario.name


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_unsafe_telling_never_brings_a_step_towards_the_family(
    england: CompiledPack, scenario: Scenario
) -> None:
    case = scenario.facts["case"]
    is_unsafe = case.get("safe_to_tell") == "no" or "hba_fm" in case.get("special_procedure", [])

    steps = codes(answered(england, scenario), "next_steps")

    assert not (is_unsafe and any(step.startswith("family_") for step in steps)), scenario.name


def test_every_scenario_says_what_to_do_now_and_about_each_recipient() -> None:
    for scenario in SCENARIOS:
        assert {"act_now", "outcomes"} <= set(scenario.expect), scenario.id


def test_scenarios_name_only_codes_that_some_table_gives(england: CompiledPack) -> None:
    """What must not be named is named rightly: a slip in a code would else pass unseen."""
    for scenario in SCENARIOS:
        for key, wanted in scenario.expect.items():
            name, _, how = key.rpartition("_")
            if how in ("include", "exclude") and name in COLLECTED:
                tables = [england.pack.tables[table] for table in COLLECTED[name]]
                given = {code for table in tables for row in table.row for code in row.codes}
                assert set(wanted) <= given, f"{scenario.id}: {key}"


def test_there_are_enough_and_each_is_a_sentence_of_its_own() -> None:
    assert len(SCENARIOS) >= FEWEST
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS)


def test_scenarios_meet_every_outcome_and_everything_that_cannot_wait(
    england: CompiledPack,
) -> None:
    tables = england.pack.tables
    outcomes = {outcome for scenario in SCENARIOS for outcome in scenario.expect["outcomes"]}

    assert outcomes >= {*tables["outcome"].values, "unsettled"}
    assert {scenario.expect["act_now"] for scenario in SCENARIOS} >= set(tables["act_now"].values)
