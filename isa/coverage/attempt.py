"""Gates 4 and 5 and the conditions: one row of one agreement held against one pair.

Every gate is tried, so that a miss can say all that stands in the way. An attempt never looks at a
second agreement: a party here and a signature there do not add up.
"""

from dataclasses import dataclass

from isa.coverage.agreement_gates import NEVER_COVERS
from isa.coverage.faults import Fault, Gate, Weight
from isa.coverage.model import CoverageQuestion, ReasonCode, Verdict
from isa.coverage.view import (
    ANY,
    Agreement,
    AgreementType,
    Direction,
    Party,
    RegisterView,
    Row,
    Side,
)


@dataclass(frozen=True)
class Attempt:
    """What the gates said about one row of one agreement."""

    agreement: Agreement
    row: Row | None
    faults: tuple[Fault, ...]
    conditions: tuple[str, ...]
    specificity: int
    """How far above the purpose asked about the matching purpose stands; 0 is the purpose itself."""
    is_general: bool
    """The category is included only through a broader one."""

    @property
    def verdict(self) -> Verdict:
        """The worst fault decides."""
        worst = max((fault.weight for fault in self.faults), default=Weight.NOTE)
        return {
            Weight.NOTE: Verdict.COVERED,
            Weight.CONDITION: Verdict.WITH_CONDITIONS,
            Weight.UNKNOWN: Verdict.INDETERMINATE,
            Weight.BLOCK: Verdict.NOT_COVERED,
        }[worst]

    @property
    def is_cover(self) -> bool:
        """Whether the pair is covered, with or without conditions."""
        return self.verdict in (Verdict.COVERED, Verdict.WITH_CONDITIONS)

    @property
    def is_only_held_up_by_conditions(self) -> bool:
        """Whether the row speaks to this pair, whatever its conditions say."""
        return all(
            fault.gate is Gate.CONDITIONS
            for fault in self.faults
            if fault.weight in (Weight.BLOCK, Weight.UNKNOWN)
        )


def _scope_faults(
    view: RegisterView,
    agreement: Agreement,
    row: Row,
    category: str,
    subject: str,
) -> tuple[Fault, ...]:
    """Gate 4 for a row. A broader purpose or category in the agreement reaches what lies under it."""
    found = []
    line = view.line(category)
    if row.purposes and not row.purposes.intersection(view.purpose_line):
        found.append(ReasonCode.PURPOSE_OUT)
    if line & (agreement.exclusions | row.exclusions):
        found.append(ReasonCode.CATEGORY_EXCLUDED)
    elif not line & row.categories:
        found.append(ReasonCode.CATEGORY_OUT)
    if not {subject, ANY} & row.subjects:
        found.append(ReasonCode.SUBJECT_OUT)
    return tuple(Fault(Gate.SCOPE, reason, Weight.BLOCK) for reason in found)


def _names(side: Side, parties: tuple[Party, ...]) -> set[str]:
    """Every name under which a row may list this agency."""
    return {side.agency_id, side.controller_id, ANY} | {party.party_id for party in parties}


def _direction_faults(view: RegisterView, agreement: Agreement, row: Row) -> tuple[Fault, ...]:
    """Gate 5. A disclosure agreement is one way, whatever its row says."""
    if row.direction is Direction.NOT_RECORDED:
        if agreement.is_reciprocal:
            return (Fault(Gate.DIRECTION, ReasonCode.DIRECTION_ASSUMED, Weight.CONDITION),)
        return (Fault(Gate.DIRECTION, ReasonCode.ROWS_UNKNOWN, Weight.UNKNOWN),)
    provider = _names(view.provider, agreement.provider_parties)
    recipient = _names(view.recipient, agreement.recipient_parties)
    is_forward = bool(provider & row.providers and recipient & row.recipients)
    is_back = bool(provider & row.recipients and recipient & row.providers)
    is_two_way = row.direction is Direction.RECIPROCAL and agreement.type is not AgreementType.DDA
    if is_forward or (is_back and is_two_way):
        return ()
    return (Fault(Gate.DIRECTION, ReasonCode.DIRECTION_OUT, Weight.BLOCK),)


def _condition_faults(question: CoverageQuestion, row: Row) -> tuple[Fault, ...]:
    """Conditions of a row: a hard one that is unmet blocks it; anything else not met is named."""
    found = []
    for condition in row.hard_conditions:
        if condition in question.conditions_unmet:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNMET, Weight.BLOCK))
        elif condition not in question.conditions_met:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNKNOWN, Weight.CONDITION))
    for condition in row.soft_conditions:
        if condition in question.conditions_unmet:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNMET, Weight.CONDITION))
        elif condition not in question.conditions_met:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNKNOWN, Weight.CONDITION))
    if question.method and row.methods and question.method not in row.methods:
        found.append(Fault(Gate.CONDITIONS, ReasonCode.METHOD_MISMATCH, Weight.CONDITION))
    return tuple(dict.fromkeys(found))


def attempts(
    question: CoverageQuestion,
    view: RegisterView,
    agreement: Agreement,
    shared: tuple[Fault, ...],
    pair: tuple[str, str],
) -> list[Attempt]:
    """Every row of an agreement held against one pair; ``shared`` are its agreement faults."""
    if not agreement.rows or agreement.type in NEVER_COVERS:
        return [_without_rows(view, agreement, shared)]
    return [_with_row(question, view, agreement, shared, row, pair) for row in agreement.rows]


def _without_rows(
    view: RegisterView,
    agreement: Agreement,
    shared: tuple[Fault, ...],
) -> Attempt:
    is_in_scope = all(fault.gate is not Gate.SCOPE for fault in shared)
    unknown = Fault(Gate.SCOPE, ReasonCode.ROWS_UNKNOWN, Weight.UNKNOWN)
    return Attempt(
        agreement=agreement,
        row=None,
        faults=(*shared, unknown) if is_in_scope else shared,
        conditions=(),
        specificity=_specificity(view, agreement.purposes),
        is_general=True,
    )


def _with_row(
    question: CoverageQuestion,
    view: RegisterView,
    agreement: Agreement,
    shared: tuple[Fault, ...],
    row: Row,
    pair: tuple[str, str],
) -> Attempt:
    category, subject = pair
    faults = (
        *shared,
        *_scope_faults(view, agreement, row, category, subject),
        *_direction_faults(view, agreement, row),
        *_condition_faults(question, row),
    )
    return Attempt(
        agreement=agreement,
        row=row,
        faults=tuple(dict.fromkeys(faults)),
        conditions=tuple(
            condition
            for condition in (*row.hard_conditions, *row.soft_conditions)
            if condition not in question.conditions_met
        ),
        specificity=_specificity(view, row.purposes or agreement.purposes),
        is_general=category not in row.categories,
    )


def _specificity(view: RegisterView, purposes: frozenset[str]) -> int:
    line = view.purpose_line
    return next((step for step, code in enumerate(line) if code in purposes), len(line))
