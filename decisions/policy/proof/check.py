"""The whole proof of a pack: total, alive, not vacuous, and every invariant kept.

Returns a report; nothing is printed or written here. Each broken promise comes with a case that
breaks it, already run through the evaluator.
"""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import z3

from decisions.policy.checks_reading import graph
from decisions.policy.compiled import CompiledPack
from decisions.policy.proof.claims import broken, broken_pair, given
from decisions.policy.proof.coverage import Witness, excused, reach
from decisions.policy.proof.encoding import Complete, Encoding, Partial, free_gates
from decisions.policy.proof.example import Example, example, told
from decisions.policy.source import Invariant

CHECKER = "1"
"""Raised whenever the meaning of a proof changes, so that a lock says what was proved."""


@dataclass(frozen=True)
class Failure:
    """A promise the tables break: its id, what it says, and a case that shows it."""

    id: str
    text: str
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The promise, then the case."""
        return "\n".join((f"{self.id} does not hold: {self.text}", *self.lines))


@dataclass(frozen=True)
class Report:
    """What was proved of a pack, what failed, and a case for every row."""

    pack: str
    digest: str
    compiled: str
    checker: str
    proved: tuple[str, ...]
    failures: tuple[Failure, ...]
    witnesses: tuple[Witness, ...]
    rows: int


class Prover:
    """A pack with its encodings, each made when it is first needed."""

    def __init__(self, pack: CompiledPack) -> None:
        """Nothing is encoded yet."""
        self.pack = pack

    @cached_property
    def whole(self) -> Complete:
        """The pack over complete answers."""
        return Complete(self.pack, _solver(), free_gates(self.pack))

    @cached_property
    def partial(self) -> Partial:
        """The pack over partial answers."""
        return Partial(self.pack, _solver(), free_gates(self.pack))

    @cached_property
    def pair(self) -> tuple[Complete, Complete]:
        """Two cases side by side, under the same setting of switches."""
        solver, gates = _solver(), free_gates(self.pack)
        return (
            Complete(self.pack, solver, gates, "1:"),
            Complete(self.pack, solver, gates, "2:"),
        )

    def ground(self) -> list[Failure]:
        """Whether the constraints can all hold and every first-hit table answers every case."""
        return _ground(self.whole)

    def kept(self, name: str) -> Failure | None:
        """Whether one invariant holds; if not, a case that breaks it."""
        invariant = self.pack.pack.invariants[name]
        match invariant.kind:
            case "graph":
                return _independent(self.pack, name, invariant)
            case "structure":
                return _unread(self.pack, name, invariant)
            case "pair":
                return _steady(name, invariant, *self.pair)
            case "partial":
                return _held(name, invariant, self.partial)
            case _:
                return _held(name, invariant, self.whole)


def check(pack: CompiledPack) -> Report:
    """Prove everything about a pack, or find cases that break it."""
    prover = Prover(pack)
    failures = prover.ground()
    witnesses: tuple[Witness, ...] = ()
    if not failures:
        witnesses, dead = reach(prover.whole)
        failures += _reachable(pack, dead)
    tried = {name: prover.kept(name) for name in pack.pack.invariants}
    failures += [failure for failure in tried.values() if failure is not None]
    return Report(
        pack=pack.pack.id,
        digest=pack.pack.digest,
        compiled=pack.digest,
        checker=CHECKER,
        proved=tuple(name for name, failure in tried.items() if failure is None),
        failures=tuple(failures),
        witnesses=witnesses,
        rows=sum(len(table.rows) for table in pack.tables),
    )


def _solver() -> z3.Solver:
    """A solver that picks cases at random, from a fixed seed: fewer cases then fire every row."""
    solver = z3.Solver()
    solver.set("phase_selection", 5)
    solver.set("random_seed", 7)
    return solver


def _find(encoding: Encoding, formula: z3.BoolRef) -> z3.ModelRef | None:
    solver = encoding.solver
    solver.push()
    solver.add(formula)
    model = solver.model() if solver.check() == z3.sat else None
    solver.pop()
    return model


def _ground(whole: Complete) -> list[Failure]:
    """The constraints can all hold, and every first-hit table answers every case."""
    if _find(whole, z3.BoolVal(True)) is None:
        return [Failure("constraints", "no case at all satisfies the constraints together")]
    for table in whole.pack.tables:
        if table.name not in whole.unmatched:
            continue
        model = _find(whole, whole.unmatched[table.name])
        if model is not None:
            found = example(whole, model)
            text = f"{table.name} has a case that no row fits"
            named = [whole.pack.variables[place].name for place in table.reads]
            return [Failure("totality", text, told(whole.pack, found, [table.name], named))]
    return []


def _reachable(pack: CompiledPack, dead: tuple[str, ...]) -> list[Failure]:
    allowed = excused(pack)
    failures = [
        Failure(
            "reachable", f"{target} can never happen. Remove it, or say why with unreachable_ok"
        )
        for target in dead
        if target not in allowed
    ]
    return failures + [
        Failure("reachable", f"{target} can happen, though unreachable_ok says it cannot")
        for target in allowed
        if target not in dead
    ]


def _held(name: str, invariant: Invariant, encoding: Encoding) -> Failure | None:
    model = _find(encoding, broken(encoding, invariant))
    if model is not None:
        found = example(encoding, model)
        return Failure(
            name, invariant.text, told(encoding.pack, found, _tables(invariant), _named(invariant))
        )
    if _find(encoding, given(encoding, invariant)) is None:
        return Failure(name, invariant.text, ("It speaks of no case that can happen.",))
    return None


def _steady(name: str, invariant: Invariant, first: Complete, second: Complete) -> Failure | None:
    model = _find(first, broken_pair(first, second, invariant))
    if model is None:
        return None
    before, after = example(first, model), example(second, model)
    tables = ["when"] if invariant.pair == "when_never_longer" else ["outcome"]
    changed = [fact for fact in first.pack.pack.facts if before.answer(fact) != after.answer(fact)]
    lines = [
        *told(first.pack, before, tables, [*_named(invariant), *changed]),
        "If only these answers change:",
        *(f"  - {fact} = {_code(after, fact)}" for fact in changed),
        *told(first.pack, after, tables)[-len(tables) - 1 :],
    ]
    return Failure(name, invariant.text, tuple(lines))


def _independent(pack: CompiledPack, name: str, invariant: Invariant) -> Failure | None:
    table = invariant.table or ""
    reached = nx.ancestors(graph(pack.pack), table)
    read = [fact for fact in invariant.not_on if fact in reached]
    if not read:
        return None
    ways = [" -> ".join(nx.shortest_path(graph(pack.pack), fact, table)) for fact in read]
    return Failure(name, invariant.text, tuple(f"{table} depends on it: {way}" for way in ways))


def _unread(pack: CompiledPack, name: str, invariant: Invariant) -> Failure | None:
    arrows = graph(pack.pack)
    lines = []
    for table in invariant.tables:
        if pack.pack.tables[table].hit != "collect":
            lines.append(f"{table} is not a collect table")
        lines += [f"{reader} reads {table}" for reader in arrows.successors(table)]
    return Failure(name, invariant.text, tuple(lines)) if lines else None


def _tables(invariant: Invariant) -> list[str]:
    parts = (invariant.always, invariant.never, invariant.given, *invariant.given_any)
    return [key.lstrip("!@") for part in parts for key in part]


def _named(invariant: Invariant) -> list[str]:
    parts = (invariant.given, *invariant.given_any, invariant.always, invariant.never)
    names = [key.lstrip("!") for part in parts for key in part]
    return [name for name in names if name[0] not in "@#"]


def _code(found: Example, fact: str) -> str:
    answer = found.answer(fact)
    return answer if isinstance(answer, str) else ", ".join(answer or ()) or "none"
