"""Many cases at once, held to the evaluator: the same answers and the same deciding rows."""

import json
import os
import random
from datetime import date
from typing import Any

import pytest

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, evaluate_with, validate_facts
from decisions.policy.facts import read_facts
from decisions.policy.gathered import Gathered
from decisions.policy.many import Answered, Many
from decisions.policy.model import Evaluation, Finding
from decisions.policy.released import load_named
from decisions.policy.told import Told
from isa.platform.errors import Invalid
from tests.unit.policy.expected import SCENARIOS
from tests.unit.replaying.sealed_facts import BRUISE, SCHOOL_TOLD

DAY = date(2026, 11, 21)
PACKS = ("england/2026.1", "england/2026.2")
LEVELS = {"case": ("case", "person"), "recipients": ("recipient",), "items": ("item", "person")}


def sets(pack: CompiledPack) -> set[str]:
    return {name for name, fact in pack.pack.facts.items() if fact.kind == "set"}


def shaken(pack: CompiledPack, part: str, facts: dict[str, Any], chance: random.Random) -> dict:
    """A few answers changed or taken away; now and then something that no pack knows."""
    found = dict(facts)
    known = [n for n, fact in pack.pack.facts.items() if fact.level in LEVELS[part]]
    if part == "items" and chance.random() < 0.9:
        known = [name for name in known if pack.pack.facts[name].level == "item"]
    for name in chance.sample(known, chance.randrange(4)):
        fact = pack.pack.facts[name]
        if chance.random() < 0.3:
            found.pop(name, None)
        elif fact.kind == "set" and chance.random() < 0.8:
            found[name] = [value for value in fact.values if chance.random() < 0.2]
        elif fact.kind == "set":
            found[name] = chance.choice(("none", *fact.values))
        else:
            found[name] = chance.choice(fact.values)
    if chance.random() < 0.03:
        found[chance.choice(("harm_if_not_shared", "nothing"))] = chance.choice(("x", ["x"], None))
    return found


def known(pack: CompiledPack, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts without what a pack does not know, in the spelling it knows: scenarios are for the newest."""
    found: dict[str, Any] = {}
    for name, said in facts.items():
        fact = pack.pack.facts.get(name)
        said = said if isinstance(said, list) else [said]
        values = [value for value in said if fact is not None and value in fact.values]
        if fact is not None and fact.kind == "set":
            found[name] = values
        elif values:
            found[name] = values[0]
    return found


def cases(pack: CompiledPack, number: int) -> list[dict[str, Any]]:
    """Random cases near the scenarios: about a third complete, the rest with answers missing."""
    chance = random.Random(20261121)  # noqa: S311
    found = []
    for _ in range(number):
        raw = chance.choice(SCENARIOS).facts
        case = shaken(pack, "case", known(pack, raw["case"]), chance)
        if chance.random() < 0.3:
            case = {name: said for name, said in case.items() if chance.random() < 0.6}
        one: dict[str, Any] = {"case": case}
        for part in ("recipients", "items"):
            others = chance.choice(SCENARIOS).facts[part] + raw[part]
            size = min(len(others), chance.choice((0, 1, 1, 1, 2, 3)))
            one[part] = [
                shaken(pack, part, known(pack, o), chance) for o in chance.sample(others, size)
            ]
        found.append(one)
    return found


def answered(pack: CompiledPack, raws: list[dict[str, Any]], **spelled: Any) -> Answered:
    texts = [json.dumps(raw, **spelled) for raw in raws]
    return Many(pack, pack.open_gates(DAY)).answer(Gathered(texts, sets(pack)))


def told(found: Evaluation) -> Told:
    rules = tuple(tuple(cell["item_rule"].value for cell in row) for row in found.cells)
    return Told(found.act_now, found.outcomes, found.scopes, rules)


HOW_MANY = 1000 if os.environ.get("ISA_HYPOTHESIS") == "deep" else 200
"""Cases drawn for each pack: two thousand together when a run looks deep."""


def deciding(finding: Finding) -> str | None:
    certain = [one.row for one in finding.fired if one.is_certain]
    return next(iter([*certain, *(one.row for one in finding.fired)]), None)


@pytest.mark.parametrize("name", PACKS)
def test_random_cases_are_answered_as_the_evaluator_answers_them(name: str) -> None:
    pack = load_named(name)
    raws = cases(load_named(PACKS[0]), HOW_MANY) + cases(pack, HOW_MANY)

    found = answered(pack, raws, separators=(",", ":"))

    kinds = {"settled": 0, "open": 0, "unknown": 0}
    for raw, ours, place in zip(raws, found.told, range(len(raws)), strict=True):
        try:
            expected = told(evaluate(pack, validate_facts(pack, raw), on=DAY))
        except Invalid:
            kinds["unknown"] += 1
            assert ours is None
            assert place in found.unread
        else:
            kinds["open" if None in expected.outcomes else "settled"] += 1
            assert ours == expected, raw
    assert min(kinds["settled"], kinds["open"]) > HOW_MANY * 0.25, kinds  # both kinds, and many
    assert kinds["unknown"] > HOW_MANY / 100


def test_facts_that_were_asked_and_left_out_stay_unanswered_here_as_they_do_there() -> None:
    earlier, pack = (load_named(name) for name in PACKS)
    asked = frozenset(pack.pack.facts) - {"channel_safe"}
    raws = cases(earlier, 200) + cases(pack, 200)
    gathered = Gathered([json.dumps(raw) for raw in raws], sets(pack))

    found = Many(pack, pack.open_gates(DAY), asked).answer(gathered)

    for raw, ours in zip(raws, found.told, strict=True):
        if ours is not None:
            assert ours == told(evaluate(pack, read_facts(pack, raw, asked), on=DAY)), raw


@pytest.mark.parametrize("name", PACKS)
def test_the_row_that_decided_is_the_evaluators(name: str) -> None:
    pack = load_named(name)
    raws = cases(pack, 200)
    found = answered(pack, raws)
    ids = {table.name: [row.id for row in table.rows] for table in pack.tables}

    expected = []
    for place, raw in enumerate(raws):
        if place in found.unread:
            cells = max(1, len(raw["recipients"])) * max(1, len(raw["items"]))
            expected += [None] * cells
            continue
        said = evaluate(pack, validate_facts(pack, raw), on=DAY)
        for number, row in enumerate(said.cells):
            expected += [said.case | said.recipients[number] | cell for cell in row]

    assert {"outcome", "item_rule", "act_now"} <= found.rows.keys()
    for table, rows in found.rows.items():
        for findings, row in zip(expected, rows, strict=True):
            if findings is not None:
                assert deciding(findings[table]) == (ids[table][row] if row >= 0 else None)


@pytest.mark.parametrize("name", PACKS)
def test_rows_behind_a_switch_count_when_it_is_on_and_only_then(name: str) -> None:
    pack = load_named(name)
    raws = [BRUISE, SCHOOL_TOLD]
    gathered = Gathered([json.dumps(raw) for raw in raws], sets(pack))
    seen = []

    for gates in (frozenset(pack.gates), frozenset[str]()):
        found = Many(pack, gates).answer(gathered)
        facts = [validate_facts(pack, raw) for raw in raws]
        assert found.told == [told(evaluate_with(pack, one, gates)) for one in facts]
        seen.append({table: rows.tolist() for table, rows in found.rows.items()})

    assert seen[0] != seen[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("[]", "an object with case"),
        ('{"case":{},"recipients":[],"items":[],"more":{}}', "no part called 'more'"),
        ('{"case":{},"recipients":{},"items":[]}', "lists of objects"),
        ('{"case":{},"recipients":["},{"],"items":[]}', "is an object"),
        ('{"case":{"a":"},"recipients":["},"recipients":[],"items":[]}', "not JSON"),
    ],
)
def test_a_text_that_is_not_facts_is_named_and_the_others_are_answered(
    text: str, said: str
) -> None:
    found = Gathered([text, "{}"], ())

    assert said in found.faults[0]
    assert 1 not in found.faults


def test_a_text_is_cut_where_it_should_be_however_it_is_spelled() -> None:
    raw = {
        "case": {"a": "},{"},
        "recipients": [{"b": '},"recipients":['}, {}],
        "items": [{"c": "]}"}],
    }
    spelled = (json.dumps(raw, separators=(",", ":")), json.dumps(raw), json.dumps(raw, indent=1))

    for text in spelled:
        found = Gathered([text], ())
        case, recipients, items = found.shapes[0]
        assert found.cases.read[case] == raw["case"]
        assert [found.recipients.read[one] for one in recipients] == raw["recipients"]
        assert [found.items.read[one] for one in items] == raw["items"]
