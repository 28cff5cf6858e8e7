"""One table against one state: which rows are refuted, which still may hold, which do hold.

A state holds, for every variable, the mask of values still possible. A condition is false when
none of them is in its set, true when all are, else unknown. A first-hit table walks its rows in
order, collects each unknown one and stops at the first true one; a collect table keeps all. Rows
are bits of one integer, so a whole table costs one look-up for each variable it reads.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import getitem, or_
from typing import Generic, TypeVar

from decisions.policy.compiled import CompiledTable
from decisions.policy.model import Finding, FiredRow

State = list[int]
_MOST_KEPT = 4096


class Refuted(dict[int, tuple[int, int]]):
    """For one variable of a table: from its possible values to (rows not refuted, rows unsure)."""

    def __init__(self, masks: tuple[int, ...]) -> None:
        """``masks`` gives what each row accepts; -1 for a row that does not name the variable."""
        self._masks = masks

    def __missing__(self, possible: int) -> tuple[int, int]:
        """Work the answer out once, then keep it."""
        standing = unsure = 0
        for place, mask in enumerate(self._masks):
            if mask == -1 or possible & mask:
                standing |= 1 << place
            if possible & ~mask:
                unsure |= 1 << place
        self[possible] = standing, unsure
        return standing, unsure


_T = TypeVar("_T")


class Eight(dict[int, tuple[_T, ...]]):
    """Up to eight things: from the bits of a byte to the things whose bits are set."""

    def __init__(self, things: Sequence[_T]) -> None:
        """The lowest bit stands for the first thing."""
        self._things = things

    def __missing__(self, byte: int) -> tuple[_T, ...]:
        """Pick them once, then keep them."""
        found = tuple(thing for place, thing in enumerate(self._things) if byte >> place & 1)
        self[byte] = found
        return found


class Picker(Generic[_T]):
    """Picks the things whose bits are set in a mask, eight at a time."""

    __slots__ = ("_eights",)

    def __init__(self, things: Sequence[_T]) -> None:
        """The lowest bit stands for the first thing."""
        self._eights = [Eight(things[at : at + 8]) for at in range(0, len(things), 8)]

    def __call__(self, mask: int) -> tuple[_T, ...]:
        """The things, in their own order."""
        octets = mask.to_bytes(len(self._eights), "little")
        return tuple(chain.from_iterable(map(getitem, self._eights, octets)))


def few(things: Sequence[_T], mask: int) -> list[_T]:
    """The things whose bits are set, for a mask with few of them."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(things[lowest.bit_length() - 1])
        mask ^= lowest
    return found


class Conclusions(dict[tuple[int, int], tuple[Finding, int]]):
    """For one table: from (rows collected, rows certain) to its finding and its mask of codes."""

    def __init__(self, table: CompiledTable) -> None:
        """Findings are made once for each combination of rows and kept."""
        self._table = table
        self._codes = Picker(table.codes)
        thens = [row.then for row in table.rows]
        self._thens = Picker(thens)
        self._sure, self._unsure = (
            [FiredRow(row.id, self._codes(row.then), is_certain) for row in table.rows]
            for is_certain in (True, False)
        )
        self._certain = Picker(self._sure)
        self._pairs = list(zip(self._sure, thens, strict=True))

    def __missing__(self, rows: tuple[int, int]) -> tuple[Finding, int]:
        """Make the finding once, then keep it."""
        found = self.made(*rows)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[rows] = found
        return found

    def made(self, collected: int, certain: int) -> tuple[Finding, int]:
        """The finding of a combination of rows, and its mask of codes."""
        mask = sure = reduce(or_, self._thens(collected), 0)
        if certain == collected:
            fired = self._certain(collected)
        else:
            sure = reduce(or_, self._thens(certain), 0)
            fired = self._mixed(collected, certain)
        if self._table.is_first_hit:
            mask = mask or (1 << len(self._table.codes)) - 1
            sure = mask if mask & (mask - 1) == 0 else 0
        codes = self._codes(mask)
        certainly = codes if sure == mask else self._codes(sure)
        return Finding(self._table.name, codes, certainly, fired), mask

    def certain(self, rows: int) -> Finding:
        """The finding of rows that all hold: few of many, so they are walked bit by bit."""
        both = few(self._pairs, rows)
        codes = tuple(few(self._table.codes, reduce(or_, [then for _, then in both], 0)))
        return Finding(self._table.name, codes, codes, tuple([row for row, _ in both]))

    def _mixed(self, collected: int, certain: int) -> tuple[FiredRow, ...]:
        return tuple(
            (self._sure if certain >> place & 1 else self._unsure)[place]
            for place in range(len(self._sure))
            if collected >> place & 1
        )


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
