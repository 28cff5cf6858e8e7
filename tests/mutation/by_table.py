"""The encodings of a pack kept by table, so that one table of another pack can take its place.

A table that takes the place of another has the same names for its rows and findings, so whatever
reads the one then reads the other.
"""

from collections import defaultdict
from collections.abc import Collection
from copy import copy
from typing import Self

import z3

from decisions.policy.compiled import CompiledPack, CompiledTable
from decisions.policy.proof.claims import broken, broken_pair, given
from decisions.policy.proof.encoding import Complete, Encoding, Partial, free_gates
from decisions.policy.source import Invariant


class Ledger:
    """Stands in for a solver: keeps what it is told, by the table that it is about."""

    def __init__(self) -> None:
        self.told: dict[str, list[z3.BoolRef]] = defaultdict(list)
        self.about = ""

    def add(self, *formulas: z3.BoolRef) -> None:
        self.told[self.about] += formulas


class _ByTable:
    """An encoding that says in its ledger which table it is at."""

    def _rows(self, table: CompiledTable, *formulas: list[z3.BoolRef]) -> None:
        self.solver.about = table.name
        super()._rows(table, *formulas)
        self.solver.about = ""

    def put(self, table: CompiledTable) -> None:
        """Write a table in place of the one of that name, if there is one."""
        if table.variable is not None:
            self.bits[table.variable] = []
        if table.is_as_answered and isinstance(self, Partial):
            self._as_answered(table)
        else:
            self._as_possible(table)

    def beside(self, pack: CompiledPack, ledger: Ledger) -> Self:
        """The same encoding, with a ledger of its own for tables of another pack."""
        other = copy(self)
        other.pack, other.solver = pack, ledger
        other.bits = list(self.bits)
        other.collected, other.certain = dict(self.collected), dict(self.certain)
        other.unmatched = dict(self.unmatched)
        return other


class _Whole(_ByTable, Complete):
    pass


class _Partly(_ByTable, Partial):
    def beside(self, pack: CompiledPack, ledger: Ledger) -> Self:
        other = super().beside(pack, ledger)
        other._now = list(self._now)
        return other


class Questions:
    """The invariants of one kind, over one encoding or over two that share a ledger."""

    def __init__(self, invariants: dict[str, Invariant], *encodings: Encoding) -> None:
        self.invariants = invariants
        self.encodings = encodings
        self.ledger: Ledger = encodings[0].solver

    def ask(self, name: str) -> tuple[z3.BoolRef, z3.BoolRef]:
        """When an invariant is broken, and when it has anything to say."""
        invariant = self.invariants[name]
        if len(self.encodings) > 1:
            return broken_pair(*self.encodings, invariant), z3.BoolVal(True)
        return broken(*self.encodings, invariant), given(*self.encodings, invariant)

    def of(self, pack: CompiledPack, names: Collection[str]) -> "Questions":
        """The same questions, with these tables as another pack has them."""
        ledger = Ledger()
        other = Questions(self.invariants, *(each.beside(pack, ledger) for each in self.encodings))
        for table in pack.tables:
            if table.name in names:
                for encoding in other.encodings:
                    encoding.put(table)
        return other

    def told(self, *, but: Collection[str] = ()) -> list[z3.BoolRef]:
        """What the ledger holds, but for some tables."""
        return [f for name, told in self.ledger.told.items() if name not in but for f in told]


def all_questions(pack: CompiledPack) -> list[Questions]:
    """Complete answers, partial answers, and two cases side by side."""
    gates, both = free_gates(pack), Ledger()

    def of(kind: str) -> dict[str, Invariant]:
        return {name: one for name, one in pack.pack.invariants.items() if one.kind == kind}

    return [
        Questions(of("single"), _Whole(pack, Ledger(), gates)),
        Questions(of("partial"), _Partly(pack, Ledger(), gates)),
        Questions(of("pair"), _Whole(pack, both, gates, "1:"), _Whole(pack, both, gates, "2:")),
    ]
