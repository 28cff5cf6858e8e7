"""Whether every row can fire and every value can occur, with a case that shows it.

Without this a promise could hold because the cases it speaks of cannot happen.
"""

from dataclasses import dataclass

import z3

from decisions.policy.compiled import CompiledPack
from decisions.policy.proof.encoding import Complete
from decisions.policy.proof.example import Example, example


@dataclass(frozen=True)
class Witness:
    """A case, and the targets (``table#row`` or ``name=value``) that no earlier case had reached."""

    example: Example
    reaches: tuple[str, ...]


def targets(encoding: Complete) -> dict[str, z3.BoolRef]:
    """Everything that must be able to happen: each row firing, each value of a fact or finding."""
    found: dict[str, z3.BoolRef] = {}
    for table in encoding.pack.tables:
        for row, fires in zip(table.rows, encoding.collected[table.name], strict=True):
            found[f"{table.name}#{row.id}"] = fires
    for variable, bits in zip(encoding.pack.variables, encoding.bits, strict=True):
        for value, bit in zip(variable.values, bits, strict=True):
            found[f"{variable.name}={value}"] = bit
    return found


def reach(encoding: Complete) -> tuple[tuple[Witness, ...], tuple[str, ...]]:
    """Witnesses for all that can happen, and the targets that cannot."""
    left = targets(encoding)
    witnesses = []
    solver = encoding.solver
    while left:
        solver.push()
        solver.add(z3.Or(list(left.values())))
        if solver.check() != z3.sat:
            solver.pop()
            break
        model = solver.model()
        solver.pop()
        reached = tuple(name for name, bit in left.items() if _is_true(model, bit))
        witnesses.append(Witness(example(encoding, model), reached))
        left = {name: bit for name, bit in left.items() if name not in reached}
    return tuple(witnesses), tuple(left)


def excused(pack: CompiledPack) -> dict[str, str]:
    """The targets a pack's author says cannot be reached, each with the reason given."""
    found: dict[str, str] = {}
    for name, fact in pack.pack.facts.items():
        found |= {f"{name}={value}": why for value, why in fact.unreachable_ok.items()}
    for name, table in pack.pack.tables.items():
        found |= {f"{name}={value}": why for value, why in table.unreachable_ok.items()}
        found |= {f"{name}#{row.id}": row.unreachable_ok for row in table.row if row.unreachable_ok}
    return found


def _is_true(model: z3.ModelRef, formula: z3.BoolRef) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))
