"""One table against one state: which rows are refuted, which still may hold, which do hold.

A state holds, for every variable, the mask of values still possible. A condition is false when
none of them is in its set, true when all are, else unknown. A first-hit table walks its rows in
order, collects each unknown one and stops at the first true one; a collect table keeps all. Rows
are bits of one integer, so a whole table costs one look-up for each variable it reads.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from decisions.policy.compiled import CompiledTable
from decisions.policy.model import Finding, FiredRow

State = list[int]
_MOST_KEPT = 4096


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


class Conclusions(dict[tuple[int, int], tuple[Finding, int]]):
    """For one table: from (rows collected, rows certain) to its finding and its mask of codes."""

    def __init__(self, table: CompiledTable) -> None:
        """Findings are made once for each combination of rows and kept."""
        super().__init__()
        self._table = table

    def __missing__(self, rows: tuple[int, int]) -> tuple[Finding, int]:
        """Make the finding once, then keep it."""
        collected, certain = rows
        kept = [
            (row, bool(certain >> place & 1))
            for place, row in enumerate(self._table.rows)
            if collected >> place & 1
        ]
        mask = reduce(or_, (row.then for row, _ in kept), 0)
        sure = reduce(or_, (row.then for row, is_certain in kept if is_certain), 0)
        if self._table.is_first_hit:
            mask = mask or (1 << len(self._table.codes)) - 1
            sure = mask if mask & (mask - 1) == 0 else 0
        fired = tuple(FiredRow(row.id, self._codes(row.then), is_it) for row, is_it in kept)
        finding = Finding(self._table.name, self._codes(mask), self._codes(sure), fired)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[rows] = finding, mask
        return finding, mask

    def _codes(self, mask: int) -> tuple[str, ...]:
        return tuple(code for place, code in enumerate(self._table.codes) if mask >> place & 1)


class Step:
    """A table made ready for one set of open gates."""

    __slots__ = ("conclusions", "name", "open_rows", "reads", "table", "variable")

    def __init__(self, table: CompiledTable, open_gates: frozenset[str]) -> None:
        """Rows behind a closed gate are left out for good."""
        self.table = table
        self.name = table.name
        self.variable = table.variable
        self.conclusions = Conclusions(table)
        self.open_rows = sum(
            1 << place for place, row in enumerate(table.rows) if open_gates.issuperset(row.gates)
        )
        accepted = [dict(row.when) for row in table.rows]
        self.reads = tuple(
            (variable, Refuted(tuple(when.get(variable, -1) for when in accepted)))
            for variable in table.reads
        )

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


def settle(steps: Iterable[Step], state: State) -> dict[str, Finding]:
    """Each table's finding; what it leaves possible is written into the state for the next."""
    findings = {}
    for step in steps:
        finding, mask = step.conclusions[step.rows(state)]
        findings[step.name] = finding
        if step.variable is not None:
            state[step.variable] = mask
    return findings
