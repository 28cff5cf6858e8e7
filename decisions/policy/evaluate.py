"""What the tables say about a set of facts on a day: possible values in, findings out.

Unanswered means every value is still possible, except to a table that is read as answered: there
an unanswered fact has no value at all, so what must be done now never waits for a question. The
result is sound: an outcome that is settled stays settled whatever is answered next. Nothing here
raises because of what a practitioner answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from decisions.policy.board import OF_CASE_PERSON, Board
from decisions.policy.coherence import Coherence
from decisions.policy.compiled import CompiledPack, facts_at
from decisions.policy.facts import validate_facts
from decisions.policy.missing import Cell, missing
from decisions.policy.model import Answer, Evaluation, Facts, Finding
from decisions.policy.rollup import best_of, scope_of
from decisions.policy.subjects import CASE_PERSON, WHOSE, with_subjects
from decisions.policy.walk import State, Step, settle


class Ticks(NamedTuple):
    """Where a set fact goes: its first variable, "none ticked", the mask of a tick, each member."""

    first: int
    blank: list[int]
    yes: int
    members: dict[str, int]


Places = tuple[dict[tuple[str, Answer], tuple[int, int]], dict[str, Ticks]]

__all__ = ["evaluate", "evaluate_with", "validate_facts"]


def evaluate(pack: CompiledPack, facts: Facts, *, on: date) -> Evaluation:
    """Everything the pack says about these facts on that day.

    A fact or value the pack does not know counts as unanswered; ``validate_facts`` reports those.
    """
    return walk_on(pack, on).evaluate(facts)


def evaluate_with(pack: CompiledPack, facts: Facts, open_gates: frozenset[str]) -> Evaluation:
    """As ``evaluate``, under a chosen setting of switches: for the proof and for impact studies."""
    return _walk(pack, open_gates).evaluate(facts)


@lru_cache(maxsize=256)
def walk_on(pack: CompiledPack, on: date) -> "Walk":
    """The pack made ready for a day."""
    return _walk(pack, pack.open_gates(on))


@lru_cache(maxsize=64)
def _walk(pack: CompiledPack, open_gates: frozenset[str]) -> "Walk":
    return Walk(pack, open_gates)


class Walk:
    """A compiled pack made ready for one set of open gates."""

    def __init__(self, pack: CompiledPack, open_gates: frozenset[str]) -> None:
        """Sort the tables and constraints by level and prepare the blank states."""
        steps = [Step(table, open_gates) for table in pack.tables]
        self._pack = pack
        self._people = pack.people
        self._board = Board(pack, steps)
        self._steps = {
            level: [s for s in steps if s.table.level == level and not s.table.is_as_answered]
            for level in ("case", "recipient", "item")
        }
        self._now = [step for step in steps if step.table.is_as_answered]
        self._coherence = {
            level: Coherence(tuple(c for c in pack.constraints if c.level == level), pack.variables)
            for level in ("case", "recipient", "item")
        }
        self._places = {level: _places(pack, level) for level in ("case", "recipient", "item")}
        self._everything = [variable.everything for variable in pack.variables]
        self._read_now = tuple(
            dict.fromkeys(
                variable
                for step in self._now
                for variable in step.table.reads
                if pack.variables[variable].fact
            )
        )
        self._tables = {step.name: step for step in steps}
        self._by_variable = {step.variable: step for step in steps if step.variable is not None}
        order = pack.pack.order
        best = max(order.rank.values())
        self._shares = frozenset(code for code, rank in order.rank.items() if rank == best)
        self._roll = {code: place for place, code in enumerate(order.roll)}
        whens = self._tables["when"].table.codes if "when" in self._tables else ()
        self._whens = {code: place for place, code in enumerate(whens)}

    def evaluate(self, facts: Facts) -> Evaluation:
        """Case tables once, recipient tables per recipient, item tables per recipient and item."""
        return self.quickly(facts) or self.by_states(facts)

    def quickly(self, facts: Facts) -> Evaluation | None:
        """The evaluation of complete and coherent facts; None for any others."""
        board = self._board
        found = board.level("case", facts.case, board.start)
        if found is None or not facts.recipients or not facts.items:
            return None
        standing, case = found
        items = [(item, *self._about(item, facts.case)) for item in facts.items]
        recipients: list[dict[str, Finding]] = []
        rows: list[tuple[dict[str, Finding], ...]] = []
        for recipient in facts.recipients:
            found = board.level("recipient", recipient, standing)
            if found is None:
                return None
            left, findings = found
            cells = [board.level(level, item, left & mask) for item, level, mask in items]
            row = tuple([cell[1] for cell in cells if cell is not None])
            if len(row) < len(cells):
                return None
            recipients.append(findings)
            rows.append(row)
        return self._rolled_up(facts, case, recipients, rows)

    def _about(self, item: Mapping[str, Answer], case: Mapping[str, Answer]) -> tuple[str, int]:
        """Where an item stands on the board, and what the case leaves standing for it."""
        if self._people and item.get(WHOSE) == CASE_PERSON:
            return OF_CASE_PERSON, self._board.case_person(case)
        return "item", -1

    def by_states(self, facts: Facts) -> Evaluation:
        """The evaluation of any facts, by what is still possible for each variable."""
        state = self._everything[:]
        self._place(facts.case, "case", state)
        case, may_become, breached = self._settle_now(state)
        case |= settle(self._steps["case"], state)

        items = with_subjects(facts, self._people)
        kinds = [items.index(item) for item in items]  # a long list holds few kinds of items
        seen: dict[tuple[tuple[int, ...], int], tuple[dict[str, Finding], State]] = {}
        blank = None if facts.items else CASE_PERSON
        recipients: list[dict[str, Finding]] = []
        rows: list[tuple[dict[str, Finding], ...]] = []
        unsettled: list[Cell] = []
        for number, recipient in enumerate(facts.recipients or ({},)):
            here = state[:]
            self._place(recipient, "recipient", here)
            breached += self._coherence["recipient"].settle(here)
            recipients.append(settle(self._steps["recipient"], here))
            like = tuple(here)
            row: list[dict[str, Finding]] = []
            spots: list[Cell] = []
            for place, (item, kind) in enumerate(zip(items, kinds, strict=True)):
                found = seen.get((like, kind))
                if found is None:
                    spot = here[:]
                    self._place(item, "item", spot)
                    breached += self._coherence["item"].settle(spot)
                    found = settle(self._steps["item"], spot), spot
                    seen[like, kind] = found
                row.append(found[0])
                if len(found[0]["outcome"].possible) > 1:
                    spots.append(Cell(number, place, found[1], item.get(WHOSE, blank)))
            rows.append(tuple(row))
            if best_of([cell["outcome"] for cell in row], self._roll) is None:
                unsettled += spots
        asked = missing(self._pack, self._tables, self._by_variable, unsettled) if unsettled else ()
        return replace(
            self._rolled_up(facts, case, recipients, rows),
            act_now_may_become=may_become,
            missing=asked,
            breached=tuple(dict.fromkeys(breached)),
        )

    def _rolled_up(
        self,
        facts: Facts,
        case: dict[str, Finding],
        recipients: list[dict[str, Finding]],
        rows: list[tuple[dict[str, Finding], ...]],
    ) -> Evaluation:
        outcomes, scopes, whens = [], [], []
        for row in rows:
            outcome = best_of([cell["outcome"] for cell in row], self._roll)
            outcomes.append(outcome)
            scopes.append(self._scope(facts, outcome, row))
            whens.append(best_of([cell["when"] for cell in row], self._whens))
        return Evaluation(
            act_now=case["act_now"].value,
            act_now_may_become=(),
            case=case,
            recipients=tuple(recipients),
            cells=tuple(rows),
            outcomes=tuple(outcomes),
            scopes=tuple(scopes),
            whens=tuple(whens),
            missing=(),
        )

    def _settle_now(self, state: State) -> tuple[dict[str, Finding], tuple[str, ...], list[str]]:
        """Read the emergency tables as answered, before anything the answers imply or contradict."""
        now = [0] * len(state)
        is_open = False
        for variable in self._read_now:
            possible = state[variable]
            if possible == self._everything[variable]:
                is_open = True
            else:
                now[variable] = possible
        case = settle(self._now, now)
        breached = list(self._coherence["case"].settle(state))
        may_become: tuple[str, ...] = ()
        if is_open:
            later = settle(self._now, state)
            settled = case["act_now"].possible
            may_become = tuple(c for c in later["act_now"].possible if c not in settled)
        for step in self._now:
            if step.variable is not None:
                state[step.variable] = now[step.variable]
        return case, may_become, breached

    def _place(self, answers: Mapping[str, Answer], level: str, state: State) -> None:
        singles, sets = self._places[level]
        for pair in answers.items():
            spot = singles.get(pair)
            if spot is not None:
                state[spot[0]] = spot[1]
            elif pair[0] in sets:
                first, blank, yes, members = sets[pair[0]]
                state[first : first + len(blank)] = blank
                for member in pair[1]:
                    if member in members:
                        state[members[member]] = yes

    def _scope(
        self, facts: Facts, outcome: str | None, row: Sequence[Mapping[str, Finding]]
    ) -> str | None:
        if outcome == "share_now" and not facts.items:
            return "some"
        return scope_of(outcome, self._shares, [cell["item_rule"] for cell in row])


def _places(pack: CompiledPack, level: str) -> Places:
    """Where each answer goes in a state; the members of a set stand side by side."""
    singles: dict[tuple[str, Answer], tuple[int, int]] = {}
    sets: dict[str, Ticks] = {}
    for name, fact in facts_at(pack.pack, level).items():
        if fact.kind == "one":
            place = pack.index[name]
            for bit, value in enumerate(pack.variables[place].values):
                singles[name, value] = place, 1 << bit
        else:
            members = {member: pack.index[f"{fact.prefix}.{member}"] for member in fact.values}
            first = min(members.values())
            values = pack.variables[first].values
            blank = [1 << values.index("no")] * len(members)
            sets[name] = Ticks(first, blank, 1 << values.index("yes"), members)
    return singles, sets
