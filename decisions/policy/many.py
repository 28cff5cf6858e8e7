"""Many decisions at once under one pack, for replay and impact studies.

It answers as ``decisions.policy.evaluate`` does, on complete and on partial facts, but only four
things: what to do now, and for each recipient the outcome, the scope and the rule of each item. No
trace, no findings, no questions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from decisions.policy.columns import Flags, Implied, OpenTable, Places, Rows, Settled
from decisions.policy.compiled import CompiledConstraint, CompiledPack, CompiledTable
from decisions.policy.gathered import BLANK, Gathered, Shape, Unread
from decisions.policy.numbered import Columns, Numbered, Numbers
from decisions.policy.subjects import CASE_PERSON, WHOSE, subject_of
from decisions.policy.told import WANTED, Sums, Told

LEVELS = ("case", "recipient", "item")
_CHUNK = 8192
"""Shapes worked through together: few enough that their columns stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a pack says of each shape, in order; None for one it cannot read, and what of it.

    ``rows`` has for each table, and each cell (a recipient with an item), the place of the row that
    decided; ``cell_shape`` the shape that a cell belongs to.
    """

    told: list[Told | None]
    unread: dict[int, Unread]
    rows: dict[str, Rows]
    cell_shape: Places


class Layout(NamedTuple):
    """Where the shapes of a chunk stand: a pair is a case with a recipient, a cell a pair with an item."""

    pair_case: Places
    pair_recipient: Places
    cell_pair: Places
    cell_item: Places
    cell_shape: Places


def layout_of(shapes: Sequence[Shape]) -> Layout:
    """The layout of some shapes, whose places count from 0."""
    pairs = [(case, one, len(items)) for case, recipients, items in shapes for one in recipients]
    case, recipient, items = np.array(pairs, np.int64).T
    sizes = np.array([len(recipients) * len(items) for _, recipients, items in shapes], np.int64)
    return Layout(
        pair_case=case,
        pair_recipient=recipient,
        cell_pair=np.repeat(np.arange(len(pairs)), items),
        cell_item=np.array([i for _, each, items in shapes for _ in each for i in items], np.int64),
        cell_shape=np.repeat(np.arange(len(shapes)), sizes),
    )


class Many:
    """One compiled pack under one set of open gates, cut down to what the wanted answers rest on."""

    def __init__(
        self,
        pack: CompiledPack,
        open_gates: frozenset[str],
        asked: frozenset[str] = frozenset(),
    ) -> None:
        """Keep the tables and constraints that can matter, sorted by level.

        ``asked`` names the facts that could be answered when the decisions were made: see
        ``decisions.policy.facts.read_facts``.
        """
        tables = _needed(pack)
        read = {variable for table in tables for variable in table.reads}
        constraints = _bearing(pack, read)
        self._own = {
            pack.index[subject_of(name)]: pack.index[name]
            for name in pack.people
            if pack.index[subject_of(name)] in read
        }
        read |= set(self._own.values())
        self.pack = pack
        self._now = [OpenTable(t, open_gates) for t in tables if t.is_as_answered]
        self._tables = {
            level: [
                OpenTable(t, open_gates)
                for t in tables
                if t.level == level and not t.is_as_answered
            ]
            for level in LEVELS
        }
        self._implied = {
            level: Implied((c for c in constraints if c.level == level), pack.variables)
            for level in LEVELS
        }
        self._start = {
            level: {
                place: pack.variables[place].everything
                for place in sorted(read)
                if pack.variables[place].fact and pack.variables[place].level == level
            }
            for level in LEVELS
        }
        self._numbered = {level: Numbered(pack, level, asked) for level in LEVELS}
        self._sums = Sums(pack)

    def answer(self, gathered: Gathered) -> Answered:
        """What the pack says of every shape."""
        cases, case_faults = self._numbered["case"].rows(gathered.cases.read)
        recipients, recipient_faults = self._numbered["recipient"].rows(gathered.recipients.read)
        items, item_faults = self._numbered["item"].rows(gathered.items.read)
        said = self._numbered["case"].columns(cases, self._start["case"])
        whole = dict(said)
        found = self._case_level(whole, len(cases))
        acts = found["act_now"].possible.tolist()
        by_recipient = self._numbered["recipient"].columns(recipients, self._start["recipient"])
        by_item = self._numbered["item"].columns(items, self._start["item"])
        is_own = self._is_own(items)
        unread = _unread(gathered.shapes, case_faults, recipient_faults, item_faults)
        told: list[Told | None] = []
        rows: list[dict[str, Rows]] = []
        owners: list[Places] = []
        for first in range(0, len(gathered.shapes), _CHUNK):
            shapes = gathered.shapes[first : first + _CHUNK]
            at = layout_of(shapes)
            settled = {
                name: Settled(one.possible, one.rows[at.pair_case][at.cell_pair])
                for name, one in found.items()
            }
            columns = _picked(whole, at.pair_case) | _picked(by_recipient, at.pair_recipient)
            settled |= {
                name: Settled(one.possible, one.rows[at.cell_pair])
                for name, one in self._level("recipient", columns, len(at.pair_case)).items()
            }
            columns = _picked(columns, at.cell_pair) | _picked(by_item, at.cell_item)
            self._add_subjects(columns, said, at, is_own[at.cell_item])
            settled |= self._level("item", columns, len(at.cell_pair))
            told += self._sums.told(shapes, acts, settled)
            rows.append({name: one.rows for name, one in settled.items()})
            owners.append(at.cell_shape + first)
        for place in {*unread, *gathered.faults}:
            told[place] = None
        return Answered(
            told,
            unread,
            {
                name: np.concatenate([one[name] for one in rows])
                for name in (rows[0] if rows else ())
            },
            np.concatenate(owners) if owners else np.zeros(0, np.int64),
        )

    def _is_own(self, items: Sequence[Numbers]) -> Flags:
        """Whether each item is about the person the case is about; the blank item is."""
        own = self._numbered["item"].number(WHOSE, CASE_PERSON)
        return np.array([place == BLANK or own in row for place, row in enumerate(items)], np.bool_)

    def _add_subjects(self, columns: Columns, said: Columns, at: Layout, is_own: Flags) -> None:
        """What was said of the case's person is said of an item that is about them."""
        for subject, case in self._own.items():
            of_case = said[case][at.pair_case][at.cell_pair]
            columns[subject] = np.where(is_own, of_case, columns[subject])

    def _case_level(self, columns: Columns, size: int) -> dict[str, Settled]:
        """Read the emergency tables as answered, then what the answers imply, then the rest."""
        now = {
            place: np.where(column == self._start["case"][place], np.uint64(0), column)
            for place, column in columns.items()
        }
        found = _settled(self._now, now, size)
        self._implied["case"].settle(columns)
        for one in self._now:
            if one.table.variable is not None:
                columns[one.table.variable] = found[one.table.name].possible
        return found | _settled(self._tables["case"], columns, size)

    def _level(self, level: str, columns: Columns, size: int) -> dict[str, Settled]:
        self._implied[level].settle(columns)
        return _settled(self._tables[level], columns, size)


def _settled(tables: Iterable[OpenTable], columns: Columns, size: int) -> dict[str, Settled]:
    """Each table's finding; what it leaves possible becomes a column for the next to read."""
    found = {}
    for one in tables:
        found[one.table.name] = settled = one.settle(columns, size)
        if one.table.variable is not None:
            columns[one.table.variable] = settled.possible
    return found


def _picked(columns: Columns, places: Places) -> Columns:
    return {variable: column[places] for variable, column in columns.items()}


def _needed(pack: CompiledPack) -> list[CompiledTable]:
    """The wanted tables and every table they read, in the order in which they can be settled."""
    by_variable = {table.variable: table for table in pack.tables if table.variable is not None}
    wanted = {table.name: table for table in pack.tables if table.name in WANTED}
    waiting = [*wanted.values()]
    while waiting:
        for variable in waiting.pop().reads:
            table = by_variable.get(variable)
            if table is not None and table.name not in wanted:
                wanted[table.name] = table
                waiting.append(table)
    return [table for table in pack.tables if table.name in wanted]


def _bearing(pack: CompiledPack, read: set[int]) -> list[CompiledConstraint]:
    """The constraints that bear on what is read; what they read is added to it."""
    bearing: set[str] = set()
    is_growing = True
    while is_growing:
        found = [
            one
            for one in pack.constraints
            if one.id not in bearing and any(variable in read for variable, _ in one.then)
        ]
        for one in found:
            bearing.add(one.id)
            read |= {variable for variable, _ in (*one.when, *one.then)}
        is_growing = bool(found)
    return [one for one in pack.constraints if one.id in bearing]


def _unread(
    shapes: Sequence[Shape],
    cases: Mapping[int, Unread],
    recipients: Mapping[int, Unread],
    items: Mapping[int, Unread],
) -> dict[int, Unread]:
    """By shape, what the pack cannot read in any part of it."""
    if not cases and not recipients and not items:
        return {}
    found = {}
    for place, (case, to_whom, what) in enumerate(shapes):
        wrong = [*cases.get(case, ())]
        for one in to_whom:
            wrong += recipients.get(one, ())
        for one in what:
            wrong += items.get(one, ())
        if wrong:
            found[place] = tuple(dict.fromkeys(wrong))
    return found
