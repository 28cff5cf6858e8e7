"""What a pack would say of decisions already made, counted: to be read before it is released.

Facts in, counts out; nothing about a person. A decision is Same or Different in what to do now and,
for each recipient, in the outcome, the scope and the rules of the items; or it cannot be run. Bases,
conditions and duties are compared one record at a time (``decisions.policy.replay``).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from decisions.policy import explain
from decisions.policy.columns import Flags, Places, Rows
from decisions.policy.compiled import CompiledPack
from decisions.policy.gathered import Gathered
from decisions.policy.many import Answered, Many
from decisions.policy.told import Told
from isa.platform.errors import Invalid

BATCH = 100_000
"""Decisions whose texts are held at once."""
MOST_LISTED = 1000
NOT_SETTLED = "not_settled"
NO_ROW = ""
DIFFERENT, CANNOT = "different", "cannot_replay"


class Decided(NamedTuple):
    """A decision to be run again: what a list calls it, its facts as text, whether it may be listed."""

    name: str
    facts: str
    may_list: bool = True


class Listed(NamedTuple):
    """A decision to look at: it differs, or cannot be run."""

    name: str
    result: str


class Move(NamedTuple):
    """One thing that changed in one way: what, from, to. For a row, ``what`` is its table."""

    what: str
    before: str
    after: str


@dataclass(slots=True)
class Tally:
    """What was counted; each decision once in each line that it belongs to."""

    same: int = 0
    different: int = 0
    cannot: int = 0
    why_not: Counter[str] = field(default_factory=Counter)
    changes: Counter[Move] = field(default_factory=Counter)
    rows: Counter[Move] = field(default_factory=Counter)
    because: dict[Move, tuple[str, str]] = field(default_factory=dict)
    """For each move of rows, what the row before and the row after say for themselves."""
    befores: Counter[str] = field(default_factory=Counter)
    """The packs the decisions were made under."""
    read_as: dict[str, str] = field(default_factory=dict)
    """Facts that the pack asks and an earlier one did not, with the value they are read as."""
    listed: list[Listed] = field(default_factory=list)
    not_listed: int = 0

    @property
    def decisions(self) -> int:
        """Every decision that was looked at."""
        return self.same + self.different + self.cannot


class _Pair:
    """Two packs under their open gates, and the decisions that wait to be run under both."""

    def __init__(
        self, before: CompiledPack, after: CompiledPack, on: date, asked: frozenset[str]
    ) -> None:
        self.before = Many(before, before.open_gates(on), asked)
        self.after = Many(after, after.open_gates(on), asked)
        facts = (before.pack.facts, after.pack.facts)
        self.sets = {name for each in facts for name, fact in each.items() if fact.kind == "set"}
        self.waiting: list[Decided] = []


class Study:
    """Decisions run again under a pack, a batch at a time; only counts are kept."""

    def __init__(self, after: CompiledPack) -> None:
        """Begin with nothing counted."""
        self._after = after
        self._pairs: dict[tuple[object, ...], _Pair] = {}
        self._days: dict[tuple[str, date], _Pair] = {}
        self._waiting = 0
        self._tally = Tally()

    def take(self, decided: Decided, before: CompiledPack, on: date) -> None:
        """Add a decision that was made under a pack on a day. Raises as ``tally`` does."""
        day = (before.digest, on)
        pair = self._days.get(day)
        if pair is None:
            pair = self._days[day] = self._pair(before, on)
        pair.waiting.append(decided)
        self._waiting += 1
        if self._waiting >= BATCH:
            self._run(max(self._pairs.values(), key=lambda one: len(one.waiting)))

    def _pair(self, before: CompiledPack, on: date) -> _Pair:
        """The two packs on a day; days on which the same gates are open share theirs."""
        key = (before.digest, before.open_gates(on), self._after.open_gates(on))
        if key not in self._pairs:
            self._pairs[key] = _Pair(before, self._after, on, self.asked(before))
            self._tally.read_as.update(read_as(before, self._after))
        return self._pairs[key]

    def asked(self, before: CompiledPack) -> frozenset[str]:
        """The facts that could be answered when a decision was made: those of the pack then."""
        return frozenset(before.pack.facts)

    def refuse(self, name: str, why: str, *, may_list: bool = True) -> None:
        """Count a decision that cannot be run, for a reason found before its facts were read."""
        self._tally.cannot += 1
        self._tally.why_not[why] += 1
        self._list(Decided(name, "", may_list), CANNOT)

    def tally(self) -> Tally:
        """Run what still waits; everything counted so far. Raises Invalid for a text that is not facts."""
        for pair in self._pairs.values():
            self._run(pair)
        return self._tally

    def _run(self, pair: _Pair) -> None:
        alike: dict[str, list[Decided]] = {}
        for decided in pair.waiting:
            alike.setdefault(decided.facts, []).append(decided)
        if not pair.waiting:
            return
        self._tally.befores[pair.before.pack.pack.id] += len(pair.waiting)
        self._waiting -= len(pair.waiting)
        pair.waiting = []
        gathered = Gathered(alike, pair.sets)
        if gathered.faults:
            names = [group[0].name for group in alike.values()]
            raise Invalid({names[place]: fault for place, fault in gathered.faults.items()})
        was, comes = pair.before.answer(gathered), pair.after.answer(gathered)
        differs: Flags = np.zeros(len(alike), np.bool_)
        for place, group in enumerate(alike.values()):
            differs[place] = self._compare(pair, place, group, was, comes)
        if differs.any():
            counts = np.array([len(group) for group in alike.values()], np.int64)
            self._rows_moved(pair, was, comes, differs, counts)

    def _compare(
        self, pair: _Pair, place: int, group: list[Decided], was: Answered, comes: Answered
    ) -> bool:
        """Count one distinct decision as often as it came; whether it differs."""
        old, new = was.told[place], comes.told[place]
        if old is None or new is None:
            pack, answered = (pair.before, was) if old is None else (pair.after, comes)
            self._tally.cannot += len(group)
            for answer in answered.unread[place]:
                self._tally.why_not[f"{pack.pack.pack.id} cannot read {answer}."] += len(group)
            for decided in group:
                self._list(decided, CANNOT)
            return False
        if old == new:
            self._tally.same += len(group)
            return False
        self._tally.different += len(group)
        for move in set(moves(old, new)):
            self._tally.changes[move] += len(group)
        for decided in group:
            self._list(decided, DIFFERENT)
        return True

    def _list(self, decided: Decided, result: str) -> None:
        if decided.may_list and len(self._tally.listed) < MOST_LISTED:
            self._tally.listed.append(Listed(decided.name, result))
        else:
            self._tally.not_listed += 1

    def _rows_moved(
        self, pair: _Pair, was: Answered, comes: Answered, differs: Flags, counts: Places
    ) -> None:
        cells = differs[was.cell_shape]
        shapes = was.cell_shape[cells]
        for table in sorted(was.rows.keys() & comes.rows.keys()):
            old = _row_ids(pair.before.pack, table)
            new = _row_ids(pair.after.pack, table)
            for (before, after), where in _pairs_of(was.rows[table], comes.rows[table], cells):
                if old[before] != new[after]:
                    move = Move(table, old[before], new[after])
                    self._tally.rows[move] += int(counts[np.unique(shapes[where])].sum())
                    self._tally.because[move] = (
                        _because(pair.before.pack, table, old[before]),
                        _because(pair.after.pack, table, new[after]),
                    )


class FileStudy(Study):
    """Facts from a file: whoever wrote it may have left out what an earlier pack did not ask."""

    def asked(self, _before: CompiledPack) -> frozenset[str]:
        """Nothing is known of what could be answered."""
        return frozenset()


def _pairs_of(before: Rows, after: Rows, cells: Flags) -> Iterator[tuple[tuple[int, int], Flags]]:
    """Each combination of deciding rows among these cells, with the cells that have it."""
    both = np.stack([before[cells], after[cells]], axis=1)
    found, which = np.unique(both, axis=0, return_inverse=True)
    for place, (old, new) in enumerate(found.tolist()):
        yield (old, new), which.reshape(-1) == place


def _row_ids(pack: CompiledPack, table: str) -> list[str]:
    """The ids of a table's rows by place; the last, for place -1, is no row."""
    found = next(one for one in pack.tables if one.name == table)
    return [*(row.id for row in found.rows), NO_ROW]


def _because(pack: CompiledPack, table: str, row: str) -> str:
    return explain.row(pack, table, row).sentence if row != NO_ROW else ""


def moves(old: Told, new: Told) -> Iterator[Move]:
    """Everything in which two answers about the same facts differ."""
    yield from _moved("act_now", old.act_now, new.act_now)
    for place, outcome in enumerate(old.outcomes):
        yield from _moved("outcome", outcome, new.outcomes[place])
        yield from _moved("scope", old.scopes[place], new.scopes[place])
        for item, rule in enumerate(old.rules[place]):
            yield from _moved("item_rule", rule, new.rules[place][item])


def _moved(what: str, old: str | None, new: str | None) -> Iterator[Move]:
    if old != new:
        yield Move(what, old or NOT_SETTLED, new or NOT_SETTLED)


def read_as(before: CompiledPack, after: CompiledPack) -> Mapping[str, str]:
    """Facts only the later pack asks, with the value an older record is read with."""
    return {
        name: fact.if_absent
        for name, fact in after.pack.facts.items()
        if name not in before.pack.facts and fact.if_absent is not None
    }
