"""Answers as numbers, so that those of many cases become columns of masks in one go.

An answer the pack does not know, or knows in another spelling, is left to ``look_over``, which
reads it or finds what is wrong with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from decisions.policy.compiled import CompiledPack, facts_at
from decisions.policy.facts import as_ticked, look_over, spelling, without_unanswered
from decisions.policy.gathered import BLANK, Part, Unread, unread
from decisions.policy.model import Answer
from decisions.policy.subjects import subject_of

Masks = NDArray[np.uint64]
Columns = dict[int, Masks]
"""By variable, the mask of what is possible in each case."""
Numbers = list[int]
_ROOT = {"case": "case", "recipient": "recipients", "item": "items"}


class _NotNumbered(Exception):
    """An answer without a number."""


class _Refused(Exception):
    """A part that the pack cannot read; ``paths`` are its answers that are at fault."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__()
        self.paths = tuple(paths)


class Numbered(dict[tuple[str, Answer], int]):
    """For one level of a pack: from a fact with its answer to a number, and on to its spots."""

    def __init__(self, pack: CompiledPack, level: str, asked: frozenset[str]) -> None:
        """Number every answer there can be; a combination of ticks is numbered when it is met.

        ``asked`` names facts that could be answered: left out, they are unanswered and nothing else.
        """
        super().__init__()
        self._pack = pack
        self._level = level
        self._asked = asked
        self._spots: list[list[tuple[int, int]]] = []
        facts = facts_at(pack.pack, level)
        self._sets = {name: fact for name, fact in facts.items() if fact.kind == "set"}
        for name, fact in facts.items():
            if fact.kind == "one":
                place = pack.index[name]
                for bit, value in enumerate(pack.variables[place].values):
                    self._add((name, value), [(place, 1 << bit)])
        absent = spelling(pack, level).absent
        self._absent = self._named({n: said for n, said in absent.items() if n not in asked})

    def _named(self, part: Part) -> Part:
        """A part by the names its tables use: a person fact of an item is its subject's."""
        if self._level != "item":
            return part
        people = self._pack.people
        return {subject_of(name) if name in people else name: said for name, said in part.items()}

    def _add(self, pair: tuple[str, Answer], spots: list[tuple[int, int]]) -> int:
        self[pair] = len(self._spots)
        self._spots.append(spots)
        return self[pair]

    def __missing__(self, pair: tuple[str, Answer]) -> int:
        """Number these ticks, met for the first time."""
        name, said = pair
        fact = self._sets.get(name)
        ticked = as_ticked(said, frozenset(fact.values)) if fact else None
        if fact is None or ticked is None:
            raise _NotNumbered(name)
        spots = []
        for member in fact.values:
            place = self._pack.index[f"{fact.prefix}.{member}"]
            value = "yes" if member in ticked else "no"
            spots.append((place, 1 << self._pack.variables[place].values.index(value)))
        return self._add(pair, spots)

    def rows(self, parts: Sequence[Part]) -> tuple[list[Numbers], dict[int, Unread]]:
        """The numbers of each part, and for a part the pack cannot read, by place, what it cannot."""
        rows: list[Numbers] = []
        faults: dict[int, Unread] = {}
        for place, part in enumerate(parts):
            try:
                rows.append(self._numbers(part) if place != BLANK else [])
            except _Refused as refused:
                faults[place] = unread(part, refused.paths)
                rows.append([])
        return rows, faults

    def _numbers(self, part: Part) -> Numbers:
        try:
            numbers = [*map(self.__getitem__, part.items())]
        except (_NotNumbered, TypeError):
            return [self[pair] for pair in self._checked(part).items()]
        absent = self._absent.keys() - part.keys()
        return [*numbers, *(self[name, self._absent[name]] for name in absent)]

    def _checked(self, part: Part) -> Part:
        """A part as the pack's own check reads it. Raises ``_Refused``."""
        root = _ROOT[self._level]
        facts, faults = look_over(self._pack, {root: part if root == "case" else [part]})
        if faults:
            raise _Refused(faults)
        read = facts.case if root == "case" else getattr(facts, root)[0]
        return self._named(without_unanswered(read, part, self._asked))

    def columns(self, rows: Sequence[Numbers], start: Mapping[int, int]) -> Columns:
        """A column for each variable of ``start``: that mask, or what a row's numbers say instead."""
        found = np.repeat(np.array([*start.values()], np.uint64)[:, None], len(rows), axis=1)
        sizes = np.array([len(spots) for spots in self._spots], np.int64)
        spots = np.array([*chain.from_iterable(self._spots)], np.int64).reshape(-1, 2)
        column_of = np.full(len(self._pack.variables), -1, np.int64)
        column_of[[*start]] = np.arange(len(start))
        given = np.fromiter(chain.from_iterable(rows), np.int64)
        owner = np.repeat(np.arange(len(rows)), np.fromiter(map(len, rows), np.int64, len(rows)))
        size = sizes[given]
        first = (np.cumsum(sizes) - sizes)[given]
        # A number stands for one spot, or for one spot for each member of a set.
        entry = np.repeat(first - np.cumsum(size) + size, size) + np.arange(size.sum())
        column = column_of[spots[entry, 0]]
        kept = column >= 0
        found[column[kept], np.repeat(owner, size)[kept]] = spots[entry[kept], 1]
        return dict(zip(start, found, strict=True))
