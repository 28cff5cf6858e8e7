"""A slip in one row of the England pack is noticed, and shown by a case."""

import tomllib
from pathlib import Path

import pytest
from expected import SCENARIOS, answered, differences, said

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.proof.check import Prover
from tests.mutation.slips import mutated

HERE = Path(__file__).parent
MUTANTS = tomllib.loads((HERE / "mutants.toml").read_text(encoding="utf-8"))["mutant"]


@pytest.fixture(scope="module")
def flipped(england: CompiledPack) -> Prover:
    """The pack with one row of its outcome turned round, encoded once."""
    change = {"table": "outcome", "row": "O26", "then": "do_not_share"}
    return Prover(compile_pack(mutated(england.pack, change)))


def test_a_flipped_row_of_outcome_is_told_in_plain_words(
    england: CompiledPack, flipped: Prover
) -> None:
    failure = flipped.kept("S4")

    assert failure is not None
    told = str(failure)
    assert told.startswith(f"S4 does not hold: {england.pack.invariants['S4'].text}")
    said = england.pack.facts["harm_if_not_shared"].says["significant"]
    assert f"  - {said} (harm_if_not_shared = significant)" in told
    assert "outcome = do_not_share (row O26" in told


def test_a_pair_that_breaks_an_invariant_shows_both_cases(flipped: Prover) -> None:
    failure = flipped.kept("S7")

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
    scenario = next(one for one in SCENARIOS if one.id == name)
    return differences(scenario.expect, said(answered(pack, scenario))) == {}
