"""The England pack keeps its promises, and a pack that does not is shown where it fails."""

import json
import runpy
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from mutation import mutated

from decisions.policy import released
from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.evaluate import evaluate, evaluate_with, validate_facts
from decisions.policy.proof.check import CHECKER, Failure, Prover, Report, check
from decisions.policy.source import Invariant
from isa.platform.config import data_dir

HERE = Path(__file__).parent
WITNESSES = HERE.parents[1] / "golden" / "witnesses.json"
SCENARIOS = HERE.parents[1] / "scenarios" / "test_scenarios.py"
MUTANTS = tomllib.loads((HERE / "mutants.toml").read_text(encoding="utf-8"))["mutant"]
REPROVE = "run: isa policy check --witnesses tests/golden/witnesses.json"


@pytest.fixture(scope="module")
def proved(england: CompiledPack) -> tuple[Report, float]:
    start = time.process_time()
    return check(england), time.process_time() - start


def test_every_invariant_of_the_england_pack_holds(
    england: CompiledPack, proved: tuple[Report, float]
) -> None:
    report, _ = proved

    assert not report.failures, "\n".join(str(failure) for failure in report.failures)
    assert set(report.proved) == set(england.pack.invariants)
    assert len(report.proved) >= 75


def test_the_proof_is_quick_enough_to_run_on_every_change(proved: tuple[Report, float]) -> None:
    assert proved[1] < 10


def test_every_row_of_the_england_pack_has_a_case_that_fires_it(
    england: CompiledPack, proved: tuple[Report, float]
) -> None:
    reached = {target for witness in proved[0].witnesses for target in witness.reaches}

    rows = {f"{table.name}#{row.id}" for table in england.tables for row in table.rows}
    assert rows <= reached


def test_the_lock_is_that_of_the_packs_as_they_stand(england: CompiledPack) -> None:
    passed = released.read_lock(data_dir() / "packs" / released.LOCK)[england.pack.id]

    assert (passed.digest, passed.compiled) == (england.pack.digest, england.digest), REPROVE
    assert set(passed.invariants) == set(england.pack.invariants), REPROVE
    assert passed.checker == CHECKER


def test_the_kept_cases_still_fire_every_row_they_were_kept_for(england: CompiledPack) -> None:
    reached = set()
    for kept in json.loads(WITNESSES.read_text(encoding="utf-8")):
        facts = validate_facts(england, kept["facts"])
        found = evaluate_with(england, facts, frozenset(kept["open_gates"]))
        findings = found.case | found.recipients[0] | found.cells[0][0]
        fired = {f"{name}#{one.row}" for name, finding in findings.items() for one in finding.fired}
        assert {target for target in kept["reaches"] if "#" in target} <= fired, REPROVE
        assert found.breached == (), REPROVE
        reached |= fired

    assert reached == {f"{t.name}#{row.id}" for t in england.tables for row in t.rows}, REPROVE


def test_a_flipped_row_of_outcome_is_told_in_plain_words(england: CompiledPack) -> None:
    change = {"table": "outcome", "row": "O26", "then": "do_not_share"}
    prover = Prover(compile_pack(mutated(england.pack, change)))

    failure = prover.kept("S4")

    assert failure is not None
    told = str(failure)
    assert told.startswith(f"S4 does not hold: {england.pack.invariants['S4'].text}")
    said = england.pack.facts["harm_if_not_shared"].says["significant"]
    assert f"  - {said} (harm_if_not_shared = significant)" in told
    assert "outcome = do_not_share (row O26" in told


def test_a_pair_that_breaks_an_invariant_shows_both_cases(england: CompiledPack) -> None:
    change = {"table": "outcome", "row": "O26", "then": "do_not_share"}
    prover = Prover(compile_pack(mutated(england.pack, change)))

    failure = prover.kept("S7")

    assert failure is not None
    assert "If only these answers change:" in failure.lines
    assert "  - harm_if_not_shared = significant" in failure.lines
    assert sum("outcome = " in line for line in failure.lines) == 2


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["name"])
def test_a_slip_in_one_row_is_noticed(england: CompiledPack, mutant: dict) -> None:
    changed = compile_pack(mutated(england.pack, mutant))
    by = mutant["caught_by"]

    if by in england.pack.invariants:
        assert Prover(changed).kept(by) is not None
    else:
        assert not scenario_holds(changed, by)
        assert scenario_holds(england, by)


def scenario_holds(pack: CompiledPack, name: str) -> bool:
    scenarios = runpy.run_path(str(SCENARIOS))
    scenario = next(one for one in scenarios["SCENARIOS"] if one.id == name)
    found = evaluate(pack, validate_facts(pack, scenario.facts), on=scenario.on)
    return scenarios["differences"](scenario.expect, scenarios["said"](found)) == {}


def broken(smallest: CompiledPack, **parts: object) -> Failure | None:
    """Whether the smallest pack keeps an invariant made of these parts."""
    invariant = Invariant.model_validate({"text": "A promise.", **parts})
    pack = replace(smallest.pack, invariants={"T0": invariant})
    return Prover(compile_pack(pack)).kept("T0")


def test_the_smallest_pack_passes(smallest: CompiledPack) -> None:
    assert check(smallest).failures == ()


def test_a_gap_in_a_table_is_found(smallest: CompiledPack) -> None:
    change = {"table": "outcome", "row": "O8", "delete": True}
    report = check(compile_pack(mutated(smallest.pack, change)))

    assert report.failures[0].id == "totality"
    assert "outcome has a case that no row fits" in str(report.failures[0])


def test_a_row_that_can_never_fire_is_found(smallest: CompiledPack) -> None:
    change = {"table": "outcome", "row": "O7", "then": "seek_advice"}
    doubled = mutated(smallest.pack, change)
    table = doubled.tables["outcome"]
    copy = table.row[6].model_copy(update={"id": "O7b"})
    rows = (*table.row[:7], copy, *table.row[7:])
    tables = {**doubled.tables, "outcome": table.model_copy(update={"row": rows})}

    report = check(compile_pack(replace(doubled, tables=tables)))

    assert "outcome#O7b can never happen" in "\n".join(str(one) for one in report.failures)


def test_an_excused_row_must_really_be_unreachable(smallest: CompiledPack) -> None:
    table = smallest.pack.tables["outcome"]
    excused = table.row[0].model_copy(update={"unreachable_ok": "Kept for old records."})
    tables = {
        **smallest.pack.tables,
        "outcome": table.model_copy(update={"row": (excused, *table.row[1:])}),
    }

    report = check(compile_pack(replace(smallest.pack, tables=tables)))

    assert "outcome#O1 can happen, though" in str(report.failures[0])


def test_constraints_that_cannot_all_hold_are_found(smallest: CompiledPack) -> None:
    first = smallest.pack.constraints[0]
    values = (("yes",), ("no",))
    clash = tuple(
        first.model_copy(
            update={"id": f"C{a}{b}", "when": {"sp.crisis": x}, "then": {"view": (v,)}}
        )
        for a, x in enumerate(values)
        for b, v in enumerate(("agrees", "refuses"))
    )

    report = check(compile_pack(replace(smallest.pack, constraints=clash)))

    assert report.failures[0].id == "constraints"


def test_a_promise_about_cases_that_cannot_happen_is_not_kept(smallest: CompiledPack) -> None:
    failure = broken(
        smallest,
        given={"harm_if_not_shared": ["none_seen"], "sp.crisis": ["yes"]},
        always={"outcome": ["share_now"]},
    )

    assert failure is not None
    assert failure.lines == ("It speaks of no case that can happen.",)


@pytest.mark.parametrize(
    ("parts", "is_kept"),
    [
        (
            {
                "given": {"!view": ["agrees", "refuses"]},
                "never": {"@next_steps": ["record_refusal"]},
            },
            True,
        ),
        ({"given": {"view": ["refuses"]}, "always": {"#fired": ["NS2"]}}, True),
        ({"given": {"view": ["agrees"]}, "always": {"#fired": ["NS2"]}}, False),
        (
            {
                "given_any": [{"view": ["agrees"]}, {"view": ["refuses"]}],
                "always": {"act_now": ["none"]},
            },
            False,
        ),
        ({"given": {"act_now": ["call_999"]}, "always": {"when": ["now"]}}, True),
        (
            {
                "kind": "partial",
                "given": {"view": ["refuses"]},
                "always": {"@next_steps": ["record_refusal"]},
            },
            True,
        ),
        (
            {
                "kind": "partial",
                "given": {"sp.crisis": ["yes"]},
                "never": {"outcome": ["do_not_share"]},
            },
            False,
        ),
        (
            {
                "kind": "partial",
                "given": {"sp.nobody_to_ask": ["yes"]},
                "always": {"view": ["not_applicable"]},
            },
            True,
        ),
        ({"kind": "pair", "raise": "harm_if_not_shared", "pair": "when_never_longer"}, True),
        (
            {"kind": "pair", "vary": ["view"], "pair": "never_becomes", "value": "do_not_share"},
            False,
        ),
        (
            {
                "kind": "pair",
                "given": {"harm_if_not_shared": ["immediate"]},
                "vary": ["view"],
                "pair": "never_becomes",
                "value": "do_not_share",
            },
            True,
        ),
        ({"kind": "pair", "raise": "harm_if_not_shared", "pair": "share_never_appears"}, False),
        ({"kind": "graph", "table": "outcome", "not_on": ["procedure"]}, False),
        ({"kind": "graph", "table": "alarm", "not_on": ["view"]}, True),
        ({"kind": "structure", "tables": ["alarm"]}, False),
    ],
)
def test_each_kind_of_promise_can_hold_and_can_fail(
    smallest: CompiledPack, parts: dict, is_kept: bool
) -> None:
    assert (broken(smallest, **parts) is None) is is_kept


def test_a_counterexample_is_a_case_that_the_evaluator_answers_the_same_way(
    smallest: CompiledPack,
) -> None:
    failure = broken(
        smallest, given={"view": ["agrees"]}, never={"outcome": ["share_without_agreement"]}
    )

    assert failure is not None
    assert any("they agree (view = agrees)" in line for line in failure.lines)
    assert any(
        "outcome = share_without_agreement (row O6, They agree.)" in x for x in failure.lines
    )
