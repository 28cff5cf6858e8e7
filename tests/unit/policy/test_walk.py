"""What one table finds while some of what it reads is open, and what its compiled form is made of."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.policy.compiled import CompiledPack, Gate, Variable, compile_pack, facts_at
from decisions.policy.evaluate import evaluate
from decisions.policy.model import Answer, Facts, Finding
from decisions.policy.walk import Conclusions
from tests.mutation.slips import mutated

DAY = date(2026, 11, 21)
SETTLED: dict[str, Answer] = {"harm_if_not_shared": "none_seen", "view": "agrees", "procedure": ()}


def cell(pack: CompiledPack, item: dict[str, Answer], **case: Answer) -> dict[str, Finding]:
    facts = Facts(case=case, recipients=({"recipient_check": "ok"},), items=(item,))
    return dict(evaluate(pack, facts, on=DAY).cells[0][0])


def test_a_settled_table_is_certain_of_its_code_and_an_open_one_of_none(
    smallest: CompiledPack,
) -> None:
    settled = cell(smallest, {"item_needed": "yes"}, **SETTLED)["item_rule"]
    opened = cell(smallest, {}, **SETTLED)["item_rule"]

    assert settled.possible == settled.certain == ("share",)
    assert (set(opened.possible), opened.certain) == ({"share", "redact", "withhold"}, ())


def test_where_no_row_fits_everything_stays_possible_and_nothing_is_certain(
    smallest: CompiledPack,
) -> None:
    gap = {"table": "item_rule", "row": "IR4", "delete": True}
    pack = compile_pack(mutated(smallest.pack, gap))

    found = cell(pack, {"item_needed": "yes"}, **SETTLED)["item_rule"]

    assert found.possible == smallest.pack.tables["item_rule"].values
    assert (found.certain, found.fired) == ((), ())
    assert len(found.possible) > 1


def test_eight_codes_are_all_possible_too_where_no_row_fits(smallest: CompiledPack) -> None:
    rule = next(table for table in smallest.tables if table.name == "item_rule")
    eight = replace(rule, codes=tuple("abcdefgh"))

    found, mask = Conclusions(eight).made(0, 0)

    assert (found.possible, found.certain, mask) == (eight.codes, (), 0b1111_1111)


def test_a_code_is_certain_only_by_a_row_that_certainly_holds(smallest: CompiledPack) -> None:
    always = {"table": "next_steps", "row": "NS1", "then": ["last_of_all"]}
    after = {"table": "next_steps", "row": "NS1", "swap": True}
    pack = compile_pack(mutated(mutated(smallest.pack, always), after))

    steps = cell(pack, {"item_needed": "yes"}, harm_if_not_shared="none_seen")["next_steps"]
    sure = cell(pack, {"item_needed": "yes"}, **SETTLED)["next_steps"]

    assert steps.possible == ("record_reasons", "record_refusal", "last_of_all")
    assert steps.certain == sure.possible == sure.certain == ("last_of_all",)
    assert [fired.row for fired in sure.fired] == ["NS1"]


def test_a_row_that_names_every_value_holds_of_an_open_fact(smallest: CompiledPack) -> None:
    others = [value for value in smallest.pack.facts["view"].values if value != "refuses"]
    every = {"table": "next_steps", "row": "NS2", "widen": {"view": others}}
    pack = compile_pack(mutated(smallest.pack, every))

    steps = cell(pack, {"item_needed": "yes"}, harm_if_not_shared="none_seen")["next_steps"]

    assert [(fired.row, fired.is_certain) for fired in steps.fired] == [
        ("NS1", True),
        ("NS2", True),
    ]


def test_a_variable_has_a_bit_for_each_of_its_values_and_no_other() -> None:
    assert Variable("view", ("agrees", "refuses", "not_known"), "case", "view").everything == 0b111


@pytest.mark.parametrize(
    ("gate", "is_open"),
    [
        (Gate(True, None, None), True),
        (Gate(False, None, None), False),
        (Gate(True, DAY, None), True),
        (Gate(True, date(2026, 11, 22), None), False),
        (Gate(True, None, DAY), False),
        (Gate(True, None, date(2026, 11, 22)), True),
        (Gate(False, DAY, None), False),
    ],
)
def test_a_gate_is_open_from_its_first_day_until_its_last(gate: Gate, is_open: bool) -> None:
    assert gate.is_open(DAY) is is_open


def test_a_person_fact_belongs_to_the_case_and_to_whoever_an_item_is_about(
    england: CompiledPack,
) -> None:
    names = {level: set(facts_at(england.pack, level)) for level in ("case", "recipient", "item")}

    assert england.people
    assert england.people <= names["case"]
    assert {f"subject.{name}" for name in england.people} <= names["item"]
    assert not england.people & (names["recipient"] | names["item"])
    assert "recipient_class" in names["recipient"] - names["case"]
    levels = {variable.name: variable.level for variable in england.variables}
    for name in england.people:
        assert (levels[name], levels[f"subject.{name}"]) == ("case", "item")
