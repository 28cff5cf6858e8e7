"""Every kind of promise can hold and can fail, on the smallest pack."""

from dataclasses import replace

import pytest

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.proof.check import Failure, Prover, check
from decisions.policy.source import Invariant
from tests.mutation.slips import mutated


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
