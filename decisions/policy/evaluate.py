"""What the tables say about a set of facts on a day: possible values in, findings out.

Unanswered means every value is still possible, except to a table that is read as answered: there
an unanswered fact has no value at all, so what must be done now never waits for a question. The
result is sound: an outcome that is settled stays settled whatever is answered next. Nothing here
raises because of what a practitioner answered.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from decisions.policy.coherence import Coherence
from decisions.policy.compiled import CompiledPack
from decisions.policy.facts import validate_facts
from decisions.policy.missing import Cell, missing
from decisions.policy.model import Answer, Evaluation, Facts, Finding
from decisions.policy.rollup import best_of, scope_of
from decisions.policy.walk import State, Step

Places = Mapping[tuple[str, str | None], tuple[tuple[int, int], ...]]

__all__ = ["evaluate", "evaluate_with", "validate_facts"]


def evaluate(pack: CompiledPack, facts: Facts, *, on: date) -> Evaluation:
    """Everything the pack says about these facts on that day.

    A fact or value the pack does not know counts as unanswered; ``validate_facts`` reports those.
    """
    return _on(pack, on).evaluate(facts)


def evaluate_with(pack: CompiledPack, facts: Facts, open_gates: frozenset[str]) -> Evaluation:
    """As ``evaluate``, under a chosen setting of switches: for the proof and for impact studies."""
    return _walk(pack, open_gates).evaluate(facts)


@lru_cache(maxsize=256)
def _on(pack: CompiledPack, on: date) -> "Walk":
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
        self._everything = [
            variable.everything if variable.fact else 0 for variable in pack.variables
        ]
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
        state = self._everything[:]
        self._place(facts.case, "case", state)
        case, may_become, breached = self._settle_now(state)
        for step in self._steps["case"]:
            case[step.name] = step.settle(state)

        recipients: list[dict[str, Finding]] = []
        rows: list[tuple[dict[str, Finding], ...]] = []
        unsettled: list[Cell] = []
        for number, recipient in enumerate(facts.recipients or ({},)):
            here = state[:]
            self._place(recipient, "recipient", here)
            breached += self._coherence["recipient"].settle(here)
            recipients.append({step.name: step.settle(here) for step in self._steps["recipient"]})
            row: list[dict[str, Finding]] = []
            spots: list[Cell] = []
            for place, item in enumerate(facts.items or ({},)):
                spot = here[:]
                self._place(item, "item", spot)
                breached += self._coherence["item"].settle(spot)
                row.append({step.name: step.settle(spot) for step in self._steps["item"]})
                if len(row[-1]["outcome"].possible) > 1:
                    spots.append(Cell(number, place, spot))
            rows.append(tuple(row))
            if self._outcome(row) is None:
                unsettled += spots
        asked = missing(self._pack, self._tables, self._by_variable, unsettled) if unsettled else ()
        outcomes = tuple(self._outcome(row) for row in rows)
        return Evaluation(
            act_now=case["act_now"].value,
            act_now_may_become=may_become,
            case=case,
            recipients=tuple(recipients),
            cells=tuple(rows),
            outcomes=outcomes,
            scopes=tuple(
                self._scope(facts, outcome, row)
                for outcome, row in zip(outcomes, rows, strict=True)
            ),
            whens=tuple(best_of([cell["when"] for cell in row], self._whens) for row in rows),
            missing=asked,
            breached=tuple(dict.fromkeys(breached)),
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
        case = {step.name: step.settle(now) for step in self._now}
        breached = list(self._coherence["case"].settle(state))
        may_become: tuple[str, ...] = ()
        if is_open:
            later = {step.name: step.settle(state) for step in self._now}
            settled = case["act_now"].possible
            may_become = tuple(c for c in later["act_now"].possible if c not in settled)
        for step in self._now:
            if step.variable is not None:
                state[step.variable] = now[step.variable]
        return case, may_become, breached

    def _place(self, answers: Mapping[str, Answer], level: str, state: State) -> None:
        places = self._places[level]
        for name, answer in answers.items():
            if isinstance(answer, str):
                for variable, mask in places.get((name, answer), ()):
                    state[variable] = mask
            elif (name, None) in places:
                for variable, mask in places[name, None]:
                    state[variable] = mask
                for member in answer:
                    for variable, mask in places.get((name, member), ()):
                        state[variable] = mask

    def _outcome(self, row: Sequence[Mapping[str, Finding]]) -> str | None:
        return best_of([cell["outcome"] for cell in row], self._roll)

    def _scope(
        self, facts: Facts, outcome: str | None, row: Sequence[Mapping[str, Finding]]
    ) -> str | None:
        if outcome == "share_now" and not facts.items:
            return "some"
        return scope_of(outcome, self._shares, [cell["item_rule"] for cell in row])


def _places(pack: CompiledPack, level: str) -> Places:
    """For each answer there could be, which variables it settles; (set, None) is "none ticked"."""
    places: dict[tuple[str, str | None], tuple[tuple[int, int], ...]] = {}
    for place, variable in enumerate(pack.variables):
        if variable.fact is None or variable.level != level:
            continue
        if variable.name == variable.fact:
            for bit, value in enumerate(variable.values):
                places[variable.name, value] = ((place, 1 << bit),)
        else:
            member = variable.name.partition(".")[2]
            yes, no = variable.values.index("yes"), variable.values.index("no")
            places[variable.fact, member] = ((place, 1 << yes),)
            nobody = places.get((variable.fact, None), ())
            places[variable.fact, None] = (*nobody, (place, 1 << no))
    return places
