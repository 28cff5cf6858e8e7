"""Where a slip can tell, as formulas over a pack as it stands.

A table can find something else only where the row with the slip stands before or after it, so every
question about the spoiled pack is asked there alone: that is most of what makes a trial quick.
"""

import z3

from decisions.policy.compiled import CompiledPack, CompiledRow, CompiledTable
from decisions.policy.proof.encoding import Encoding, all_of, any_of
from tests.mutation.by_table import Questions
from tests.mutation.spoiled import Spoiled

NO = z3.BoolVal(False)


class Whole:
    """The complete cases of a pack as it stands, told to a solver once for all slips."""

    def __init__(self, pack: CompiledPack, questions: Questions) -> None:
        """``questions`` are those about complete answers."""
        self._encoding = questions.encodings[0]
        self._tables = {table.name: table for table in pack.tables}
        self._solver = z3.SolverFor("QF_FD")  # many times faster here than the general one
        self._solver.add(questions.told())

    def is_the_same(self, spoiled: Spoiled) -> bool:
        """Whether the table finds the same after the slip in every complete case there could be."""
        self._solver.push()
        self._solver.add(any_of([self._differs(spoiled, name) for name in spoiled.names]))
        found = self._solver.check()
        self._solver.pop()
        return found == z3.unsat

    def _differs(self, spoiled: Spoiled, name: str) -> z3.BoolRef:
        table = self._tables[name]
        if not table.is_first_hit:
            after = next(each for each in spoiled.after.tables if each.name == name)
            return self._collects_others(table, after, *spoiled.rows[name])
        return self._hits_another(table, spoiled)

    def _hits_another(self, table: CompiledTable, spoiled: Spoiled) -> z3.BoolRef:
        whole = self._encoding
        old, new = spoiled.rows[table.name]
        place = table.rows.index(old)
        taken = whole.collected[table.name]
        if (other := spoiled.next_row(table)) is not None:
            return NO if other.then == old.then else all_of([taken[place], _fits(whole, other)])
        if new is not None and new.then != old.then:
            return taken[place]
        below: z3.BoolRef = z3.BoolVal(True)
        for row in reversed(table.rows[place + 1 :]):
            below = z3.If(_fits(whole, row), z3.BoolVal(row.then != old.then), below)
        free = z3.Not(any_of([NO, *taken[:place]]))
        return all_of([free, z3.Xor(_fits(whole, old), _fits(whole, new)), below])

    def _collects_others(
        self,
        table: CompiledTable,
        after: CompiledTable,
        old: CompiledRow,
        new: CompiledRow | None,
    ) -> z3.BoolRef:
        whole = self._encoding
        was, becomes = _codes(table, old), _codes(after, new)
        rows = list(zip(table.rows, whole.collected[table.name], strict=True))
        differs = [NO]
        for code in was | becomes:
            others = [taken for row, taken in rows if row != old and code in _codes(table, row)]
            before = _fits(whole, old) if code in was else NO
            later = _fits(whole, new) if code in becomes else NO
            differs.append(all_of([z3.Xor(before, later), z3.Not(any_of([NO, *others]))]))
        return any_of(differs)


def touched(encoding: Encoding, spoiled: Spoiled) -> z3.BoolRef:
    """At least where the spoiled pack finds something else, for complete or partial answers."""
    tables = [table for table in spoiled.before.tables if table.name in spoiled.names]
    if any(table.is_as_answered for table in tables):
        return z3.BoolVal(True)  # read in a way of its own
    return any_of([_touched(encoding, table, spoiled) for table in tables])


def _touched(encoding: Encoding, table: CompiledTable, spoiled: Spoiled) -> z3.BoolRef:
    old, new = spoiled.rows[table.name]
    stands = _fits(encoding, old)
    if new is None:
        return stands
    if (other := spoiled.next_row(table)) is not None:
        return all_of([stands, _fits(encoding, other)])
    if old.when == new.when and old.gates == new.gates:
        return stands
    surely = z3.Xor(_surely(encoding, old), _surely(encoding, new))
    return any_of([z3.Xor(stands, _fits(encoding, new)), surely])


def _fits(encoding: Encoding, row: CompiledRow | None) -> z3.BoolRef:
    if row is None:
        return NO
    gates = [encoding.gates[name] for name in row.gates]
    return all_of([z3.BoolVal(True), *gates, *(encoding.possible(*each) for each in row.when)])


def _surely(encoding: Encoding, row: CompiledRow) -> z3.BoolRef:
    return all_of([z3.BoolVal(True), *(encoding.sure(*condition) for condition in row.when)])


def _codes(table: CompiledTable, row: CompiledRow | None) -> set[str]:
    mask = 0 if row is None else row.then
    return {code for place, code in enumerate(table.codes) if mask >> place & 1}
