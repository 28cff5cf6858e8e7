"""Answers as numbers, so that those of many cases become columns of masks in one go.

An answer the pack does not know, or knows in another spelling, is left to ``look_over``, which
reads it or finds what is wrong with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import getitem

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
Numbers = tuple[int, ...]
"""The numbers of a part: tuples, of which the collector of garbage lets go at once."""
_ROOT = {"case": "case", "recipient": "recipients", "item": "items"}


class _Refused(Exception):
    """A part that the pack cannot read; ``paths`` are its answers that are at fault."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__()
        self.paths = tuple(paths)


Spot = tuple[int, int]
"""A variable, and the mask of what an answer leaves possible for it."""


class Said(dict[Answer, int]):
    """The numbers of the answers to one fact; ``spots``, which all facts of a level share, has what they say."""

    def __init__(self, spots: list[list[Spot]]) -> None:
        """Begin without an answer."""
        super().__init__()
        self._spots = spots

    def add(self, said: Answer, spots: list[Spot]) -> int:
        """Number an answer."""
        number = self[said] = len(self._spots)
        self._spots.append(spots)
        return number


class Ticked(Said):
    """The same for a set: a combination of ticks is numbered when it is met."""

    def __init__(self, spots: list[list[Spot]], boxes: Mapping[str, tuple[Spot, Spot]]) -> None:
        """``boxes`` has for each tick box what it says ticked, and not."""
        super().__init__(spots)
        self._boxes = boxes
        self._members = frozenset(boxes)

    def __missing__(self, said: Answer) -> int:
        """Number these ticks, met for the first time. KeyError for what are none."""
        ticked = as_ticked(said, self._members)
        if ticked is None:
            raise KeyError(said)
        found = [yes if member in ticked else no for member, (yes, no) in self._boxes.items()]
        return self.add(said, found)


class Numbered(dict[str, Said]):
    """For one level of a pack: from a fact, and its answer, to a number, and on to its spots."""

    def __init__(self, pack: CompiledPack, level: str, asked: frozenset[str]) -> None:
        """Number every answer there can be.

        ``asked`` names facts that could be answered: left out, they are unanswered and nothing else.
        """
        super().__init__()
        self._pack = pack
        self._level = level
        self._asked = asked
        self._spots: list[list[Spot]] = []
        for name, fact in facts_at(pack.pack, level).items():
            if fact.kind == "set":
                boxes = {member: self._box(f"{fact.prefix}.{member}") for member in fact.values}
                self[name] = Ticked(self._spots, boxes)
            else:
                place = pack.index[name]
                said = self[name] = Said(self._spots)
                for bit, value in enumerate(pack.variables[place].values):
                    said.add(value, [(place, 1 << bit)])
        absent = spelling(pack, level).absent
        self._absent = self._named({n: said for n, said in absent.items() if n not in asked})

    def _box(self, variable: str) -> tuple[Spot, Spot]:
        place = self._pack.index[variable]
        values = self._pack.variables[place].values
        return (place, 1 << values.index("yes")), (place, 1 << values.index("no"))

    def _named(self, part: Part) -> Part:
        """A part by the names its tables use: a person fact of an item is its subject's."""
        if self._level != "item":
            return part
        people = self._pack.people
        return {subject_of(name) if name in people else name: said for name, said in part.items()}

    def number(self, name: str, said: Answer) -> int | None:
        """The number of an answer that was numbered; None of any other."""
        return self[name].get(said) if name in self else None

    def rows(self, parts: Sequence[Part]) -> tuple[list[Numbers], dict[int, Unread]]:
        """The numbers of each part, and for a part the pack cannot read, by place, what it cannot."""
        rows: list[Numbers] = []
        faults: dict[int, Unread] = {}
        for place, part in enumerate(parts):
            try:
                rows.append(self._numbers(part) if place != BLANK else ())
            except _Refused as refused:
                faults[place] = unread(part, refused.paths)
                rows.append(())
        return rows, faults

    def _numbers(self, part: Part) -> Numbers:
        try:
            numbers = self._all(part)
        except (KeyError, TypeError):
            return self._all(self._checked(part))
        absent = self._absent.keys() - part.keys()
        return (
            (*numbers, *(self[name][self._absent[name]] for name in absent)) if absent else numbers
        )

    def _all(self, part: Part) -> Numbers:
        return tuple(map(getitem, map(self.__getitem__, part), part.values()))

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
