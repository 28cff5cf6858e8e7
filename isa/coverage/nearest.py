"""The closest miss: the agreement that came nearest to covering a pair, and how to mend it."""

from isa.coverage.attempt import Attempt
from isa.coverage.faults import Fault, Gate
from isa.coverage.model import ClosestMiss, ReasonCode
from isa.coverage.view import RegisterView
from isa.coverage.wording import MENDS


def nearest(attempts: list[Attempt]) -> Attempt | None:
    """The attempt that would take least to mend."""
    least = min((one.effort for one in attempts), default=None)
    among = [one for one in attempts if one.effort == least]
    return min(among, key=lambda one: one.line.rank, default=None)


def standing_in_the_way(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Those that keep a pair from being covered, in the order they are mended."""
    order = list(Gate)
    found = [fault for fault in faults if fault.effort]
    return tuple(sorted(found, key=lambda fault: order.index(fault.gate)))


def mending(reasons: tuple[ReasonCode, ...], words: dict[str, str]) -> str:
    """What to do about each reason in turn, about these names."""
    return " ".join(MENDS[reason].format_map(words) for reason in reasons)


def closest_miss(
    attempt: Attempt, view: RegisterView, category: str, subject: str
) -> ClosestMiss | None:
    """What stands in the way of the nearest attempt; None when nothing does."""
    faults = standing_in_the_way(attempt.faults)
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
        mend=mending(reasons, words),
    )
