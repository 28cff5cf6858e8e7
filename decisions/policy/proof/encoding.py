"""The compiled tables as formulas: one encoding for complete answers, one for partial ones.

Both read the same compiled form as the evaluator. ``collected`` and ``certain`` mean what they mean
there; in the complete encoding they are the same wherever every table finds a row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import z3

from decisions.policy.compiled import CompiledPack, CompiledTable
from decisions.policy.subjects import CASE_PERSON, WHOSE, subject_of

LEVELS = ("case", "recipient", "item")


def all_of(parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """The conjunction: ``z3.And`` without its look at each part's sort, which costs more than the proof."""
    return _joined(z3.Z3_mk_and, parts)


def any_of(parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """The disjunction, likewise."""
    return _joined(z3.Z3_mk_or, parts)


def _joined(make: Callable[..., object], parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
    if len(parts) == 1:
        return parts[0]
    context = z3.main_ctx()
    handles = (z3.Ast * len(parts))(*(part.as_ast() for part in parts))
    return z3.BoolRef(make(context.ref(), len(parts), handles), context)


class Encoding:
    """What both encodings share: bits for each variable, rows for each table."""

    def __init__(
        self, pack: CompiledPack, solver: z3.Solver, gates: Mapping[str, z3.BoolRef], tag: str
    ) -> None:
        """Gates are free Booleans, so that what is proved holds for every setting of switches."""
        self.pack = pack
        self.solver = solver
        self.gates = gates
        self.tag = tag
        self.bits: list[list[z3.BoolRef]] = [[] for _ in pack.variables]
        self.values: list[list[z3.BoolRef]] = [[] for _ in pack.variables]
        self.collected: dict[str, list[z3.BoolRef]] = {}
        self.certain: dict[str, list[z3.BoolRef]] = {}
        self.unmatched: dict[str, z3.BoolRef] = {}
        self._asked: dict[tuple[int, int, bool], z3.BoolRef] = {}
        for place, variable in enumerate(pack.variables):
            if variable.fact is not None:
                self.values[place] = [
                    z3.Bool(f"{tag}{variable.name}={value}") for value in variable.values
                ]
                solver.add(z3.PbEq([(bit, 1) for bit in self.values[place]], 1))

    def possible(self, variable: int, mask: int) -> z3.BoolRef:
        """Some value in the mask is still possible."""
        return self._any(variable, mask, is_refused=False)

    def sure(self, variable: int, mask: int) -> z3.BoolRef:
        """No value outside the mask is possible."""
        return self._any(variable, ~mask, is_refused=True)

    def _any(self, variable: int, mask: int, *, is_refused: bool) -> z3.BoolRef:
        """Whether any of these values is possible, or that none is; rows ask the same again and again."""
        key = variable, mask, is_refused
        formula = self._asked.get(key)
        if formula is None:
            formula = any_of(_chosen(self.bits[variable], mask))
            formula = self._asked[key] = z3.Not(formula) if is_refused else formula
        return formula

    def is_answered(self, fact: str, true: set[str]) -> bool:
        """Whether a fact is answered in a model; ``true`` holds the names that are true in it."""
        return f"{self.tag}{fact}?answered" in true

    def _people(self) -> Iterator[tuple[int, int]]:
        """Each person fact twice: of the person the case is about, and of the one an item is about."""
        for name in sorted(self.pack.people):
            yield self.pack.index[name], self.pack.index[subject_of(name)]

    def _whose(self) -> int:
        return self.pack.index[WHOSE]

    def _is_case_person(self) -> z3.BoolRef:
        place = self._whose()
        return self.values[place][self.pack.variables[place].values.index(CASE_PERSON)]

    def _open(self, gates: Iterable[str]) -> list[z3.BoolRef]:
        return [self.gates[name] for name in gates]

    def _as_possible(self, table: CompiledTable) -> None:
        standing = [
            all_of([*self._open(row.gates), *(self.possible(*condition) for condition in row.when)])
            for row in table.rows
        ]
        sure = [all_of([self.sure(*condition) for condition in row.when]) for row in table.rows]
        self._rows(table, standing, sure)

    def _rows(
        self, table: CompiledTable, standing: list[z3.BoolRef], sure: list[z3.BoolRef]
    ) -> None:
        """Name each row's formulas and, for a first-hit table, the bits of its finding."""
        collected, certain = [], []
        earlier = z3.BoolVal(False)
        for row, stands, holds in zip(table.rows, standing, sure, strict=True):
            name = f"{self.tag}{table.name}#{row.id}"
            taken = z3.Bool(name)
            fixed = z3.Bool(f"{name}!")
            free = z3.Not(earlier) if table.is_first_hit else z3.BoolVal(True)
            self.solver.add(taken == all_of([stands, free]), fixed == all_of([taken, holds]))
            collected.append(taken)
            certain.append(fixed)
            earlier = any_of([earlier, fixed])
        self.collected[table.name], self.certain[table.name] = collected, certain
        if table.variable is not None:
            self._finding(table, table.variable)

    def _finding(self, table: CompiledTable, variable: int) -> None:
        collected = self.collected[table.name]
        unmatched = z3.Bool(f"{self.tag}{table.name}?")
        self.solver.add(unmatched == z3.Not(any_of(collected)))
        self.unmatched[table.name] = unmatched
        for place, code in enumerate(table.codes):
            bit = z3.Bool(f"{self.tag}{table.name}={code}")
            giving = [
                taken
                for taken, row in zip(collected, table.rows, strict=True)
                if row.then >> place & 1
            ]
            self.solver.add(bit == any_of([*giving, unmatched]))
            self.bits[variable].append(bit)


class Complete(Encoding):
    """Every fact has exactly one value, and the constraints between facts hold."""

    def is_answered(self, fact: str, true: set[str]) -> bool:  # noqa: ARG002
        """Always: that is what complete means."""
        return True

    def __init__(
        self, pack: CompiledPack, solver: z3.Solver, gates: Mapping[str, z3.BoolRef], tag: str = ""
    ) -> None:
        """Add the facts, the constraints and the tables to the solver."""
        super().__init__(pack, solver, gates, tag)
        for place, values in enumerate(self.values):
            self.bits[place] = list(values)
        for constraint in pack.constraints:
            when = [self.possible(*condition) for condition in constraint.when]
            then = [self.possible(*condition) for condition in constraint.then]
            solver.add(z3.Implies(all_of(when), all_of(then)))
        for own, other in self._people():
            pairs = zip(self.values[own], self.values[other], strict=True)
            solver.add(z3.Implies(self._is_case_person(), all_of([a == b for a, b in pairs])))
        for table in pack.tables:
            self._as_possible(table)


class Partial(Encoding):
    """Each fact is answered with one value, or not answered; no answer contradicts a constraint."""

    def __init__(
        self, pack: CompiledPack, solver: z3.Solver, gates: Mapping[str, z3.BoolRef], tag: str = ""
    ) -> None:
        """Add the facts, what they imply about each other in the evaluator's order, and the tables."""
        super().__init__(pack, solver, gates, tag)
        self._now: list[list[z3.BoolRef]] = [[] for _ in pack.variables]
        for place, variable in enumerate(pack.variables):
            if variable.fact is not None:
                answered = self._answered(place)
                self.bits[place] = [any_of([z3.Not(answered), bit]) for bit in self.values[place]]
                self._now[place] = [all_of([answered, bit]) for bit in self.values[place]]
        for own, other in self._people():
            answered = self._answered(own) == self._answered(other)
            pairs = zip(self.values[own], self.values[other], strict=True)
            same = all_of([answered, *(a == b for a, b in pairs)])
            solver.add(
                z3.Implies(all_of([self._answered(self._whose()), self._is_case_person()]), same)
            )
        for level in LEVELS:
            self._narrow(level)
        for table in pack.tables:
            (self._as_answered if table.is_as_answered else self._as_possible)(table)

    def _answered(self, variable: int) -> z3.BoolRef:
        return z3.Bool(f"{self.tag}{self.pack.variables[variable].fact}?answered")

    def _narrow(self, level: str) -> None:
        for constraint in self.pack.constraints:
            if constraint.level != level:
                continue
            holds = all_of([self.sure(*condition) for condition in constraint.when])
            for variable, mask in constraint.then:
                before = self.bits[variable]
                self.solver.add(z3.Implies(holds, self.possible(variable, mask)))
                self.bits[variable] = [
                    bit if mask >> place & 1 else all_of([bit, z3.Not(holds)])
                    for place, bit in enumerate(before)
                ]
                self._asked.clear()

    def _as_answered(self, table: CompiledTable) -> None:
        holds = [
            all_of(
                [
                    *self._open(row.gates),
                    *(any_of(_chosen(self._now[variable], mask)) for variable, mask in row.when),
                ]
            )
            for row in table.rows
        ]
        self._rows(table, holds, holds)
        if table.variable is not None:
            self._now[table.variable] = self.bits[table.variable]


def free_gates(pack: CompiledPack) -> dict[str, z3.BoolRef]:
    """One free Boolean for each switch or dated gate of the pack."""
    return {name: z3.Bool(f"gate:{name}") for name in pack.gates}


def _chosen(bits: list[z3.BoolRef], mask: int) -> list[z3.BoolRef]:
    return [bit for place, bit in enumerate(bits) if mask >> place & 1]
