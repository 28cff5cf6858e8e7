"""All tables laid side by side: every row of a pack is one bit, and an answer strikes rows out.

The quick way to evaluate, and nothing but that: it answers when everything that matters has been
answered and no answer touches another, and otherwise says None, so that the walk through states
(``decisions.policy.evaluate``) does it. Tests hold the two to the same findings.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_, getitem, or_
from typing import NamedTuple

from decisions.policy.coherence import violations_of
from decisions.policy.compiled import CompiledPack, facts_at
from decisions.policy.model import Answer, Finding
from decisions.policy.subjects import plain
from decisions.policy.walk import Refuted, Step

LEVELS = ("case", "recipient", "item")
OF_CASE_PERSON = "item of the case person"
_MOST_KEPT = 4096
_FEW = 3
"""Sets with no more ticks than this are kept: most are, and of 18 boxes there are not a thousand."""
_YES, _NO = 1, 2
"""A member of a set has the values yes and no, in this order (``checks.vocabulary``)."""


class Collected(dict[int, Finding]):
    """For one collect table: from its rows that stand, in their place on the board, to its finding."""

    def __init__(self, step: Step, shift: int) -> None:
        """``shift`` is the place of the table's first row."""
        self._conclusions = step.conclusions
        self._shift = shift

    def __missing__(self, standing: int) -> Finding:
        """Work it out once, then keep it."""
        finding = self._conclusions.certain(standing >> self._shift)
        if len(self) < _MOST_KEPT:
            self[standing] = finding
        return finding


First = tuple[str, Finding, int]
"""What follows when a row is the first of its table to stand: the table, the finding, what is left.

What is left is the rows below the table, without those the finding refutes. A table's first row
lies highest, and above it nothing but what is settled and struck out, so the length of what stands
says which row it is. These are plain tuples because they are taken apart for every finding.
"""

_NOTHING: First = ("", Finding("", (), (), ()), 0)
"""What follows where a table has no row that stands: nothing is left, and no table has that name."""

All = tuple[str, int, Collected]
"""A collect table: its name, its rows on the board, and what follows from those that stand."""


class Ticks(dict[Answer, int]):
    """The tick boxes of one set: from what was ticked to the rows that leaves standing."""

    def __init__(self, members: Mapping[str, Refuted]) -> None:
        """``members`` says of each tick box what a yes and what a no refutes."""
        boxes = list(members.values())
        self._bits = {member: 1 << place for place, member in enumerate(members)}
        self._eights = [EightBoxes(boxes[at : at + 8]) for at in range(0, len(boxes), 8)]

    def __missing__(self, answer: Answer) -> int:
        """Work it out, and keep it if few are ticked. KeyError for what is not a tick box."""
        ticked = reduce(or_, map(self._bits.__getitem__, answer), 0)
        octets = ticked.to_bytes(len(self._eights), "little")
        left = reduce(and_, map(getitem, self._eights, octets))
        if len(answer) <= _FEW:
            self[answer] = left
        return left


class EightBoxes(dict[int, int]):
    """Up to eight tick boxes: from the bits of a byte to the rows left standing."""

    def __init__(self, boxes: list[Refuted]) -> None:
        """The lowest bit stands for the first box."""
        self._boxes = boxes

    def __missing__(self, byte: int) -> int:
        """Work it out once, then keep it."""
        strikes = (
            refuted[_YES if byte >> place & 1 else _NO][0]
            for place, refuted in enumerate(self._boxes)
        )
        self[byte] = left = reduce(and_, strikes)
        return left


Effects = dict[str, dict[Answer, int]]
"""From a fact of one level, and its answer, to the rows that the answer leaves standing."""


class Layer(NamedTuple):
    """One level of the board: its facts, its tables, what would contradict, what lies below.

    ``tables`` counts the first-hit tables, and ``firsts`` has by the length of what stands what
    follows from it; ``_NOTHING`` where that is no row of theirs.
    """

    effects: Effects
    facts: int
    tables: int
    firsts: list[First]
    collects: list[All]
    violations: int
    below: int


class Board:
    """One compiled pack under one set of open gates.

    The rows of the items' tables and constraints come first, then the recipients', then the case's,
    and within a level the tables that are settled last, so that each leaves a shorter board to the next.
    """

    def __init__(self, pack: CompiledPack, steps: list[Step]) -> None:
        """Lay the rows out level by level, the last to be looked at first.

        A level's collect tables, its first-hit tables backwards, what would contradict a constraint.
        """
        rows: list[dict[int, int]] = []
        self._start = 0
        self._people = pack.people
        self._layers: dict[str, Layer] = {}
        for level in reversed(LEVELS):
            below = (1 << len(rows)) - 1
            own = [step for step in steps if step.table.level == level]
            firsts = [step for step in own if step.table.is_first_hit]
            collects = [step for step in own if not step.table.is_first_hit]
            shifts = {step.name: self._lay(step, rows) for step in (*collects, *reversed(firsts))}
            violations = violations_of(
                tuple(c for c in pack.constraints if c.level == level), pack.variables
            )
            contradicted = ((1 << len(violations)) - 1) << len(rows)
            self._start |= contradicted
            rows += violations
            strikes = [
                Refuted(tuple(row.get(place, -1) for row in rows))
                for place in range(len(pack.variables))
            ]
            effects = _effects(pack, level, strikes)
            self._layers[level] = Layer(
                effects=effects,
                facts=len(effects),
                tables=len(firsts),
                firsts=_firsts(firsts, shifts, strikes, len(rows)),
                collects=[_all(step, shifts[step.name]) for step in collects],
                violations=contradicted,
                below=below,
            )
        item = self._layers["item"]
        alone = {name: left for name, left in item.effects.items() if name not in pack.people}
        self._layers[OF_CASE_PERSON] = item._replace(effects=alone, facts=len(alone))

    def _lay(self, step: Step, rows: list[dict[int, int]]) -> int:
        """Put a table's rows on the board, the first row of a first-hit table last; returns where."""
        shift = len(rows)
        places = range(len(step.table.rows))
        for place in reversed(places) if step.table.is_first_hit else places:
            self._start |= (step.open_rows >> place & 1) << len(rows)
            rows.append(dict(step.table.rows[place].when))
        return shift

    @property
    def start(self) -> int:
        """Every row that any day or switch lets count."""
        return self._start

    def level(
        self, level: str, answers: Mapping[str, Answer], standing: int
    ) -> tuple[int, dict[str, Finding]] | None:
        """Strike out what these answers refute, then settle the tables of their level in turn.

        The level of an item about the person the case is about is ``OF_CASE_PERSON``, and what
        ``case_person`` leaves is then struck out already. Returns the rows of the levels below that
        still stand and the findings, or None if this is not a quick case: a fact is missing or not
        known to the pack, answers touch, or nothing is found.
        """
        effects, facts, tables, firsts, collects, violations, below = self._layers[level]
        if len(answers) != facts:
            return None
        findings: dict[str, Finding] = {}
        try:
            standing &= _left(effects, answers, answers.values())
        except KeyError:  # an answer the pack does not know
            return None
        if standing & violations:
            return None
        for _ in range(tables):
            name, finding, left = firsts[standing.bit_length()]
            findings[name] = finding
            standing &= left
        if "" in findings:  # a table without a row that stands
            return None
        for name, own, collected in collects:
            findings[name] = collected[standing & own]
        return standing & below, findings

    def case_person(self, case: Mapping[str, Answer]) -> int:
        """What the person facts of a case leave standing for an item about that person."""
        people = self._people
        return _left(self._layers["item"].effects, people, map(case.__getitem__, people))


def _left(effects: Effects, names: Iterable[str], answers: Iterable[Answer]) -> int:
    return reduce(and_, map(getitem, map(effects.__getitem__, names), answers), -1)


def _firsts(
    steps: Iterable[Step], shifts: Mapping[str, int], strikes: list[Refuted], size: int
) -> list[First]:
    firsts = [_NOTHING] * (size + 1)
    for step in steps:
        lowest, highest = shifts[step.name], shifts[step.name] + len(step.table.rows)
        below = (1 << lowest) - 1
        left: dict[int, int] = {}  # rows that say the same leave the same, and share it
        for place in range(len(step.table.rows)):
            finding, mask = step.conclusions[1 << place, 1 << place]
            if mask not in left:
                struck = -1 if step.variable is None else strikes[step.variable][mask][0]
                left[mask] = struck & below
            firsts[highest - place] = step.name, finding, left[mask]
    return firsts


def _all(step: Step, shift: int) -> All:
    own = ((1 << len(step.table.rows)) - 1) << shift
    return step.name, own, Collected(step, shift)


def _effects(pack: CompiledPack, level: str, strikes: list[Refuted]) -> Effects:
    effects: Effects = {}
    for name, fact in facts_at(pack.pack, level).items():
        if fact.kind == "set":
            boxes = {m: strikes[pack.index[f"{fact.prefix}.{m}"]] for m in fact.values}
            effects[name] = Ticks(boxes)
        else:
            refuted = strikes[pack.index[name]]
            effects[plain(name)] = {v: refuted[1 << bit][0] for bit, v in enumerate(fact.values)}
    return effects
