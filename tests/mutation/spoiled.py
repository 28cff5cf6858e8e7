"""A pack with a slip in one row, beside the pack it was made from.

Only the table with the slip and the copies of it are made anew; and a case is looked at only if the
row with the slip fits it before or after, because no other case can tell the two packs apart.
"""

from copy import copy
from functools import cached_property, lru_cache
from unittest.mock import patch

from decisions.policy import evaluate as policy_evaluate
from decisions.policy.compiled import CompiledPack, CompiledRow, CompiledTable
from decisions.policy.evaluate import Walk
from decisions.policy.walk import State, Step
from tests.mutation.slips import Change, mutated, recompiled


class Spoiled:
    """One slip: the pack ``before`` it, and what it makes of that."""

    def __init__(self, before: CompiledPack, change: Change) -> None:
        """Nothing is compiled before it is asked for: some slips keep a pack from loading."""
        self.before = before
        self.change = change
        self.table: str = change["table"]
        self.pack = mutated(before.pack, change)
        self._steps: dict[frozenset[str], list[Step]] = {}
        self._walks: dict[frozenset[str], Walk] = {}

    @cached_property
    def after(self) -> CompiledPack:
        """The spoiled pack in its compiled form."""
        return recompiled(self.before, self.pack, self.table)

    @cached_property
    def names(self) -> frozenset[str]:
        """The table with the slip, and the copies of it."""
        specs = self.before.pack.tables
        return frozenset(n for n, spec in specs.items() if self.table in (n, spec.copy_of))

    @cached_property
    def rows(self) -> dict[str, tuple[CompiledRow, CompiledRow | None]]:
        """In each of these tables the row with the slip, before and after; None if it is left out."""
        return {
            old.name: (old.rows[self._place(old)], self._row(new))
            for old, new in zip(self.before.tables, self.after.tables, strict=True)
            if old.name in self.names
        }

    def next_row(self, table: CompiledTable) -> CompiledRow | None:
        """The row that changed places with the one with the slip."""
        return table.rows[self._place(table) + 1] if self.change.get("swap") else None

    def _place(self, table: CompiledTable) -> int:
        return next(at for at, row in enumerate(table.rows) if row.id == self.change["row"])

    def _row(self, table: CompiledTable) -> CompiledRow | None:
        return next((row for row in table.rows if row.id == self.change["row"]), None)

    @cached_property
    def _before(self) -> list[CompiledTable]:
        return [table for table in self.before.tables if table.name in self.names]

    def touches(self, state: State) -> bool:
        """Whether the slip can change what a table finds in a settled state."""
        return any(self._touches(table, state) for table in self._before)

    def _touches(self, table: CompiledTable, state: State) -> bool:
        old, new = self.rows[table.name]
        fits = _fits(old, state)
        if new is None:
            return fits
        if (other := self.next_row(table)) is not None:
            return fits and _fits(other, state)
        return fits != _fits(new, state) or (fits and old.when == new.when)

    def steps(self, open_gates: frozenset[str]) -> list[Step]:
        """The tables with the slip, made ready."""
        if open_gates not in self._steps:
            own = [table for table in self.after.tables if table.name in self.names]
            self._steps[open_gates] = [Step(table, open_gates) for table in own]
        return self._steps[open_gates]

    def walk(self, open_gates: frozenset[str]) -> Walk:
        """The spoiled pack made ready: all else is shared with the pack before the slip."""
        if open_gates not in self._walks:
            walk = copy(ready(self.before, open_gates))
            own = {step.name: step for step in self.steps(open_gates)}
            walk._pack = self.after
            walk._steps = {n: _with(own, steps) for n, steps in walk._steps.items()}
            walk._now = _with(own, walk._now)
            walk._tables = walk._tables | own
            walk._by_variable = {v: own.get(s.name, s) for v, s in walk._by_variable.items()}
            self._walks[open_gates] = walk
        return self._walks[open_gates]


@lru_cache(maxsize=64)
def ready(pack: CompiledPack, open_gates: frozenset[str]) -> Walk:
    """A pack made ready without its board: a spoiled one would need a board of its own."""
    with patch.object(policy_evaluate, "Board"):
        return Walk(pack, open_gates)


def _with(own: dict[str, Step], steps: list[Step]) -> list[Step]:
    return [own.get(step.name, step) for step in steps]


def _fits(row: CompiledRow, state: State) -> bool:
    return all(state[variable] & mask for variable, mask in row.when)
