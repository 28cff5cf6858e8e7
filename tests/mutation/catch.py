"""What notices a slip before any proof: the pack's own checks, the scenarios, the kept cases."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from decisions.policy.checks import all_faults
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, evaluate_with, validate_facts
from decisions.policy.model import Facts
from decisions.policy.pack import Pack
from decisions.policy.proof.coverage import happens
from decisions.policy.proof.example import Example
from decisions.workshop.scenarios import Scenario
from tests.unit.policy.expected import SCENARIOS, differences, said

WITNESSES = Path(__file__).parents[1] / "golden" / "witnesses.json"


def fault(pack: Pack) -> str | None:
    """The first thing that keeps a pack from loading."""
    found = next(all_faults(pack), None)
    return None if found is None else f"{found.key}: {found.problem}"


@dataclass(frozen=True)
class Kept:
    """A case from tests/golden/witnesses.json, and what it was kept for."""

    facts: Facts
    open_gates: frozenset[str]
    reaches: frozenset[str]


@dataclass(frozen=True, eq=False)
class Cases:
    """The scenarios and the kept cases, read once against the pack as it stands."""

    pack: CompiledPack

    @cached_property
    def scenarios(self) -> list[tuple[Scenario, Facts]]:
        """The scenarios that hold for the pack as it stands; one that does not can notice nothing."""
        read = [(one, validate_facts(self.pack, one.facts)) for one in SCENARIOS]
        return [(one, facts) for one, facts in read if _holds(self.pack, one, facts)]

    @cached_property
    def kept(self) -> list[Kept]:
        """The kept cases that still do what they were kept for."""
        raw = json.loads(WITNESSES.read_text(encoding="utf-8"))
        cases = [
            Kept(
                validate_facts(self.pack, one["facts"]),
                frozenset(one["open_gates"]),
                frozenset(target for target in one["reaches"] if "#" in target),
            )
            for one in raw
        ]
        return [one for one in cases if one.reaches <= reached(self.pack, one)]

    def disagreeing(self, changed: CompiledPack) -> str | None:
        """A scenario that expects something else; the last one to notice is asked first."""
        for place, (one, facts) in enumerate(self.scenarios):
            if not _holds(changed, one, facts):
                self.scenarios.insert(0, self.scenarios.pop(place))
                return one.id
        return None

    def reached(self, changed: CompiledPack) -> tuple[set[str], bool]:
        """The rows and values that the kept cases reach, and whether each does what it was kept for."""
        all_reached: set[str] = set()
        is_same = True
        for one in self.kept:
            found = reached(changed, one)
            is_same = is_same and one.reaches <= found
            all_reached |= found
        return all_reached, is_same


def reached(pack: CompiledPack, kept: Kept) -> set[str]:
    """The rows and values one kept case reaches."""
    evaluation = evaluate_with(pack, kept.facts, kept.open_gates)
    return set(happens(pack, Example(kept.facts, kept.open_gates, evaluation)))


def _holds(pack: CompiledPack, scenario: Scenario, facts: Facts) -> bool:
    found = evaluate(pack, facts, on=scenario.on)
    return differences(scenario.expect, said(found)) == {}
