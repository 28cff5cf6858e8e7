"""What answers imply about each other, and what happens when they contradict each other.

An implication that certainly holds narrows what is possible for a fact nobody answered: that is
how a question that did not arise becomes ``not_applicable``. When an answer contradicts an
implication it is doubted, never an error: it becomes ``not_applicable`` if nothing else is allowed,
``not_known`` if the fact has that value, and otherwise open, so that it is asked again.
"""

from decisions.policy.compiled import CompiledConstraint, Variable
from decisions.policy.walk import Refuted, State


def violations_of(
    constraints: tuple[CompiledConstraint, ...], variables: tuple[Variable, ...]
) -> list[dict[int, int]]:
    """What it would take to contradict or narrow: each condition with the refusal of a consequence."""
    return [
        dict(constraint.when) | {variable: variables[variable].everything & ~mask}
        for constraint in constraints
        for variable, mask in constraint.then
    ]


class Coherence:
    """The implications of one level, with a fast way to see that none of them has work to do."""

    __slots__ = ("_constraints", "_reads", "_variables")

    def __init__(
        self, constraints: tuple[CompiledConstraint, ...], variables: tuple[Variable, ...]
    ) -> None:
        """Each pair of condition and consequence is also kept as the row of its own violation."""
        self._constraints = constraints
        self._variables = variables
        violations = violations_of(constraints, variables)
        named = dict.fromkeys(variable for row in violations for variable in row)
        self._reads = tuple(
            (variable, Refuted(tuple(row.get(variable, -1) for row in violations)))
            for variable in named
        )

    def settle(self, state: State) -> tuple[str, ...]:
        """Narrow the state in place; returns the ids of the constraints the answers contradict."""
        violable = -1
        for variable, refuted in self._reads:
            violable &= refuted[state[variable]][0]
            if not violable:
                return ()
        return self._in_order(state) if self._reads else ()

    def _in_order(self, state: State) -> tuple[str, ...]:
        breached: list[str] = []
        doubted: set[int] = set()
        for constraint in self._constraints:
            if any(state[variable] & ~mask for variable, mask in constraint.when):
                continue
            for variable, mask in constraint.then:
                if variable in doubted:
                    continue
                if state[variable] & mask:
                    state[variable] &= mask
                else:
                    state[variable] = doubt(self._variables[variable], mask)
                    doubted.add(variable)
                    breached.append(constraint.id)
        return tuple(dict.fromkeys(breached))


def doubt(variable: Variable, allowed: int) -> int:
    """What is left possible of an answer that contradicts what only allows ``allowed``."""
    values = variable.values
    for value in ("not_applicable", "not_known"):
        bit = 1 << values.index(value) if value in values else 0
        if bit and (value == "not_known" or allowed == bit):
            return bit
    return variable.everything
