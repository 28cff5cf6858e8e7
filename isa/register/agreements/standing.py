"""How an agreement stands on a day, in one word for a list (pure)."""

from datetime import date, timedelta

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus
from isa.platform.wording import gettext as _

WARNED_BEFORE = timedelta(days=90)
_RUNNING = (AgreementStatus.IN_FORCE, AgreementStatus.REVIEW_DUE, AgreementStatus.IN_REVIEW)
_ENDED = {
    AgreementStatus.EXPIRED: _("Ended"),
    AgreementStatus.CLOSED: _("Ended"),
    AgreementStatus.SUPERSEDED: _("Replaced"),
    AgreementStatus.WITHDRAWN: _("Withdrawn"),
    AgreementStatus.TERMINATED: _("Ended early"),
}
_COMING = {
    AgreementStatus.OUT_FOR_SIGNATURE: _("Out for signature"),
    AgreementStatus.PARTLY_SIGNED: _("Partly signed"),
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
        return Standing(label=_("Ended"), tone="bad")
    if status not in _RUNNING:
        return Standing(label=_COMING.get(status, _("Draft")), tone="quiet")
    if starts_on is None:
        if review_due_on is not None and on > review_due_on:
            return Standing(label=_("Review overdue"), tone="warning")
        return Standing(label=_("Dates not recorded"), tone="warning")
    if on < starts_on:
        return Standing(label=_("Not started"), tone="quiet")
    return _running(ends_on, review_due_on, on)


def _running(ends_on: date | None, review_due_on: date | None, on: date) -> Standing:
    if ends_on is not None and ends_on - on <= WARNED_BEFORE:
        return Standing(label=_("Ends soon"), tone="warning")
    if review_due_on is not None and on > review_due_on:
        return Standing(label=_("Review overdue"), tone="warning")
    if review_due_on is not None and review_due_on - on <= WARNED_BEFORE:
        return Standing(label=_("Review due soon"), tone="warning")
    return Standing(label=_("In force"), tone="good")
