"""What notices a slip beside the proof: the pack's own checks, scenarios, pinned findings, kept cases.

A case is looked at only if the slip can touch it, and evaluated again only if the table finds
something else in it; most slips touch few cases.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from decisions.policy.checks import all_faults
from decisions.policy.compiled import CompiledPack, Variable
from decisions.policy.evaluate import Walk, evaluate_with, validate_facts
from decisions.policy.model import Answer, Evaluation, Facts
from decisions.policy.pack import Pack
from decisions.policy.proof.coverage import happens
from decisions.policy.proof.example import Example
from decisions.policy.subjects import with_subjects
from decisions.policy.walk import State, Step
from tests.mutation.spoiled import Spoiled, ready
from tests.unit.policy.expected import SCENARIOS, differences, said
from tests.unit.policy.pinned import Side, found, pins

WITNESSES = Path(__file__).parents[1] / "golden" / "witnesses.json"
Found = tuple[frozenset[str], frozenset[str]]
"""What one table found for one item: its codes, and the rows that gave them as targets."""


def fault(pack: Pack) -> str | None:
    """The first thing that keeps a pack from loading."""
    found = next(all_faults(pack), None)
    return None if found is None else f"{found.key}: {found.problem}"


@dataclass(frozen=True, eq=False)
class Case:
    """Facts, the switches they are read under, and what was expected or reached."""

    name: str
    facts: Facts
    open_gates: frozenset[str]
    expect: dict[str, object]
    reaches: frozenset[str]
    states: tuple[State, ...] | None
    """For each item the value of everything a table can read; None if something is open."""

    def can_tell(self, spoiled: Spoiled) -> bool:
        """Whether the slip can change anything in it."""
        return self.states is None or any(spoiled.touches(state) for state in self.states)

    def is_as_expected(self, walk: Walk) -> bool:
        return differences(self.expect, said(walk.by_states(self.facts))) == {}

    def reached(self, pack: CompiledPack, walk: Walk) -> frozenset[str]:
        """The rows and values that happen in it."""
        found = Example(self.facts, self.open_gates, walk.by_states(self.facts))
        return frozenset(happens(pack, found))


class Reached(NamedTuple):
    """What the kept cases show of a slip."""

    targets: set[str]
    """Everything that happens in them."""
    is_kept: bool
    """Whether each still does what it was kept for."""
    is_other: bool
    """Whether the table finds something else in one of them."""


@dataclass(frozen=True, eq=False)
class Pinned:
    """One side of a pinned finding, and what the tables can read there."""

    side: Side
    case: Case

    def is_met(self, spoiled: Spoiled) -> bool:
        """Whether it still finds that."""
        if not self.case.can_tell(spoiled):
            return True
        table = self.side.pin.table
        if self.case.states is None:
            evaluation = spoiled.walk(self.case.open_gates).by_states(self.case.facts)
            return self.side.is_met(found(evaluation, table))
        steps = spoiled.steps(self.case.open_gates)
        step = next(step for step in steps if step.name == table)
        [state] = self.case.states
        finding, _ = step.conclusions[step.rows(state)]
        return self.side.is_met(finding)


class Cases:
    """The scenarios and the kept cases, read once against the pack as it stands."""

    def __init__(self, pack: CompiledPack) -> None:
        self.pack = pack
        self._before = lru_cache(maxsize=4)(self._found_before)

    @cached_property
    def scenarios(self) -> list[Case]:
        """The scenarios that hold for the pack as it stands; one that does not can notice nothing."""
        read = (
            self._case(one.id, one.facts, self.pack.open_gates(one.on), expect=one.expect)
            for one in SCENARIOS
        )
        return [c for c in read if c.is_as_expected(ready(self.pack, c.open_gates))]

    @cached_property
    def kept(self) -> list[Case]:
        """The kept cases of this pack, with all that happens in them."""
        raw = json.loads(WITNESSES.read_text(encoding="utf-8"))
        mine = [one for one in raw if one["pack"] == self.pack.pack.id]
        return [
            self._case(f"kept {at}", one["facts"], frozenset(one["open_gates"]), one["reaches"])
            for at, one in enumerate(mine)
        ]

    def _case(
        self,
        name: str,
        raw: dict,
        open_gates: frozenset[str],
        kept_for: Iterable[str] = (),
        expect: dict[str, object] | None = None,
    ) -> Case:
        facts = validate_facts(self.pack, raw)
        states = _states(self.pack, facts, evaluate_with(self.pack, facts, open_gates))
        rows = frozenset(target for target in kept_for if "#" in target)
        return Case(name, facts, open_gates, expect or {}, rows, states)

    def disagreeing(self, spoiled: Spoiled) -> str | None:
        """A scenario that expects something else; the last one to notice is asked first."""
        before = self._before("scenarios", spoiled.table)
        for place, case in enumerate(self.scenarios):
            if not case.can_tell(spoiled):
                continue
            after = _found(case, spoiled.steps(case.open_gates))
            is_other = after is None or _codes(after) != _codes(before[case.name])
            if is_other and not case.is_as_expected(spoiled.walk(case.open_gates)):
                self.scenarios.insert(0, self.scenarios.pop(place))
                return case.name
        return None

    @cached_property
    def pinned(self) -> dict[str, list[Pinned]]:
        """By table, the pinned findings that hold for the pack as it stands."""
        by_table: dict[str, list[Pinned]] = {}
        for side in (side for pin in pins() for side in pin.each(self.pack.pack)):
            gates = side.gates(self.pack)
            evaluation = evaluate_with(self.pack, validate_facts(self.pack, side.facts), gates)
            if not evaluation.breached and side.is_met(found(evaluation, side.pin.table)):
                pinned = Pinned(side, self._case(side.name, side.facts, gates))
                by_table.setdefault(side.pin.table, []).append(pinned)
        return by_table

    def contradicted(self, spoiled: Spoiled) -> str | None:
        """A pinned finding of this table, or of a copy of it, that is another now."""
        for name in (name for name in self.pack.pack.tables if name in spoiled.names):
            for pinned in self.pinned.get(name, ()):
                if not pinned.is_met(spoiled):
                    return pinned.side.name
        return None

    def reached(self, spoiled: Spoiled) -> Reached:
        """What happens in the kept cases after the slip."""
        everything: set[str] = set()
        is_kept, is_other = True, False
        before = self._before("kept", spoiled.table)
        for case, already in zip(self.kept, self._reached_before, strict=True):
            reached = already
            if case.can_tell(spoiled):
                after = _found(case, spoiled.steps(case.open_gates))
                if after is None or _codes(after) != _codes(before[case.name]):
                    reached = case.reached(spoiled.after, spoiled.walk(case.open_gates))
                    is_other = is_other or after is not None
                else:
                    reached = (already - _rows(before[case.name])) | _rows(after)
            is_kept = is_kept and case.reaches <= reached
            everything |= reached
        return Reached(everything, is_kept, is_other)

    @cached_property
    def _reached_before(self) -> list[frozenset[str]]:
        return [c.reached(self.pack, ready(self.pack, c.open_gates)) for c in self.kept]

    def _found_before(self, which: str, table: str) -> dict[str, list[Found]]:
        return {
            case.name: _found(case, _steps(self.pack, table, case.open_gates)) or []
            for case in getattr(self, which)
        }


def _found(case: Case, steps: list[Step]) -> list[Found] | None:
    """What a table and its copies find in a case, item by item; None if something in it is open."""
    if case.states is None:
        return None
    return [_of(step, state) for step in steps for state in case.states]


@lru_cache(maxsize=64)
def _steps(pack: CompiledPack, table: str, open_gates: frozenset[str]) -> list[Step]:
    specs = pack.pack.tables
    own = [t for t in pack.tables if table in (t.name, specs[t.name].copy_of)]
    return [Step(each, open_gates) for each in own]


def _of(step: Step, state: State) -> Found:
    finding, _ = step.conclusions[step.rows(state)]
    rows = frozenset(f"{step.name}#{fired.row}" for fired in finding.fired)
    return frozenset(finding.possible), rows


def _codes(found: list[Found]) -> list[frozenset[str]]:
    return [codes for codes, _ in found]


def _rows(found: list[Found]) -> frozenset[str]:
    return frozenset(row for _, rows in found for row in rows)


def _states(pack: CompiledPack, facts: Facts, evaluation: Evaluation) -> tuple[State, ...] | None:
    """The value of every variable for each recipient and item, if all of them are settled."""
    found = []
    if evaluation.breached or not facts.recipients or not facts.items:
        return None
    for place, recipient in enumerate(facts.recipients):
        for cell, item in zip(
            evaluation.cells[place], with_subjects(facts, pack.people), strict=True
        ):
            findings = evaluation.case | evaluation.recipients[place] | cell
            values: dict[str, Answer | None] = {n: f.value for n, f in findings.items()}
            values |= facts.case | recipient | item
            state = [_mask(variable, values) for variable in pack.variables]
            if 0 in state:
                return None
            found.append(state)
    return tuple(found)


def _mask(variable: Variable, values: dict[str, Answer | None]) -> int:
    answer = values.get(variable.fact or variable.name)
    if answer is not None and not isinstance(answer, str):
        answer = "yes" if variable.name.rpartition(".")[2] in answer else "no"
    return 1 << variable.values.index(answer) if answer in variable.values else 0
