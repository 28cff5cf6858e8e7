"""How several agreements between the same two agencies bear on one pair.

A charter stands behind tier 2; a schedule narrows the agreement it belongs to and cannot exceed it;
an explicit exclusion beats a general inclusion that is not later; a processor in between needs a
contract. Faults are added here, never taken away, so composition can only make an answer more
careful.
"""

from dataclasses import replace
from datetime import date

from isa.coverage.agreement_gates import agreement_faults, binds_both
from isa.coverage.attempt import Attempt, attempts
from isa.coverage.faults import Fault, Gate, Weight
from isa.coverage.model import CoverageQuestion, ReasonCode
from isa.coverage.nearest import effort
from isa.coverage.view import Agreement, AgreementType, RegisterView

Shared = dict[str, tuple[Fault, ...]]
"""For each agreement, the faults that are the same for all its rows."""

_CHARTER = Fault(Gate.IN_FORCE, ReasonCode.TIER1_MISSING, Weight.CONDITION)
_ORPHAN = Fault(Gate.PARTY, ReasonCode.NO_COMMON_AGREEMENT, Weight.BLOCK)
_EXCLUDED = Fault(Gate.SCOPE, ReasonCode.CATEGORY_EXCLUDED, Weight.BLOCK)
_NO_CONTRACT = Fault(Gate.CONDITIONS, ReasonCode.PROCESSOR_CONTRACT_MISSING, Weight.CONDITION)


def shared_faults(question: CoverageQuestion, view: RegisterView) -> Shared:
    """Gates 1 to 3 for every agreement, with what a missing charter adds."""
    own = {
        agreement.id: agreement_faults(question, view, agreement) for agreement in view.agreements
    }
    found = dict(own)
    for agreement in view.agreements:
        if agreement.parent_id is None or agreement.type is AgreementType.TIER3_PSA:
            continue
        charter = own.get(agreement.parent_id)
        if charter is None or not binds_both(charter):
            found[agreement.id] = (*own[agreement.id], _CHARTER)
    return found


def attempts_for(
    question: CoverageQuestion, view: RegisterView, shared: Shared, pair: tuple[str, str]
) -> list[Attempt]:
    """Every attempt at one pair, after the agreements have been weighed against each other."""
    pools = {
        agreement.id: attempts(question, view, agreement, shared[agreement.id], pair)
        for agreement in view.agreements
    }
    for agreement in view.agreements:
        if agreement.type is AgreementType.TIER3_PSA and agreement.parent_id is not None:
            _fit_schedule(pools, agreement, agreement.parent_id)
    excluding = _excluding_starts(view, shared, pair[0])
    missing = _missing_contracts(question, view, pair)
    return [
        _add(attempt, [*_excluded(attempt, excluding), *missing])
        for pool in pools.values()
        for attempt in pool
    ]


def _add(attempt: Attempt, faults: list[Fault]) -> Attempt:
    return replace(attempt, faults=(*attempt.faults, *faults)) if faults else attempt


def _fit_schedule(pools: dict[str, list[Attempt]], schedule: Agreement, parent_id: str) -> None:
    """Hold a schedule to its parent's scope, and let its row stand for the parent's where it speaks."""
    parents = pools.get(parent_id)
    if not parents:
        pools[schedule.id] = [_add(attempt, [_ORPHAN]) for attempt in pools[schedule.id]]
        return
    best = min(parents, key=effort)
    speaks = [item for item in pools[schedule.id] if item.is_only_held_up_by_conditions]
    inherited = [fault for fault in best.faults if fault.weight is not Weight.NOTE]
    pools[schedule.id] = [_add(attempt, inherited) for attempt in pools[schedule.id]]
    if speaks:
        pools[parent_id] = []


def _excluding_starts(view: RegisterView, shared: Shared, category: str) -> list[tuple[str, date]]:
    """Agreements binding both, for this purpose, that leave the category out in so many words."""
    line = view.line(category)
    return [
        (agreement.id, agreement.starts_on)
        for agreement in view.agreements
        if agreement.starts_on is not None
        and line & agreement.exclusions
        and all(f.weight in (Weight.NOTE, Weight.CONDITION) for f in shared[agreement.id])
    ]


def _excluded(attempt: Attempt, excluding: list[tuple[str, date]]) -> list[Fault]:
    start = attempt.agreement.starts_on
    if not attempt.is_general or start is None or _EXCLUDED in attempt.faults:
        return []
    beaten = [item for item in excluding if item[0] != attempt.agreement.id and item[1] >= start]
    return [_EXCLUDED] if beaten else []


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
        attempt.is_cover
        for agreement in view.agreements
        if agreement.type is AgreementType.PROCESSOR_ART28
        for attempt in attempts(
            question, view, agreement, agreement_faults(question, view, agreement), pair
        )
    )
