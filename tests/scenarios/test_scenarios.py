"""Situations that a practitioner can read, run through the law as it ships."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.model import Evaluation
from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder

HERE = Path(__file__).parent
DEFAULTS = tomllib.loads((HERE / "defaults.toml").read_text(encoding="utf-8"))
WRITTEN = {
    *("trap", "group", "say"),
    *("id", "name", "on", "profile", "is_partial", "judged"),
    *("case", "recipients", "items", "expect"),
}
COLLECTED = {
    "steps": ("next_steps",),
    "conditions": ("conditions",),
    "consult": ("consult",),
    "prompts": ("record_prompts",),
    "law": (
        *("duties_powers", "adult_override", "article6", "special_offence", "part3"),
        "notice_exemptions",
    ),
}


@dataclass(frozen=True)
class Scenario:
    """One situation: what is answered, and what a practitioner would expect to be told."""

    id: str
    name: str
    on: date
    keys: frozenset[str]
    facts: dict
    expect: dict


def _read() -> Iterator[Scenario]:
    for path in sorted(HERE.glob("*.toml")):
        if path.name == "defaults.toml":
            continue
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]:
            yield Scenario(
                raw["id"], raw["name"], raw["on"], frozenset(raw), _facts(raw), raw["expect"]
            )


def _facts(raw: dict) -> dict:
    """The answers: the defaults, then the organisation's, then the scenario's own.

    A partial scenario has only the last two: everything else is unanswered.
    """
    filled = {"case": {}, "recipient": {}, "item": {}} if raw.get("is_partial") else DEFAULTS
    blank: list[dict] = [] if raw.get("is_partial") else [{}]
    return {
        "case": filled["case"] | DEFAULTS["profile"][raw["profile"]] | raw["case"],
        "recipients": [filled["recipient"] | one for one in raw.get("recipients", blank)],
        "items": [filled["item"] | one for one in raw.get("items", blank)],
    }


SCENARIOS = tuple(_read())


@lru_cache
def pack() -> CompiledPack:
    return compile_pack(load_pack(newest_folder()))


def answered(scenario: Scenario) -> Evaluation:
    return evaluate(pack(), validate_facts(pack(), scenario.facts), on=scenario.on)


def codes(evaluation: Evaluation, *tables: str) -> set[str]:
    """Every code these collect tables give, for the case or for any recipient and item."""
    places = [evaluation.case, *evaluation.recipients]
    places += [cell for row in evaluation.cells for cell in row]
    found = [place[table] for place in places for table in tables if table in place]
    return {code for finding in found for code in finding.certain}


def said(evaluation: Evaluation) -> dict[str, object]:
    """What the tables said, under the names that expectations use."""
    cells = evaluation.cells
    told = sorted({str(cell["openness"].value) for row in cells for cell in row})
    return {
        "act_now": evaluation.act_now,
        "act_now_may_become": list(evaluation.act_now_may_become),
        "outcomes": [outcome or "unsettled" for outcome in evaluation.outcomes],
        "scopes": list(evaluation.scopes),
        "rules": [[cell["item_rule"].value for cell in row] for row in cells],
        "second_person": [[cell["second_person"].value for cell in row] for row in cells],
        "when": list(evaluation.whens),
        "telling": told[0] if len(told) == 1 else told,
        "missing": list(evaluation.missing),
        **{name: sorted(codes(evaluation, *tables)) for name, tables in COLLECTED.items()},
    }


def differences(expect: dict, got: dict[str, object]) -> dict[str, object]:
    """Where the tables said something else, by name."""
    found: dict[str, object] = {}
    for key, wanted in expect.items():
        name, _, how = key.rpartition("_")
        if how == "include":
            is_met = set(wanted) <= set(got[name])
        elif how == "exclude":
            is_met = not set(wanted) & set(got[name])
        else:
            name, is_met = key, got[key] == wanted
        if not is_met:
            found[key] = {"expected": wanted, "said": got[name]}
    return found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_the_advice_is_what_a_practitioner_would_expect(scenario: Scenario) -> None:
    evaluation = answered(scenario)

    assert evaluation.breached == (), f"{scenario.name}: the answers contradict each other"
    assert differences(scenario.expect, said(evaluation)) == {}, scenario.name


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_unsafe_telling_never_brings_a_step_towards_the_family(scenario: Scenario) -> None:
    case = scenario.facts["case"]
    is_unsafe = case.get("safe_to_tell") == "no" or "hba_fm" in case.get("special_procedure", [])

    steps = codes(answered(scenario), "next_steps")

    assert not (is_unsafe and any(step.startswith("family_") for step in steps)), scenario.name


def test_scenarios_use_only_the_keys_the_reader_knows() -> None:
    for scenario in SCENARIOS:
        assert scenario.keys <= WRITTEN, scenario.id
        assert {"act_now", "outcomes"} <= set(scenario.expect), scenario.id


def test_scenarios_name_only_codes_that_some_table_gives() -> None:
    """What must not be named is named rightly: a slip in a code would else pass unseen."""
    for scenario in SCENARIOS:
        for key, wanted in scenario.expect.items():
            name, _, how = key.rpartition("_")
            if how in ("include", "exclude") and name in COLLECTED:
                tables = [pack().pack.tables[table] for table in COLLECTED[name]]
                given = {code for table in tables for row in table.row for code in row.codes}
                assert set(wanted) <= given, f"{scenario.id}: {key}"


def test_every_scenario_has_an_id_and_a_sentence_of_its_own() -> None:
    assert len({scenario.id for scenario in SCENARIOS}) == len(SCENARIOS) >= 60
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS)


def test_scenarios_meet_every_outcome_and_everything_that_cannot_wait() -> None:
    tables = pack().pack.tables
    outcomes = {outcome for scenario in SCENARIOS for outcome in scenario.expect["outcomes"]}

    assert outcomes >= {*tables["outcome"].values, "unsettled"}
    assert {scenario.expect["act_now"] for scenario in SCENARIOS} >= set(tables["act_now"].values)
