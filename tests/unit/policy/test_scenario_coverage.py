"""Every line of the outcome table has a scenario on it, and one just on its other side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from expected import SCENARIOS, answered

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import validate_facts
from decisions.policy.model import Answer, Finding
from decisions.policy.source import Condition, Row
from decisions.policy.subjects import with_subjects

INEXPRESSIBLE = {
    "D11": "What would change the advice is kept off the screen before a decision: a page, not a fact.",
    "D13": "What a recipient's copy shows by its shape is a matter of the sealed copy, not of the advice.",
    "D15": "How sure a source is belongs to the pack and its proof, not to a situation.",
    "D18": "Where a name is kept is a matter of storage; the facts hold no names.",
    "D19": "Disposal comes years after the advice and has facts of its own.",
}
"""Known mistakes that no set of answers can show, and why. Other tests hold them."""

ALL_TRAPS = {f"D{number}" for number in range(1, 20)}


@dataclass
class Line:
    """One row of the table: the scenarios that it decides, and those one condition away."""

    on_it: set[str] = field(default_factory=set)
    beside_it: set[str] = field(default_factory=set)


def cells(pack: CompiledPack) -> Iterator[tuple[str, dict[str, Answer | None], str]]:
    """Every recipient and item of every complete scenario: its values, and the row that decided."""
    for scenario in SCENARIOS:
        facts, found = validate_facts(pack, scenario.facts), answered(pack, scenario)
        people = with_subjects(facts, pack.people)
        for number, row in enumerate(found.cells):
            for place, cell in enumerate(row):
                fired = [one.row for one in cell["outcome"].fired if one.is_certain]
                if len(fired) == 1 and facts.recipients and facts.items:
                    known = found.case | found.recipients[number] | cell
                    values = facts.case | facts.recipients[number] | people[place]
                    yield scenario.id, values | settled(known), fired[0]


def settled(findings: Mapping[str, Finding]) -> dict[str, Answer | None]:
    return {name: finding.value for name, finding in findings.items()}


def failing(pack: CompiledPack, when: Condition, values: Mapping[str, Answer | None]) -> list[str]:
    """The conditions of a row that do not hold."""
    return [name for name, allowed in when.items() if value_of(pack, name, values) not in allowed]


def value_of(pack: CompiledPack, name: str, values: Mapping[str, Answer | None]) -> Answer | None:
    """A fact, a finding, or for ``prefix.member`` whether that member of a set is ticked."""
    prefix, _, member = name.partition(".")
    ticked = [values[key] for key, fact in pack.pack.facts.items() if fact.prefix == prefix]
    if member and ticked:
        return "yes" if member in (ticked[0] or ()) else "no"
    return values.get(name)


def lines(pack: CompiledPack) -> dict[str, Line]:
    """The matrix. Beside a row is a case that came to it and was turned away by one condition alone."""
    rows = pack.pack.tables["outcome"].row
    order = {row.id: place for place, row in enumerate(rows)}
    found = {row.id: Line() for row in rows}
    for scenario, values, decided in cells(pack):
        found[decided].on_it.add(scenario)
        for row in rows[: order[decided]]:
            if len(failing(pack, row.when, values)) == 1:
                found[row.id].beside_it.add(scenario)
    return found


@pytest.fixture(scope="module")
def matrix(england: CompiledPack) -> dict[str, Line]:
    return lines(england)


def words(row: Row) -> str:
    return f"{row.id} ({row.then}): {row.because}"


def test_every_row_of_outcome_decides_a_scenario(
    england: CompiledPack, matrix: dict[str, Line]
) -> None:
    rows = england.pack.tables["outcome"].row

    unmet = [row for row in rows if not matrix[row.id].on_it]

    assert [words(row) for row in unmet] == []


def test_every_row_of_outcome_has_a_scenario_just_on_its_other_side(
    england: CompiledPack, matrix: dict[str, Line]
) -> None:
    *rows, _last = england.pack.tables["outcome"].row

    unmet = [row for row in rows if not matrix[row.id].beside_it]

    assert [words(row) for row in unmet] == []


def test_every_known_trap_that_facts_can_express_has_a_scenario() -> None:
    tagged = {scenario.trap for scenario in SCENARIOS if scenario.trap}

    assert tagged == ALL_TRAPS - set(INEXPRESSIBLE)
