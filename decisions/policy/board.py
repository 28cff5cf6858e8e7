"""All tables laid side by side: every row of a pack is one bit, and an answer strikes rows out.

The quick way to evaluate, and nothing but that: it answers when everything that matters has been
answered and no answer touches another, and otherwise says None, so that the walk through states
(``decisions.policy.evaluate``) does it. Tests hold the two to the same findings.
"""

from collections.abc import Mapping
from typing import NamedTuple

from decisions.policy.coherence import violations_of
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Finding
from decisions.policy.walk import Conclusions, Refuted, Step

LEVELS = ("case", "recipient", "item")
_MOST_KEPT = 4096


class Stretch(NamedTuple):
    """Where one table's rows lie, and what its finding strikes out elsewhere."""

    name: str
    shift: int
    width: int
    is_first_hit: bool
    conclusions: Conclusions
    strikes: Refuted | None


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
                    shift=shifts[step.name],
                    width=(1 << len(step.table.rows)) - 1,
                    is_first_hit=step.table.is_first_hit,
                    conclusions=step.conclusions,
                    strikes=strikes[step.variable]
                    if step.variable is not None and step.variable in named
                    else None,
                )
                for step in steps
                if step.table.level == level
            ]
            for level in LEVELS
        }
        self._effects = _effects(pack, strikes)
        self._ticks: dict[tuple[str, Answer], int] = {}
        self._members = {
            name: {member: strikes[pack.index[f"{fact.prefix}.{member}"]] for member in fact.values}
            for name, fact in pack.pack.facts.items()
            if fact.kind == "set"
        }
        self._facts = {
            level: frozenset(name for name, fact in pack.pack.facts.items() if fact.level == level)
            for level in LEVELS
        }

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
        for name, shift, width, is_first_hit, conclusions, strikes in self._stretches[level]:
            rows = standing >> shift & width
            if is_first_hit:
                rows &= -rows
                if not rows:
                    return None
            finding, mask = conclusions[rows, rows]
            findings[name] = finding
            if strikes is not None:
                standing &= strikes[mask][0]
        return standing, findings

    def _answered(self, level: str, answers: Mapping[str, Answer], standing: int) -> int:
        """The rows these answers leave standing; 0 if one is missing, or the pack does not know it."""
        if answers.keys() != self._facts[level]:
            return 0
        effects = self._effects
        for pair in answers.items():
            effect = effects.get(pair)
            standing &= self._ticked(*pair) if effect is None else effect
        return standing

    def _ticked(self, name: str, answer: Answer) -> int:
        """What the ticks of a set leave standing; 0 for an answer the pack does not know."""
        kept = self._ticks.get((name, answer))
        if kept is not None:
            return kept
        members = self._members.get(name)
        if members is None or isinstance(answer, str) or not members.keys() >= set(answer):
            return 0
        kept = self._start
        for member, strikes in members.items():
            kept &= strikes[_YES if member in answer else _NO][0]
        if len(self._ticks) >= _MOST_KEPT:
            self._ticks.clear()
        self._ticks[name, answer] = kept
        return kept


_YES, _NO = 1, 2
"""A member of a set has the values yes and no, in this order (``checks.vocabulary``)."""


def _effects(pack: CompiledPack, strikes: list[Refuted]) -> dict[tuple[str, Answer], int]:
    return {
        (variable.name, value): strikes[place][1 << bit][0]
        for place, variable in enumerate(pack.variables)
        if variable.fact == variable.name
        for bit, value in enumerate(variable.values)
    }
