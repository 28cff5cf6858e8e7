"""The England pack keeps its promises, and what was proved is what is in use."""

import json
import time
from pathlib import Path

import pytest

from decisions.policy import released
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate_with, validate_facts
from decisions.policy.proof.check import CHECKER, Report, check
from decisions.policy.proof.coverage import excused
from isa.platform.config import data_dir

HERE = Path(__file__).parent
WITNESSES = HERE.parents[1] / "golden" / "witnesses.json"
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
    assert (
        proved[1] < 40
    )  # about 17 on a quiet machine; one that is shared takes half as much again


def test_every_row_of_the_england_pack_has_a_case_that_fires_it(
    england: CompiledPack, proved: tuple[Report, float]
) -> None:
    reached = {target for witness in proved[0].witnesses for target in witness.reaches}

    rows = {f"{table.name}#{row.id}" for table in england.tables for row in table.rows}
    assert rows - set(excused(england)) <= reached


def test_the_lock_is_that_of_the_packs_as_they_stand(england: CompiledPack) -> None:
    passed = released.read_lock(data_dir() / "packs" / released.LOCK)[england.pack.id]

    assert (passed.digest, passed.compiled) == (england.pack.digest, england.digest), REPROVE
    assert set(passed.invariants) == set(england.pack.invariants), REPROVE
    assert passed.checker == CHECKER


def test_the_kept_cases_still_fire_every_row_they_were_kept_for(england: CompiledPack) -> None:
    reached = set()
    cases = json.loads(WITNESSES.read_text(encoding="utf-8"))
    for kept in (case for case in cases if case["pack"] == england.pack.id):
        facts = validate_facts(england, kept["facts"])
        found = evaluate_with(england, facts, frozenset(kept["open_gates"]))
        findings = found.case | found.recipients[0] | found.cells[0][0]
        fired = {f"{name}#{one.row}" for name, finding in findings.items() for one in finding.fired}
        assert {target for target in kept["reaches"] if "#" in target} <= fired, REPROVE
        assert found.breached == (), REPROVE
        reached |= fired

    rows = {f"{table.name}#{row.id}" for table in england.tables for row in table.rows}
    assert reached == rows - set(excused(england)), REPROVE
