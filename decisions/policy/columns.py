"""Tables and constraints over columns: many cases settled at once, one level at a time.

A column holds, for one variable, the mask of what is possible in each case, so a row of a table is a
few operations on whole columns (numpy, which Streamlit brings along anyway). What one state is to
``decisions.policy.walk`` and ``coherence``, columns are here; a test holds both to the same answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from decisions.policy.coherence import doubt
from decisions.policy.compiled import CompiledConstraint, CompiledTable, Variable
from decisions.policy.numbered import Columns, Masks

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Rows = NDArray[np.int16]
"""By case, the place of a row in its table; -1 for none."""
_NOTHING = np.uint64(0)


@dataclass(frozen=True, slots=True)
class Settled:
    """What one table says of each case: the codes left possible, and the row that decided.

    That is the row which surely holds, or else the first that may.
    """

    possible: Masks
    rows: Rows


class OpenTable:
    """A first-hit table with the rows that count under one set of open gates."""

    def __init__(self, table: CompiledTable, open_gates: frozenset[str]) -> None:
        """Rows behind a closed gate are left out for good."""
        self.table = table
        self._everything = np.uint64((1 << len(table.codes)) - 1)
        self._rows = [
            (place, np.uint64(row.then), [(v, np.uint64(mask)) for v, mask in row.when])
            for place, row in enumerate(table.rows)
            if open_gates.issuperset(row.gates)
        ]

    def settle(self, columns: Columns, size: int) -> Settled:
        """Walk the rows in order; a case that has met a row that surely holds walks no further."""
        walking: Flags = np.ones(size, np.bool_)
        possible: Masks = np.zeros(size, np.uint64)
        decided: Rows = np.full(size, -1, np.int16)
        for place, then, when in self._rows:
            may = walking.copy()
            for variable, mask in when:
                may &= (columns[variable] & mask) != _NOTHING
            if not may.any():
                continue
            surely = may.copy()
            for variable, mask in when:
                surely &= (columns[variable] & ~mask) == _NOTHING
            possible[may] |= then
            decided[surely | (may & (decided < 0))] = place
            walking &= ~surely
        possible[possible == _NOTHING] = self._everything
        return Settled(possible, decided)


class Implied:
    """The constraints of one level: they narrow what nobody answered, and doubt a contradiction."""

    def __init__(
        self, constraints: Iterable[CompiledConstraint], variables: Sequence[Variable]
    ) -> None:
        """Take them in file order: each sees what those before it left."""
        self._constraints = [
            (
                [(variable, np.uint64(mask)) for variable, mask in one.when],
                [
                    (variable, np.uint64(mask), np.uint64(doubt(variables[variable], mask)))
                    for variable, mask in one.then
                ],
            )
            for one in constraints
        ]

    def settle(self, columns: Columns) -> None:
        """Narrow the columns; one that changes is replaced, never written into."""
        in_doubt: dict[int, Flags] = {}
        for when, then in self._constraints:
            holds = np.logical_and.reduce([(columns[v] & ~mask) == _NOTHING for v, mask in when])
            for variable, mask, doubted in then:
                column = columns[variable]
                left = column & mask
                acts = holds & (left != column)
                if variable in in_doubt:
                    acts &= ~in_doubt[variable]
                if not acts.any():
                    continue
                contradicts = acts & (left == _NOTHING)
                columns[variable] = np.where(contradicts, doubted, np.where(acts, left, column))
                in_doubt[variable] = in_doubt.get(variable, contradicts) | contradicts
