"""Which unanswered facts can still change an outcome: enough to settle it, in asking order.

The set is sufficient and may hold a question that turns out not to be needed; it never leaves out
one that is. An exact set would need a search on every page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer
from decisions.policy.subjects import ANOTHER, WHOSE, plain
from decisions.policy.walk import State, Step, few

LEVELS = {"case": 0, "recipient": 1, "item": 2}


class Cell(NamedTuple):
    """One recipient and one item, with everything possible about them, and whose choice it is."""

    recipient: int
    item: int
    state: State
    whose: Answer | None = None


def missing(
    pack: CompiledPack,
    tables: Mapping[str, Step],
    by_variable: Mapping[int, Step],
    unsettled: Sequence[Cell],
) -> tuple[str, ...]:
    """Paths of the facts behind the outcomes of these cells, in the order in which they are asked."""
    asked: dict[str, tuple[int, int, int, str]] = {}
    known: dict[int, set[int]] = {}  # items of one kind share one state, held by their cells
    for cell in unsettled:
        behind = known.get(id(cell.state))
        if behind is None:
            behind = known[id(cell.state)] = _behind(tables["outcome"], by_variable, cell.state)
        for variable in behind:
            name = pack.variables[variable].fact or ""
            is_subject = name != plain(name)
            name = WHOSE if is_subject and cell.whose is None else plain(name)
            fact = pack.pack.facts[name]
            level = fact.level
            if level == "person":
                level = "item" if is_subject and cell.whose == ANOTHER else "case"
            place = {"case": 0, "recipient": cell.recipient, "item": cell.item}[level]
            path = {
                "case": name,
                "recipient": f"recipients[{cell.recipient}].{name}",
                "item": f"items[{cell.item}].{name}",
            }[level]
            asked[path] = (fact.step, LEVELS[level], place, name)
    return tuple(sorted(asked, key=asked.__getitem__))


def _behind(first: Step, by_variable: Mapping[int, Step], state: State) -> set[int]:
    facts: set[int] = set()
    waiting, seen = [first], {first.name}
    while waiting:
        for variable in _unsure(waiting.pop(), state):
            step = by_variable.get(variable)
            if step is None:
                facts.add(variable)
            elif step.name not in seen:
                seen.add(step.name)
                waiting.append(step)
    return facts


def _unsure(step: Step, state: State) -> Iterable[int]:
    """The variables that keep a collected row from being certain."""
    collected, certain = step.rows(state)
    for row in few(step.table.rows, collected & ~certain):
        for variable, mask in row.when:
            if state[variable] & ~mask:
                yield variable
