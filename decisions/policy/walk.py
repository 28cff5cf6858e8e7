"""One table against one state: which rows are refuted, which still may hold, which do hold.

A state holds, for every variable, the mask of values still possible. A condition is false when
none of them is in its set, true when all are, else unknown. A first-hit table walks its rows in
order, collects each unknown one and stops at the first true one; a collect table keeps all. Rows
are bits of one integer, so a whole table costs one look-up for each variable it reads.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import itemgetter, or_
from typing import NamedTuple

from decisions.policy.compiled import CompiledTable, Variable
from decisions.policy.model import Finding, FiredRow

State = list[int]
_MOST_KEPT = 1024


class Refuted(dict[int, tuple[int, int]]):
    """For one variable of a table: from its possible values to (rows not refuted, rows unsure)."""

    def __init__(self, masks: tuple[int, ...]) -> None:
        """``masks`` gives what each row accepts; -1 for a row that does not name the variable."""
        super().__init__()
        self._masks = masks

    def __missing__(self, possible: int) -> tuple[int, int]:
        """Work the answer out once, then keep it."""
        standing = unsure = 0
        for place, mask in enumerate(self._masks):
            if mask == -1 or possible & mask:
                standing |= 1 << place
            if mask != -1 and possible & ~mask:
                unsure |= 1 << place
        self[possible] = standing, unsure
        return standing, unsure


class Spoken(dict[int, tuple[str, tuple[str, ...]]]):
    """For one variable: from its possible values as a mask to its name and those values."""

    def __init__(self, variable: Variable) -> None:
        """Nothing is said yet."""
        super().__init__()
        self._variable = variable

    def __missing__(self, possible: int) -> tuple[str, tuple[str, ...]]:
        """Work the answer out once, then keep it."""
        values = enumerate(self._variable.values)
        said = self._variable.name, tuple(value for bit, value in values if possible >> bit & 1)
        self[possible] = said
        return said


class Shape(NamedTuple):
    """What follows from which rows of a table are collected and which of them are certain."""

    mask: int
    possible: tuple[str, ...]
    certain: tuple[str, ...]
    fired: tuple[FiredRow, ...]
    named: tuple[int, ...]


class Step:
    """A table made ready for one set of open gates; what it has concluded once is kept.

    A finding depends on nothing but the values possible for what the table reads, so they are the
    key it is kept under. Keys are codes of answers and hold nothing that a person wrote.
    """

    __slots__ = (
        "key",
        "name",
        "open_rows",
        "reads",
        "seen",
        "shapes",
        "spoken",
        "table",
        "variable",
    )

    def __init__(
        self,
        table: CompiledTable,
        variables: tuple[Variable, ...],
        open_gates: frozenset[str],
    ) -> None:
        """Rows behind a closed gate are left out for good."""
        self.table = table
        self.name = table.name
        self.variable = table.variable
        self.spoken = {place: Spoken(variables[place]) for place in table.reads}
        self.open_rows = sum(
            1 << place for place, row in enumerate(table.rows) if open_gates.issuperset(row.gates)
        )
        accepted = [dict(row.when) for row in table.rows]
        self.reads = tuple(
            (variable, Refuted(tuple(when.get(variable, -1) for when in accepted)))
            for variable in table.reads
        )
        self.key: Callable[[State], object] = itemgetter(*(table.reads or (0,)))
        self.seen: dict[object, tuple[Finding, int]] = {}
        self.shapes: dict[tuple[int, int], Shape] = {}

    def rows(self, state: State) -> tuple[int, int]:
        """The rows collected, and those of them that certainly hold."""
        standing, unsure = self.open_rows, 0
        for variable, refuted in self.reads:
            still, doubtful = refuted[state[variable]]
            standing &= still
            unsure |= doubtful
        certain = standing & ~unsure
        if self.table.is_first_hit and certain:
            standing &= ((certain & -certain) << 1) - 1
            certain &= standing
        return standing, certain

    def conclude(self, key: object, state: State) -> tuple[Finding, int]:
        """Work out the finding and the mask of its codes, and keep both under the key."""
        rows = self.rows(state)
        shape = self.shapes.get(rows) or self._shape(rows)
        read = tuple([self.spoken[place][state[place]] for place in shape.named])
        finding = Finding(self.name, shape.possible, shape.certain, shape.fired, read)
        if len(self.seen) >= _MOST_KEPT:
            self.seen.clear()
        self.seen[key] = finding, shape.mask
        return finding, shape.mask

    def _shape(self, rows: tuple[int, int]) -> "Shape":
        collected, certain = rows
        kept = [
            (row, bool(certain >> place & 1))
            for place, row in enumerate(self.table.rows)
            if collected >> place & 1
        ]
        mask = reduce(or_, (row.then for row, _ in kept), 0)
        sure = reduce(or_, (row.then for row, is_certain in kept if is_certain), 0)
        if self.table.is_first_hit:
            mask = mask or (1 << len(self.table.codes)) - 1
            sure = mask if mask & (mask - 1) == 0 else 0
        shape = Shape(
            mask=mask,
            possible=self._codes(mask),
            certain=self._codes(sure),
            fired=tuple(FiredRow(row.id, self._codes(row.then), is_it) for row, is_it in kept),
            named=tuple(dict.fromkeys(variable for row, _ in kept for variable, _ in row.when)),
        )
        if len(self.shapes) >= _MOST_KEPT:
            self.shapes.clear()
        self.shapes[rows] = shape
        return shape

    def _codes(self, mask: int) -> tuple[str, ...]:
        return tuple(code for place, code in enumerate(self.table.codes) if mask >> place & 1)


def settle(steps: Iterable[Step], state: State) -> dict[str, Finding]:
    """Each table's finding; what it leaves possible is written into the state for the next."""
    findings = {}
    for step in steps:
        key = step.key(state)
        found = step.seen.get(key) or step.conclude(key, state)
        findings[step.name] = found[0]
        if step.variable is not None:
            state[step.variable] = found[1]
    return findings
