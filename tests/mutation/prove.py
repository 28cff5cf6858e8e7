"""Whether the proof of a pack notices a slip, without encoding the whole pack again.

Everything but the table concerned is told to a solver once; a changed table is told on top, asked
about where the slip can tell, and taken back. The pack before the slip is taken to be proved. The
questions are those of ``decisions.policy.proof.check``, and a test holds the two to the same
verdict. Graph and structure invariants are left out: no slip makes a table read more than it did.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import networkx as nx
import z3

from decisions.policy.checks_reading import fact_of, graph
from decisions.policy.compiled import CompiledPack
from decisions.policy.proof.coverage import excused, targets
from decisions.policy.source import Condition, Invariant
from tests.mutation.by_table import Questions
from tests.mutation.spoiled import Spoiled
from tests.mutation.where import touched


class Opened:
    """A pack with one table, and the copies of it, left open to be filled by changed ones."""

    def __init__(self, pack: CompiledPack, questions: list[Questions], table: str) -> None:
        self.pack = pack
        self.table = table
        self.names = {table}
        self.names |= {name for name, t in pack.pack.tables.items() if t.copy_of == table}
        arrows = graph(pack.pack)
        self.below = self.names.union(*(nx.descendants(arrows, name) for name in self.names))
        self.questions = questions
        self.solvers = [self._solver(each) for each in questions]

    def _solver(self, questions: Questions) -> z3.Solver:
        solver = z3.SolverFor("QF_FD")  # many times faster here than the general one
        solver.add(questions.told(but=self.names))
        for name in self._about(questions):
            _define(solver, questions, name, name)
        return solver

    def _about(self, questions: Questions) -> Iterator[str]:
        """The invariants that the table could break."""
        for name, invariant in questions.invariants.items():
            if not self.below.isdisjoint(_tables(self.pack, invariant)):
                yield name

    def failure(
        self, spoiled: Spoiled, reached: Callable[[], set[str]], *, is_the_same: bool = False
    ) -> str | None:
        """What the proof says of the spoiled pack; what ``reached`` gives is known to happen in it.

        Where every complete case is known to find the same, only partial answers are asked about.
        """
        for questions, solver in zip(self.questions, self.solvers, strict=True):
            new = questions.of(spoiled.after, self.names)
            is_known = is_the_same and not self._is_partial(questions)
            is_whole = questions is self.questions[0]
            with _told(solver, new.told()):
                found = None if is_known else self._broken(new, solver, spoiled)
                if not found and is_whole:
                    found = self._unmatched(new, solver)
                    found = found or self._unreachable(new, solver, reached())
            if found:
                return found
        return None

    def _is_partial(self, questions: Questions) -> bool:
        return any(one.kind == "partial" for one in questions.invariants.values())

    def _broken(self, questions: Questions, solver: z3.Solver, spoiled: Spoiled) -> str | None:
        names = {}
        for name in self._about(questions):
            called = name
            if self._names_codes(questions.invariants[name]):
                called = f"{name}~"
                _define(solver, questions, name, called)
            names[name] = z3.Bool(f"broken:{called}"), z3.Bool(f"speaks:{called}")
        with _told(solver, [z3.Or([touched(each, spoiled) for each in questions.encodings])]):
            some = z3.Or([is_broken for is_broken, _ in names.values()])
            if names and solver.check(some) == z3.sat:
                model = solver.model()
                return next(
                    n for n, (is_broken, _) in names.items() if z3.is_true(model[is_broken])
                )
        return self._silent(
            questions, solver, {name: speaks for name, (_, speaks) in names.items()}
        )

    def _silent(
        self, questions: Questions, solver: z3.Solver, speaking: dict[str, z3.BoolRef]
    ) -> str | None:
        """An invariant that has nothing to speak of any more; one case may answer for many."""
        left = {}
        for name, speaks in speaking.items():
            heard = [questions.invariants[name].given, *questions.invariants[name].given_any]
            if not self.below.isdisjoint(_tables_in(self.pack, heard)):
                left[name] = speaks
        while left:
            name = next(iter(left))
            if solver.check(left[name]) != z3.sat:
                return f"{name} speaks of no case"
            model = solver.model()
            left = {n: speaks for n, speaks in left.items() if not z3.is_true(model[speaks])}
        return None

    def _names_codes(self, invariant: Invariant) -> bool:
        """Whether an invariant asks for codes of this collect table, which its rows spell out."""
        return any(k.lstrip("!") == f"@{self.table}" for part in _parts(invariant) for k in part)

    def _unmatched(self, questions: Questions, solver: z3.Solver) -> str | None:
        unmatched = questions.encodings[0].unmatched
        for name in sorted(self.below & set(unmatched)):
            if solver.check(unmatched[name]) == z3.sat:
                return f"{name} has a case that no row fits"
        return None

    def _unreachable(
        self, questions: Questions, solver: z3.Solver, reached: set[str]
    ) -> str | None:
        allowed = excused(self.pack)
        for target, formula in targets(questions.encodings[0]).items():
            if target in reached and target not in allowed:
                continue
            if target.partition("#")[0].partition("=")[0] not in self.below:
                continue
            is_alive = target in reached or solver.check(formula) == z3.sat
            if is_alive and target in allowed:
                return f"{target} can happen"
            if not is_alive and target not in allowed:
                return f"{target} cannot happen"
        return None


def _define(solver: z3.Solver, questions: Questions, name: str, called: str) -> None:
    is_broken, speaks = questions.ask(name)
    solver.add(z3.Bool(f"broken:{called}") == is_broken)
    solver.add(z3.Bool(f"speaks:{called}") == speaks)


@contextmanager
def _told(solver: z3.Solver, formulas: list[z3.BoolRef]) -> Iterator[None]:
    """Tell a solver something for a while."""
    solver.push()
    solver.add(formulas)
    try:
        yield
    finally:
        solver.pop()


def _parts(invariant: Invariant) -> tuple[Condition, ...]:
    return (invariant.given, *invariant.given_any, invariant.always, invariant.never)


def _tables(pack: CompiledPack, invariant: Invariant) -> set[str]:
    """The tables an invariant speaks of."""
    found = _tables_in(pack, _parts(invariant))
    if invariant.kind == "pair":
        found.add("when" if invariant.pair == "when_never_longer" else "outcome")
    return found


def _tables_in(pack: CompiledPack, parts: Iterable[Condition]) -> set[str]:
    found = set()
    for part in parts:
        for key, values in part.items():
            name = key.lstrip("!@")
            if name == "#fired":
                found |= {
                    t for t, spec in pack.pack.tables.items() for r in spec.row if r.id in values
                }
            else:
                found.add(fact_of(pack.pack, name))
    return found
