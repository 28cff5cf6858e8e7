"""The evaluator, the proof and a reading by hand say the same of the same case."""

import random
from datetime import date

import pytest
import z3
from policy_by_hand import ENGLAND, by_hand, complete_cases, completions, nested, shaken

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.evaluate import evaluate, evaluate_with
from decisions.policy.model import Evaluation, Finding
from decisions.policy.pack import load_pack
from decisions.policy.proof.encoding import Complete, Encoding, Partial, free_gates
from decisions.policy.proof.example import example

DAY = date(2026, 11, 21)
SMALL = ("item_class",)
"""Sets small enough to try every subset of."""


@pytest.fixture(scope="module")
def pack() -> CompiledPack:
    return compile_pack(load_pack(ENGLAND))


def findings(evaluation: Evaluation) -> dict[str, Finding]:
    return evaluation.case | evaluation.recipients[0] | evaluation.cells[0][0]


def test_complete_cases_fire_the_rows_that_a_reading_by_hand_fires(pack: CompiledPack) -> None:
    chance = random.Random(20261121)  # noqa: S311
    cases = complete_cases()

    for _ in range(150):
        answers = shaken(pack.pack, chance.choice(cases), chance, chance.randrange(6))
        gates = frozenset(name for name in pack.gates if chance.random() < 0.5)
        found = findings(evaluate_with(pack, nested(pack.pack, answers), gates))
        expected = by_hand(pack.pack, answers, gates, {})

        assert {name: [fired.row for fired in one.fired] for name, one in found.items()} == {
            name: [row.id for row in rows] for name, rows in expected.items()
        }
        assert all(fired.is_certain for one in found.values() for fired in one.fired)


def test_partial_cases_leave_possible_everything_that_can_still_happen(pack: CompiledPack) -> None:
    chance = random.Random(7)  # noqa: S311
    cases = complete_cases()
    gates = pack.open_gates(DAY)
    singles = [
        name
        for name, fact in pack.pack.facts.items()
        if name != "whose" and (fact.kind == "one" or name in SMALL)
    ]
    waiting = [table.name for table in pack.tables if table.is_as_answered]
    settled = 0

    for _ in range(30):
        base = shaken(pack.pack, chance.choice(cases), chance, chance.randrange(4))
        hidden = chance.sample(singles, chance.randint(1, 3))
        partial = {name: answer for name, answer in base.items() if name not in hidden}
        found = findings(evaluate(pack, nested(pack.pack, partial), on=DAY))
        fixed = {name: found[name].value or "" for name in waiting}
        reached: dict[str, set[str]] = {name: set() for name in found}
        for answers in completions(pack.pack, partial, base):
            for name, rows in by_hand(pack.pack, answers, gates, fixed).items():
                reached[name] |= {code for row in rows for code in row.codes}

        for name, finding in found.items():
            if name not in waiting:
                assert reached[name] <= set(finding.possible), (name, partial)
                assert set(finding.certain) <= reached[name], (name, partial)
        settled += found["outcome"].value is not None

    assert 5 < settled < 30


@pytest.mark.parametrize("encoding", [Complete, Partial])
def test_the_proof_reads_each_row_as_the_evaluator_does(
    pack: CompiledPack, encoding: type[Encoding]
) -> None:
    """``example`` runs each model through the evaluator and raises if a single row differs."""
    chance = random.Random(11)  # noqa: S311
    cases = complete_cases()
    encoded = encoding(pack, z3.Solver(), free_gates(pack))

    for _ in range(30):
        answers = shaken(pack.pack, chance.choice(cases), chance, chance.randrange(4))
        if encoding is Partial:
            kept = chance.randrange(len(answers))
            answers = dict(chance.sample(sorted(answers.items()), kept))
        names = dict.fromkeys(v.fact for v in pack.variables if v.fact)
        given = [literal for name in names for literal in said(encoded, answers, name)]
        given += [
            gate if chance.random() < 0.5 else z3.Not(gate) for gate in encoded.gates.values()
        ]

        assert encoded.solver.check(*given) == z3.sat
        found = example(encoded, encoded.solver.model())

        assert found.facts == nested(pack.pack, answers)


def said(encoded: Encoding, answers: dict, name: str) -> list[z3.BoolRef]:
    """The literals that fix one fact of a case; the case's person is not fixed twice."""
    if name.startswith("subject.") and answers.get("whose") == "case_person":
        return []
    fact = encoded.pack.pack.facts[name.removeprefix("subject.")]
    literals = []
    if isinstance(encoded, Partial):
        answered = z3.Bool(f"{name}?answered")
        literals.append(answered if name in answers else z3.Not(answered))
    if name in answers:
        places = (
            {
                f"{fact.prefix}.{member}": "yes" if member in answers[name] else "no"
                for member in fact.values
            }
            if fact.kind == "set"
            else {name: answers[name]}
        )
        for variable, value in places.items():
            place = encoded.pack.index[variable]
            values = encoded.pack.variables[place].values
            literals.append(encoded.values[place][values.index(value)])
    return literals
