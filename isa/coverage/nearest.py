"""The closest miss: the agreement that came nearest to covering a pair, and how to mend it."""

from datetime import date

from isa.coverage.attempt import Attempt
from isa.coverage.faults import Fault, Gate, Weight
from isa.coverage.model import ClosestMiss, ReasonCode
from isa.coverage.view import RegisterView
from isa.coverage.wording import MENDS

# How much work it is to mend a fault: a signature is a telephone call, a new purpose a negotiation,
# and a charter can never be mended into cover.
_EFFORT = {
    Gate.SIGNED: 1,
    Gate.CONDITIONS: 1,
    Gate.IN_FORCE: 2,
    Gate.PARTY: 3,
    Gate.DIRECTION: 3,
    Gate.SCOPE: 4,
}
_CHARTER_EFFORT = 20


def _effort(fault: Fault) -> int:
    if fault.weight in (Weight.NOTE, Weight.CONDITION):
        return 0
    if fault.reason is ReasonCode.TIER1_ONLY:
        return _CHARTER_EFFORT
    return _EFFORT[fault.gate]


def rank(attempt: Attempt) -> tuple[int, int, int, str, int]:
    """Order among attempts of one verdict: most specific purpose, latest start, longest life."""
    start, end = attempt.agreement.starts_on, attempt.agreement.ends_on
    return (
        attempt.line.specificity,
        -(start or date.min).toordinal(),
        -(end or date.max).toordinal(),
        attempt.agreement.id,
        attempt.line.row.number if attempt.line.row else 0,
    )


def nearest(attempts: list[Attempt]) -> Attempt | None:
    """The attempt that would take least to mend."""
    return min(
        attempts,
        key=lambda attempt: (sum(_effort(fault) for fault in attempt.faults), rank(attempt)),
        default=None,
    )


def effort(attempt: Attempt) -> int:
    """How much it would take to mend an attempt."""
    return sum(_effort(fault) for fault in attempt.faults)


def standing_in_the_way(attempt: Attempt) -> tuple[Fault, ...]:
    """The faults that keep the pair from being covered, in the order they are mended."""
    order = list(Gate)
    found = [fault for fault in attempt.faults if _effort(fault)]
    return tuple(sorted(found, key=lambda fault: order.index(fault.gate)))


def closest_miss(
    attempt: Attempt, view: RegisterView, category: str, subject: str
) -> ClosestMiss | None:
    """What stands in the way of the nearest attempt; None when nothing does."""
    faults = standing_in_the_way(attempt)
    if not faults:
        return None
    words = {
        "agreement": attempt.agreement.reference,
        "provider": view.provider.name,
        "recipient": view.recipient.name,
        "category": view.labels.get(category, category),
        "subject": view.labels.get(subject, subject),
    }
    reasons = tuple(dict.fromkeys(fault.reason for fault in faults))
    return ClosestMiss(
        agreement_id=attempt.agreement.id,
        agreement_reference=attempt.agreement.reference,
        gate=faults[0].gate.value,
        reasons=reasons,
        mend=" ".join(MENDS[reason].format_map(words) for reason in reasons),
    )
