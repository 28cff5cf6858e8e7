"""Gates 4 and 5 and the conditions: one row of one agreement held against one pair.

Every gate is tried, so that a miss can say all that stands in the way. An attempt never looks at a
second agreement: a party here and a signature there do not add up.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from isa.coverage.agreement_gates import NEVER_COVERS, PURPOSE_OUT
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
class Line:
    """One row of one agreement with everything that is the same for every pair asked about."""

    agreement: Agreement
    row: Row | None
    faults: tuple[Fault, ...]
    conditions: tuple[str, ...]
    specificity: int
    """How far above the purpose asked about the matching purpose stands; 0 is the purpose itself."""
    _attempts: dict[tuple[str, bool, bool], "Attempt"] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The few attempts there can be at a line, whatever the pair: a miss is weighed once for all pairs."""

    @cached_property
    def rank(self) -> tuple[int, int, int, str, int]:
        """Order among attempts of one verdict: most specific purpose, latest start, longest life."""
        start, end = self.agreement.starts_on, self.agreement.ends_on
        return (
            self.specificity,
            -(start or date.min).toordinal(),
            -(end or date.max).toordinal(),
            self.agreement.id,
            self.row.number if self.row else 0,
        )

    def attempt(self, category: str, *, is_subject_out: bool, is_general: bool) -> "Attempt":
        """The attempt with what gate 4 found about the category, "", ``out`` or ``excluded``, and the person."""
        key = (category, is_subject_out, is_general)
        found = self._attempts.get(key)
        if found is None:
            faults = (*self.faults, *SCOPES[category], *((SUBJECT_OUT,) if is_subject_out else ()))
            found = Attempt(line=self, faults=faults, is_general=is_general)
            self._attempts[key] = found
        return found


@dataclass(frozen=True)
class Attempt:
    """What the gates said about one line and one pair."""

    line: Line
    faults: tuple[Fault, ...]
    is_general: bool
    """The category is included only through a broader one."""
    weight: Weight = field(init=False, compare=False)

    @property
    def agreement(self) -> Agreement:
        """The agreement held against the pair."""
        return self.line.agreement

    def __post_init__(self) -> None:
        """Find the worst fault once: every attempt is asked for it several times."""
        object.__setattr__(self, "weight", worst(self.faults))

    @property
    def verdict(self) -> Verdict:
        """The worst fault decides."""
        return VERDICTS[self.weight]

    @cached_property
    def effort(self) -> int:
        """How much it would take to mend."""
        return effort(self.faults)

    @property
    def is_cover(self) -> bool:
        """Whether the pair is covered, with or without conditions."""
        return self.weight <= Weight.CONDITION

    @property
    def is_only_held_up_by_conditions(self) -> bool:
        """Whether the row speaks to this pair, whatever its conditions say."""
        return all(
            fault.gate is Gate.CONDITIONS
            for fault in self.faults
            if fault.weight in (Weight.BLOCK, Weight.UNKNOWN)
        )


VERDICTS = {
    Weight.NOTE: Verdict.COVERED,
    Weight.CONDITION: Verdict.WITH_CONDITIONS,
    Weight.UNKNOWN: Verdict.INDETERMINATE,
    Weight.BLOCK: Verdict.NOT_COVERED,
}
EXCLUDED = Fault(Gate.SCOPE, ReasonCode.CATEGORY_EXCLUDED, Weight.BLOCK)
CATEGORY_OUT = Fault(Gate.SCOPE, ReasonCode.CATEGORY_OUT, Weight.BLOCK)
SUBJECT_OUT = Fault(Gate.SCOPE, ReasonCode.SUBJECT_OUT, Weight.BLOCK)
SCOPES = {"": (), "out": (CATEGORY_OUT,), "excluded": (EXCLUDED,)}
"""What gate 4 finds about a category."""
DIRECTION_OUT = Fault(Gate.DIRECTION, ReasonCode.DIRECTION_OUT, Weight.BLOCK)
ROWS_UNKNOWN = Fault(Gate.SCOPE, ReasonCode.ROWS_UNKNOWN, Weight.UNKNOWN)


def worst(faults: tuple[Fault, ...]) -> Weight:
    """The weight that decides."""
    found = Weight.NOTE
    for fault in faults:
        if fault.weight > found:
            found = fault.weight
    return found


def effort(faults: tuple[Fault, ...]) -> int:
    """How much it would take to mend all of them."""
    return sum(fault.effort for fault in faults)


def names(side: Side, parties: tuple[Party, ...]) -> set[str]:
    """Every name under which a row may list this agency."""
    return {side.agency_id, side.controller_id, ANY} | {party.party_id for party in parties}


def unrecorded_faults(agreement: Agreement, row: Row) -> tuple[Fault, ...] | None:
    """Gate 5 for a row that does not say who gives to whom; None where it does."""
    if row.direction is not Direction.NOT_RECORDED:
        return None
    if agreement.is_reciprocal:
        return (Fault(Gate.DIRECTION, ReasonCode.DIRECTION_ASSUMED, Weight.CONDITION),)
    return (Fault(Gate.DIRECTION, ReasonCode.ROWS_UNKNOWN, Weight.UNKNOWN),)


def is_two_way(agreement: Agreement, row: Row) -> bool:
    """Whether a row runs both ways. A disclosure agreement is one way, whatever its row says."""
    return row.direction is Direction.RECIPROCAL and agreement.type is not AgreementType.DDA


def _direction_faults(
    agreement: Agreement, row: Row, provider: Set[str], recipient: Set[str]
) -> tuple[Fault, ...]:
    """Gate 5 for the two agencies, by every name under which a row may list either."""
    unrecorded = unrecorded_faults(agreement, row)
    if unrecorded is not None:
        return unrecorded
    if not (provider.isdisjoint(row.providers) or recipient.isdisjoint(row.recipients)):
        return ()
    is_back = not (provider.isdisjoint(row.recipients) or recipient.isdisjoint(row.providers))
    return () if is_back and is_two_way(agreement, row) else (DIRECTION_OUT,)


def condition_faults(
    row: Row,
    met: tuple[str, ...] = (),
    unmet: tuple[str, ...] = (),
    method: str | None = None,
) -> tuple[Fault, ...]:
    """Conditions of a row: a hard one that is unmet blocks it; anything else not met is named."""
    found = []
    for condition in row.hard_conditions:
        if condition in unmet:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNMET, Weight.BLOCK))
        elif condition not in met:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNKNOWN, Weight.CONDITION))
    for condition in row.soft_conditions:
        if condition in unmet:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNMET, Weight.CONDITION))
        elif condition not in met:
            found.append(Fault(Gate.CONDITIONS, ReasonCode.CONDITION_UNKNOWN, Weight.CONDITION))
    if method and row.methods and method not in row.methods:
        found.append(Fault(Gate.CONDITIONS, ReasonCode.METHOD_MISMATCH, Weight.CONDITION))
    return tuple(dict.fromkeys(found))


def lines(
    question: CoverageQuestion,
    view: RegisterView,
    agreement: Agreement,
    shared: tuple[Fault, ...],
) -> tuple[Line, ...]:
    """Every row of an agreement, or the agreement itself where it has none; ``shared`` are its own faults."""
    if not agreement.rows or agreement.type in NEVER_COVERS:
        return (_without_rows(view, agreement, shared),)
    provider = names(view.provider, agreement.provider_parties)
    recipient = names(view.recipient, agreement.recipient_parties)
    usual, met = _specificity(view, agreement.purposes), question.conditions_met
    found = []
    for row in agreement.rows:
        is_out = row.purposes and row.purposes.isdisjoint(view.purpose_line)
        faults = (
            *shared,
            *((PURPOSE_OUT,) if is_out else ()),
            *_direction_faults(agreement, row, provider, recipient),
            *condition_faults(row, met, question.conditions_unmet, question.method),
        )
        found.append(
            Line(
                agreement=agreement,
                row=row,
                faults=tuple(dict.fromkeys(faults)),
                conditions=tuple(
                    condition
                    for condition in (*row.hard_conditions, *row.soft_conditions)
                    if condition not in met
                ),
                specificity=_specificity(view, row.purposes) if row.purposes else usual,
            )
        )
    return tuple(found)


def _without_rows(view: RegisterView, agreement: Agreement, shared: tuple[Fault, ...]) -> Line:
    is_in_scope = all(fault.gate is not Gate.SCOPE for fault in shared)
    return Line(
        agreement=agreement,
        row=None,
        faults=(*shared, ROWS_UNKNOWN) if is_in_scope else shared,
        conditions=(),
        specificity=_specificity(view, agreement.purposes),
    )


def _specificity(view: RegisterView, purposes: frozenset[str]) -> int:
    line = view.purpose_line
    return next((step for step, code in enumerate(line) if code in purposes), len(line))


def attempts(view: RegisterView, lines: Iterable[Line], pair: tuple[str, str]) -> list[Attempt]:
    """Gate 4 for one pair at each of some lines. A broader category in a row reaches what lies under it."""
    category, subject = pair
    broader, found = view.line(category), []
    for line in lines:
        row = line.row
        if row is None:
            found.append(line.attempt("", is_subject_out=False, is_general=True))
            continue
        scope = ""
        if not (
            broader.isdisjoint(line.agreement.exclusions) and broader.isdisjoint(row.exclusions)
        ):
            scope = "excluded"
        elif broader.isdisjoint(row.categories):
            scope = "out"
        found.append(
            line.attempt(
                scope,
                is_subject_out=subject not in row.subjects and ANY not in row.subjects,
                is_general=category not in row.categories,
            )
        )
    return found
