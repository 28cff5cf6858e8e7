"""All tables laid side by side: every row of a pack is one bit, and an answer strikes rows out.

The quick way to evaluate, and nothing but that: it answers when everything that matters has been
answered and no answer touches another, and otherwise says None, so that the walk through states
(``decisions.policy.evaluate``) does it. Tests hold the two to the same findings.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_
from typing import NamedTuple

from decisions.policy.coherence import violations_of
from decisions.policy.compiled import CompiledPack, facts_at
from decisions.policy.model import Answer, Finding
from decisions.policy.walk import Conclusions, Refuted, Step

LEVELS = ("case", "recipient", "item")
_MOST_KEPT = 4096
_YES, _NO = 1, 2
"""A member of a set has the values yes and no, in this order (``checks.vocabulary``)."""


class Settled(dict[int, tuple[Finding, int | None]]):
    """For one table: from its rows that stand, in their place on the board, to its finding.

    With the finding goes what it leaves standing elsewhere; None when nothing reads it.
    """

    def __init__(self, conclusions: Conclusions, shift: int, strikes: Refuted | None) -> None:
        """``shift`` is the place of the table's first row; ``strikes`` what each finding refutes."""
        super().__init__()
        self._conclusions = conclusions
        self._shift = shift
        self._strikes = strikes

    def __missing__(self, standing: int) -> tuple[Finding, int | None]:
        """Work it out once, then keep it."""
        rows = standing >> self._shift
        finding, mask = self._conclusions[rows, rows]
        left = None if self._strikes is None else self._strikes[mask][0]
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[standing] = finding, left
        return finding, left


class Stretch(NamedTuple):
    """The rows of one table on the board, and what follows from those that stand."""

    name: str
    rows: int
    is_first_hit: bool
    settled: Settled


class Effects(dict[tuple[str, Answer], int]):
    """From a fact and its answer to the rows that the answer leaves standing."""

    def __init__(
        self,
        singles: Mapping[tuple[str, Answer], int],
        members: Mapping[str, Mapping[str, Refuted]],
    ) -> None:
        """``singles`` for facts with one answer; ``members`` for each tick box of a set."""
        super().__init__(singles)
        self._members = members
        self._most = len(self) + _MOST_KEPT

    def __missing__(self, pair: tuple[str, Answer]) -> int:
        """What the ticks of a set leave standing, kept; 0 for an answer the pack does not know."""
        name, answer = pair
        members = self._members.get(name)
        if members is None or isinstance(answer, str) or not members.keys() >= set(answer):
            return 0
        strikes = (
            refuted[_YES if member in answer else _NO][0] for member, refuted in members.items()
        )
        left = reduce(and_, strikes, -1)
        if len(self) < self._most:
            self[pair] = left
        return left

    def of(self, answers: Iterable[tuple[str, Answer]], standing: int) -> int:
        """What is left standing after these answers."""
        return reduce(and_, map(self.__getitem__, answers), standing)


class Board:
    """One compiled pack under one set of open gates."""

    def __init__(self, pack: CompiledPack, steps: list[Step]) -> None:
        """Lay the rows out, tables first, then what would contradict a constraint."""
        rows: list[dict[int, int]] = []
        shifts: dict[str, int] = {}
        self._start = 0
        for step in steps:
            shifts[step.name] = len(rows)
            self._start |= step.open_rows << len(rows)
            rows += [dict(row.when) for row in step.table.rows]
        self._violations = {}
        for level in LEVELS:
            violations = violations_of(
                tuple(c for c in pack.constraints if c.level == level), pack.variables
            )
            self._violations[level] = ((1 << len(violations)) - 1) << len(rows)
            rows += violations
        self._start |= sum(self._violations.values())
        strikes = [
            Refuted(tuple(row.get(place, -1) for row in rows))
            for place in range(len(pack.variables))
        ]
        named = {place for row in rows for place in row}
        self._stretches = {
            level: [
                Stretch(
                    name=step.name,
                    rows=((1 << len(step.table.rows)) - 1) << shifts[step.name],
                    is_first_hit=step.table.is_first_hit,
                    settled=Settled(
                        step.conclusions,
                        shifts[step.name],
                        strikes[step.variable]
                        if step.variable is not None and step.variable in named
                        else None,
                    ),
                )
                for step in steps
                if step.table.level == level
            ]
            for level in LEVELS
        }
        self._effects = _effects(pack, strikes)
        self._facts = {level: frozenset(facts_at(pack.pack, level)) for level in LEVELS}

    @property
    def start(self) -> int:
        """Every row that any day or switch lets count."""
        return self._start

    def level(
        self, level: str, answers: Mapping[str, Answer], standing: int
    ) -> tuple[int, dict[str, Finding]] | None:
        """Strike out what these answers refute, then settle the tables of their level in turn.

        Returns the rows still standing and the findings, or None if this is not a quick case.
        """
        standing = self._answered(level, answers, standing)
        if not standing or standing & self._violations[level]:
            return None
        findings: dict[str, Finding] = {}
        for name, own, is_first_hit, settled in self._stretches[level]:
            rows = standing & own
            if is_first_hit:
                rows &= -rows
                if not rows:
                    return None
            findings[name], left = settled[rows]
            if left is not None:
                standing &= left
        return standing, findings

    def _answered(self, level: str, answers: Mapping[str, Answer], standing: int) -> int:
        """The rows these answers leave standing; 0 if one is missing, or the pack does not know it."""
        if answers.keys() != self._facts[level]:
            return 0
        return self._effects.of(answers.items(), standing)


def _effects(pack: CompiledPack, strikes: list[Refuted]) -> Effects:
    singles: dict[tuple[str, Answer], int] = {
        (variable.name, value): strikes[place][1 << bit][0]
        for place, variable in enumerate(pack.variables)
        if variable.fact == variable.name
        for bit, value in enumerate(variable.values)
    }
    members = {
        name: {member: strikes[pack.index[f"{fact.prefix}.{member}"]] for member in fact.values}
        for name, fact in pack.pack.facts.items()
        if fact.kind == "set"
    }
    return Effects(singles, members)
