"""How an agreement stands on a day, in one word for a list (pure)."""

from datetime import date, timedelta

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus

WARNED_BEFORE = timedelta(days=90)
_RUNNING = (AgreementStatus.IN_FORCE, AgreementStatus.REVIEW_DUE, AgreementStatus.IN_REVIEW)
_ENDED = {
    AgreementStatus.EXPIRED: "Ended",
    AgreementStatus.CLOSED: "Ended",
    AgreementStatus.SUPERSEDED: "Replaced",
    AgreementStatus.WITHDRAWN: "Withdrawn",
    AgreementStatus.TERMINATED: "Ended early",
}
_COMING = {
    AgreementStatus.OUT_FOR_SIGNATURE: "Out for signature",
    AgreementStatus.PARTLY_SIGNED: "Partly signed",
}


class Standing(Frozen):
    """A label and its tone: ``good``, ``warning``, ``bad`` or ``quiet``."""

    label: str
    tone: str


def standing(
    status: AgreementStatus,
    starts_on: date | None,
    ends_on: date | None,
    review_due_on: date | None,
    *,
    on: date,
) -> Standing:
    """How an agreement stands on a day. The end date counts as a day in force."""
    if status in _ENDED:
        return Standing(label=_ENDED[status], tone="quiet")
    if ends_on is not None and on > ends_on:
        return Standing(label="Ended", tone="bad")
    if status not in _RUNNING:
        return Standing(label=_COMING.get(status, "Draft"), tone="quiet")
    if starts_on is None:
        return Standing(label="Dates not recorded", tone="warning")
    if on < starts_on:
        return Standing(label="Not started", tone="quiet")
    return _running(ends_on, review_due_on, on)


def _running(ends_on: date | None, review_due_on: date | None, on: date) -> Standing:
    if ends_on is not None and ends_on - on <= WARNED_BEFORE:
        return Standing(label="Ends soon", tone="warning")
    if review_due_on is not None and on > review_due_on:
        return Standing(label="Review overdue", tone="warning")
    if review_due_on is not None and review_due_on - on <= WARNED_BEFORE:
        return Standing(label="Review due soon", tone="warning")
    return Standing(label="In force", tone="good")
