"""How an agreement stands on a day, in one word for a list (pure)."""

from datetime import date, timedelta
from enum import StrEnum

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus
from isa.platform.wording import gettext as _

WARNED_BEFORE = timedelta(days=90)
RUNNING = (AgreementStatus.IN_FORCE, AgreementStatus.REVIEW_DUE, AgreementStatus.IN_REVIEW)


class Stands(StrEnum):
    """Every way to stand. Codes never change meaning: addresses hold them."""

    DRAFT = "draft"
    OUT_FOR_SIGNATURE = "out_for_signature"
    PARTLY_SIGNED = "partly_signed"
    NOT_STARTED = "not_started"
    IN_FORCE = "in_force"
    REVIEW_SOON = "review_soon"
    REVIEW_OVERDUE = "review_overdue"
    ENDS_SOON = "ends_soon"
    NO_DATES = "no_dates"
    ENDED = "ended"
    REPLACED = "replaced"
    ENDED_EARLY = "ended_early"
    WITHDRAWN = "withdrawn"


LABELS = {
    Stands.DRAFT: _("Draft"),
    Stands.OUT_FOR_SIGNATURE: _("Out for signature"),
    Stands.PARTLY_SIGNED: _("Partly signed"),
    Stands.NOT_STARTED: _("Not started"),
    Stands.IN_FORCE: _("In force"),
    Stands.REVIEW_SOON: _("Review due soon"),
    Stands.REVIEW_OVERDUE: _("Review overdue"),
    Stands.ENDS_SOON: _("Ends soon"),
    Stands.NO_DATES: _("Dates not recorded"),
    Stands.ENDED: _("Ended"),
    Stands.REPLACED: _("Replaced"),
    Stands.ENDED_EARLY: _("Ended early"),
    Stands.WITHDRAWN: _("Withdrawn"),
}
BY_STATUS = {
    AgreementStatus.EXPIRED: Stands.ENDED,
    AgreementStatus.CLOSED: Stands.ENDED,
    AgreementStatus.SUPERSEDED: Stands.REPLACED,
    AgreementStatus.WITHDRAWN: Stands.WITHDRAWN,
    AgreementStatus.TERMINATED: Stands.ENDED_EARLY,
}
"""Where the status alone says it, whatever the days say."""
COMING = {
    AgreementStatus.OUT_FOR_SIGNATURE: Stands.OUT_FOR_SIGNATURE,
    AgreementStatus.PARTLY_SIGNED: Stands.PARTLY_SIGNED,
}
"""What is not in force yet; any other status is a draft's."""


class Standing(Frozen):
    """A way to stand with its label and its tone: ``good``, ``warning``, ``bad`` or ``quiet``."""

    code: Stands
    tone: str

    @property
    def label(self) -> str:
        """The words of a list."""
        return LABELS[self.code]


def standing(
    status: AgreementStatus,
    starts_on: date | None,
    ends_on: date | None,
    review_due_on: date | None,
    *,
    on: date,
) -> Standing:
    """How an agreement stands on a day. The end date counts as a day in force."""
    if status in BY_STATUS:
        return Standing(code=BY_STATUS[status], tone="quiet")
    if ends_on is not None and on > ends_on:
        return Standing(code=Stands.ENDED, tone="bad")
    if status not in RUNNING:
        return Standing(code=COMING.get(status, Stands.DRAFT), tone="quiet")
    if starts_on is None:
        is_overdue = review_due_on is not None and on > review_due_on
        code = Stands.REVIEW_OVERDUE if is_overdue else Stands.NO_DATES
        return Standing(code=code, tone="warning")
    if on < starts_on:
        return Standing(code=Stands.NOT_STARTED, tone="quiet")
    return _running(ends_on, review_due_on, on)


def _running(ends_on: date | None, review_due_on: date | None, on: date) -> Standing:
    if ends_on is not None and ends_on - on <= WARNED_BEFORE:
        return Standing(code=Stands.ENDS_SOON, tone="warning")
    if review_due_on is not None and on > review_due_on:
        return Standing(code=Stands.REVIEW_OVERDUE, tone="warning")
    if review_due_on is not None and review_due_on - on <= WARNED_BEFORE:
        return Standing(code=Stands.REVIEW_SOON, tone="warning")
    return Standing(code=Stands.IN_FORCE, tone="good")
