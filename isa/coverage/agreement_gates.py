"""Gates 1 to 3 and an agreement's own scope: what is the same for every row of an agreement.

Gate 1, both agencies are parties; gate 2, both have signed; gate 3, the agreement is in force.
"""

from datetime import date, timedelta

from isa.coverage.faults import Fault, Gate, Weight
from isa.coverage.model import CoverageQuestion, ReasonCode
from isa.coverage.view import (
    Agreement,
    AgreementStatus,
    AgreementType,
    MembershipState,
    Party,
    PartyRole,
    PartyState,
    RegisterView,
    RouteKind,
    Side,
)

SERIOUSLY_OVERDUE_AFTER = timedelta(days=90)

NEVER_COVERS = {
    AgreementType.TIER1_CHARTER: Fault(Gate.SCOPE, ReasonCode.TIER1_ONLY, Weight.BLOCK),
    AgreementType.IOA: Fault(Gate.SCOPE, ReasonCode.ROLE_MISMATCH, Weight.BLOCK),
}
PURPOSE_OUT = Fault(Gate.SCOPE, ReasonCode.PURPOSE_OUT, Weight.BLOCK)
_ENDED = {
    AgreementStatus.EXPIRED: ReasonCode.EXPIRED,
    AgreementStatus.CLOSED: ReasonCode.EXPIRED,
    AgreementStatus.SUPERSEDED: ReasonCode.SUPERSEDED,
    AgreementStatus.WITHDRAWN: ReasonCode.WITHDRAWN,
    AgreementStatus.TERMINATED: ReasonCode.WITHDRAWN,
}
_RUNNING = (AgreementStatus.IN_FORCE, AgreementStatus.REVIEW_DUE, AgreementStatus.IN_REVIEW)
_CONTROLLERS = (PartyRole.CONTROLLER, PartyRole.JOINT_CONTROLLER)


def _state_fault(
    agreement: Agreement, party: Party, unsigned: ReasonCode, on: date
) -> Fault | None:
    """What a party's own signature is worth on the day."""
    if party.state is PartyState.SIGNED_UNVERIFIED:
        return Fault(Gate.SIGNED, ReasonCode.SIGNATORY_UNVERIFIED, Weight.UNKNOWN)
    if party.state is PartyState.WITHDRAWN:
        return Fault(Gate.SIGNED, ReasonCode.WITHDRAWN, Weight.BLOCK)
    if party.state is not PartyState.SIGNED:
        return Fault(Gate.SIGNED, unsigned, Weight.BLOCK)
    if party.signed_on is None:
        return Fault(Gate.SIGNED, ReasonCode.DATES_UNKNOWN, Weight.UNKNOWN)
    if party.signed_on <= on:
        return None
    if agreement.is_retrospective:
        return Fault(Gate.SIGNED, ReasonCode.RETROSPECTIVE, Weight.NOTE)
    return Fault(Gate.SIGNED, unsigned, Weight.BLOCK)


def _class_fault(party: Party, unsigned: ReasonCode) -> Fault | None:
    """A class binds a member only by the member's own accession; nobody signs for a GP or a school."""
    if party.membership is MembershipState.DECLINED:
        return Fault(Gate.SIGNED, unsigned, Weight.BLOCK)
    if party.membership is MembershipState.NOT_RECORDED:
        return Fault(Gate.SIGNED, ReasonCode.CLASS_MEMBERSHIP_UNKNOWN, Weight.UNKNOWN)
    return None


def _party_faults(
    agreement: Agreement,
    party: Party,
    roles: tuple[PartyRole, ...],
    unsigned: ReasonCode,
    on: date,
) -> tuple[Fault, ...]:
    """Gates 1 and 2 for one way of being a party."""
    found = []
    if party.role not in roles:
        found.append(Fault(Gate.DIRECTION, ReasonCode.ROLE_MISMATCH, Weight.BLOCK))
    if party.route is RouteKind.PREDECESSOR and not party.is_succession_confirmed:
        found.append(Fault(Gate.PARTY, ReasonCode.SUCCESSION_UNCONFIRMED, Weight.UNKNOWN))
    fault = (
        _class_fault(party, unsigned)
        if party.route is RouteKind.CLASS
        else _state_fault(agreement, party, unsigned, on)
    )
    if fault is not None:
        found.append(fault)
    return tuple(found)


def side_faults(
    agreement: Agreement, side: Side, parties: tuple[Party, ...], *, is_provider: bool, on: date
) -> tuple[Fault, ...]:
    """Gates 1 and 2 for one agency, by the way of being a party that serves it best."""
    missing = ReasonCode.PROVIDER_NOT_PARTY if is_provider else ReasonCode.RECIPIENT_NOT_PARTY
    unsigned = ReasonCode.PROVIDER_UNSIGNED if is_provider else ReasonCode.RECIPIENT_UNSIGNED
    if not parties:
        return (Fault(Gate.PARTY, missing, Weight.BLOCK),)
    is_processing = agreement.type is AgreementType.PROCESSOR_ART28 and not is_provider
    roles = (PartyRole.PROCESSOR,) if is_processing else _CONTROLLERS
    ways = [_party_faults(agreement, party, roles, unsigned, on) for party in parties]
    best = ways[0] if len(ways) == 1 else min(ways, key=_badness)
    closed = (Fault(Gate.PARTY, ReasonCode.SUCCESSION_UNCONFIRMED, Weight.UNKNOWN),)
    return best + (closed if side.is_closed else ())


def _badness(faults: tuple[Fault, ...]) -> tuple[int, int, list[str]]:
    worst = max((fault.weight for fault in faults), default=Weight.NOTE)
    return (worst, len(faults), sorted(fault.reason for fault in faults))


def force_faults(agreement: Agreement, on: date) -> tuple[Fault, ...]:
    """Gate 3. A review that is overdue is a warning: a review date is not an end date."""
    if ended := _ENDED.get(agreement.status):
        return (Fault(Gate.IN_FORCE, ended, Weight.BLOCK),)
    if agreement.ends_on is not None and on > agreement.ends_on:
        return (Fault(Gate.IN_FORCE, ReasonCode.EXPIRED, Weight.BLOCK),)
    is_early = agreement.starts_on is not None and on < agreement.starts_on
    if agreement.status not in _RUNNING or is_early:
        return (Fault(Gate.IN_FORCE, ReasonCode.NOT_YET_IN_FORCE, Weight.BLOCK),)
    if agreement.requires_all_signatures and agreement.has_unsigned_party:
        return (Fault(Gate.IN_FORCE, ReasonCode.NOT_YET_IN_FORCE, Weight.BLOCK),)
    if agreement.starts_on is None:
        return (Fault(Gate.IN_FORCE, ReasonCode.DATES_UNKNOWN, Weight.UNKNOWN),)
    return _review_faults(agreement.review_due_on, on)


def _review_faults(due: date | None, on: date) -> tuple[Fault, ...]:
    if due is None or on <= due:
        return ()
    is_serious = on - due > SERIOUSLY_OVERDUE_AFTER
    reason = ReasonCode.REVIEW_SERIOUSLY_OVERDUE if is_serious else ReasonCode.REVIEW_OVERDUE
    return (Fault(Gate.IN_FORCE, reason, Weight.CONDITION),)


def agreement_faults(
    question: CoverageQuestion, view: RegisterView, agreement: Agreement
) -> tuple[Fault, ...]:
    """Gates 1 to 3 and the agreement's own scope: everything that is the same for all its rows."""
    on = question.on
    gives, has = agreement.provider_parties, agreement.recipient_parties
    found = [
        *side_faults(agreement, view.provider, gives, is_provider=True, on=on),
        *side_faults(agreement, view.recipient, has, is_provider=False, on=on),
        *force_faults(agreement, on),
    ]
    never = NEVER_COVERS.get(agreement.type)
    if never is not None:
        return (*found, never)
    if not agreement.purposes.intersection(view.purpose_line):
        found.append(PURPOSE_OUT)
    if question.area and agreement.areas and question.area not in agreement.areas:
        found.append(Fault(Gate.SCOPE, ReasonCode.AREA_OUT, Weight.BLOCK))
    if question.regime == "part3" and not agreement.has_part3_clause:
        found.append(Fault(Gate.SCOPE, ReasonCode.REGIME_CHANGE, Weight.BLOCK))
    return tuple(found)


def binds_both(faults: tuple[Fault, ...]) -> bool:
    """Whether both agencies are signed parties to an agreement in force, whatever it is about."""
    return all(
        fault.gate is Gate.SCOPE or fault.weight in (Weight.NOTE, Weight.CONDITION)
        for fault in faults
    )
