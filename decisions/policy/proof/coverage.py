"""Whether every row can fire and every value can occur, with a case that shows it.

Without this a promise could hold because the cases it speaks of cannot happen.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import z3

from decisions.policy.checks import original
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
    gates = tuple(encoding.gates.values())
    witnesses: list[Witness] = []
    dead: list[str] = []
    while left:
        target, formula = left.popitem()
        # With every gate open first: making the evaluator ready for a new setting costs more than a case.
        if not any(encoding.solver.check(formula, *some) == z3.sat for some in (gates, ())):
            dead.append(target)
            continue
        found = example(encoding, encoding.solver.model())
        happened = set(happens(encoding.pack, found))
        reached = tuple(name for name in (target, *left) if name in happened)
        witnesses.append(Witness(found, reached))
        left = {name: bit for name, bit in left.items() if name not in happened}
    return tuple(witnesses), tuple(reversed(dead))


def happens(pack: CompiledPack, found: Example) -> Iterator[str]:
    """The targets a complete case reaches, as the evaluator sees it."""
    for name, finding in found.findings.items():
        yield from (f"{name}#{fired.row}" for fired in finding.fired)
        yield f"{name}={finding.value}"
    for variable in pack.variables:
        if variable.fact is not None:
            answer = found.answer(variable.fact)
            if variable.name == variable.fact:
                yield f"{variable.name}={answer}"
            else:
                is_ticked = variable.name.partition(".")[2] in (answer or ())
                yield f"{variable.name}={'yes' if is_ticked else 'no'}"


def excused(pack: CompiledPack) -> dict[str, str]:
    """The targets a pack's author says cannot be reached, each with the reason given."""
    found: dict[str, str] = {}
    for name, fact in pack.pack.facts.items():
        found |= {f"{name}={value}": why for value, why in fact.unreachable_ok.items()}
    for name in pack.pack.tables:
        table = original(pack.pack, name)
        found |= {f"{name}={value}": why for value, why in table.unreachable_ok.items()}
        found |= {f"{name}#{row.id}": row.unreachable_ok for row in table.row if row.unreachable_ok}
    return found
