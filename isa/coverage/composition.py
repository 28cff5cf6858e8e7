"""How several agreements between the same two agencies bear on one pair.

A charter stands behind tier 2; a schedule narrows the agreement it belongs to and cannot exceed it;
an explicit exclusion beats a general inclusion that is not later; a processor in between needs a
contract. Faults are added here, never taken away, so composition can only make an answer more
careful.
"""

from dataclasses import dataclass, replace
from datetime import date

from isa.coverage.agreement_gates import agreement_faults, binds_both
from isa.coverage.attempt import EXCLUDED, Attempt, Line, attempts, lines
from isa.coverage.faults import Fault, Gate, Weight
from isa.coverage.model import CoverageQuestion, ReasonCode
from isa.coverage.view import Agreement, AgreementType, RegisterView

NO_CHARTER = Fault(Gate.IN_FORCE, ReasonCode.TIER1_MISSING, Weight.CONDITION)
_ORPHAN = Fault(Gate.PARTY, ReasonCode.NO_COMMON_AGREEMENT, Weight.BLOCK)
_NO_CONTRACT = Fault(Gate.CONDITIONS, ReasonCode.PROCESSOR_CONTRACT_MISSING, Weight.CONDITION)


@dataclass(frozen=True)
class Weighed:
    """What is the same for every pair: each agreement's own faults, and its lines."""

    faults: dict[str, tuple[Fault, ...]]
    lines: dict[str, tuple[Line, ...]]


def weigh(question: CoverageQuestion, view: RegisterView) -> Weighed:
    """Gates 1 to 3 for every agreement, with what a missing charter adds; gate 5 for every row."""
    own = {
        agreement.id: agreement_faults(question, view, agreement) for agreement in view.agreements
    }
    faults = {
        agreement.id: (*own[agreement.id], *_charter_faults(agreement, own))
        for agreement in view.agreements
    }
    return Weighed(
        faults=faults,
        lines={
            agreement.id: lines(question, view, agreement, faults[agreement.id])
            for agreement in view.agreements
        },
    )


def _charter_faults(agreement: Agreement, own: dict[str, tuple[Fault, ...]]) -> tuple[Fault, ...]:
    if agreement.parent_id is None or agreement.type is AgreementType.TIER3_PSA:
        return ()
    charter = own.get(agreement.parent_id)
    return () if charter is not None and binds_both(charter) else (NO_CHARTER,)


def attempts_for(
    question: CoverageQuestion, view: RegisterView, weighed: Weighed, pair: tuple[str, str]
) -> list[Attempt]:
    """Every attempt at one pair, after the agreements have been weighed against each other."""
    alone = {
        agreement_id: attempts(view, found, pair) for agreement_id, found in weighed.lines.items()
    }
    pools = dict(alone)
    for agreement in view.agreements:
        if agreement.type is AgreementType.TIER3_PSA and agreement.parent_id is not None:
            pools[agreement.id] = _held_to_parent(alone, agreement.id, agreement.parent_id)
            if any(item.is_only_held_up_by_conditions for item in alone[agreement.id]):
                pools.pop(agreement.parent_id, None)
    excluding = _excluding_starts(view, weighed, pair[0])
    missing = _missing_contracts(question, view, pair)
    every = [item for pool in pools.values() for item in pool]
    if not (excluding or missing):
        return every
    return [_add(item, [*_excluded(item, excluding), *missing]) for item in every]


def _add(item: Attempt, faults: list[Fault]) -> Attempt:
    return replace(item, faults=(*item.faults, *faults)) if faults else item


def _held_to_parent(
    alone: dict[str, list[Attempt]], schedule_id: str, parent_id: str
) -> list[Attempt]:
    """A schedule's attempts with the faults of the agreement it belongs to, which it cannot exceed."""
    parents = alone.get(parent_id)
    if not parents:
        return [_add(item, [_ORPHAN]) for item in alone[schedule_id]]
    best = min(parents, key=lambda item: item.effort)
    inherited = [fault for fault in best.faults if fault.weight is not Weight.NOTE]
    return [_add(item, inherited) for item in alone[schedule_id]]


def _excluding_starts(
    view: RegisterView, weighed: Weighed, category: str
) -> list[tuple[str, date]]:
    """Agreements binding both, for this purpose, that leave the category out in so many words."""
    line = view.line(category)
    return [
        (agreement.id, agreement.starts_on)
        for agreement in view.agreements
        if agreement.starts_on is not None
        and line & agreement.exclusions
        and all(f.weight in (Weight.NOTE, Weight.CONDITION) for f in weighed.faults[agreement.id])
    ]


def _excluded(item: Attempt, excluding: list[tuple[str, date]]) -> list[Fault]:
    start = item.agreement.starts_on
    if not excluding or not item.is_general or start is None or EXCLUDED in item.faults:
        return []
    beaten = [each for each in excluding if each[0] != item.agreement.id and each[1] >= start]
    return [EXCLUDED] if beaten else []


def _missing_contracts(
    question: CoverageQuestion, view: RegisterView, pair: tuple[str, str]
) -> list[Fault]:
    """A fault when some processor on the way has no valid contract with either agency for the pair."""
    for processor in question.processors:
        contracts = [item for item in view.contracts if item.processor_id == processor]
        if not any(_contract_covers(question, item.view, pair) for item in contracts):
            return [_NO_CONTRACT]
    return []


def _contract_covers(question: CoverageQuestion, view: RegisterView, pair: tuple[str, str]) -> bool:
    """Whether an Article 28 contract in a controller-to-processor view reaches the pair."""
    return any(
        item.is_cover
        for agreement in view.agreements
        if agreement.type is AgreementType.PROCESSOR_ART28
        for item in attempts(
            view,
            lines(question, view, agreement, agreement_faults(question, view, agreement)),
            pair,
        )
    )
