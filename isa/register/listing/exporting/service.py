"""The lists of agreements and of agencies as files: what a filter finds, in the order shown."""

from collections.abc import Sequence
from datetime import date

from isa.documents import calendar
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.lifecycle import OVER
from isa.register.agreements.standing import standing
from isa.register.listing.agencies.service import every_agency
from isa.register.listing.agreements.service import every_agreement
from isa.register.listing.model import (
    LACK_LABELS,
    OPERATING_LABELS,
    AgenciesWanted,
    AgencyOrder,
    AgreementsWanted,
    Lack,
    Operating,
    Order,
)
from isa.register.listing.sheet import Cells, as_csv, as_xlsx
from isa.register.model import AgreementSummary, ListedAgency

_OF_AGREEMENTS = (
    _("Reference"),
    _("Title"),
    _("Kind"),
    _("Lead organisation"),
    _("Standing"),
    _("Starts"),
    _("Review due"),
    _("Ends"),
    _("Parties"),
    _("Not signed"),
)
_OF_AGENCIES = (_("Name"), _("Kind"), _("Place"), _("Standing"), _("Not recorded"), _("Id"))


def export_agreements(
    database: Database,
    actor: Actor,
    wanted: AgreementsWanted,
    *,
    form: str,
    on: date,
    order: Order = Order.REFERENCE,
    descending: bool = False,
) -> bytes:
    """Every agreement a filter finds as ``xlsx`` or ``csv``, or as ``ics`` the days of those not over.

    The audit trail says that it was taken.
    """
    require(actor, Action.REGISTER_EXPORT)
    found = every_agreement(database, actor, wanted, on=on, order=order, descending=descending)
    rows = [_agreement(each, on) for each in found]
    with database.write(actor) as work:
        work.record("agreement_list_exported", "register", form=form, count=len(rows))
    if form == "ics":
        return _in_calendar(found)
    if form == "xlsx":
        return as_xlsx(_("Agreements"), _OF_AGREEMENTS, rows)
    return as_csv(_OF_AGREEMENTS, rows)


def export_agencies(
    database: Database,
    actor: Actor,
    wanted: AgenciesWanted,
    *,
    form: str,
    order: AgencyOrder = AgencyOrder.NAME,
    descending: bool = False,
) -> bytes:
    """Every agency a filter finds as ``xlsx`` or ``csv``. The audit trail says that it was taken."""
    require(actor, Action.REGISTER_EXPORT)
    found = every_agency(database, actor, wanted, order=order, descending=descending)
    rows = [_agency(each) for each in found]
    with database.write(actor) as work:
        work.record("agency_list_exported", "register", form=form, count=len(rows))
    if form == "xlsx":
        return as_xlsx(_("Agencies"), _OF_AGENCIES, rows)
    return as_csv(_OF_AGENCIES, rows)


def _in_calendar(found: Sequence[AgreementSummary]) -> bytes:
    days = [
        one
        for each in found
        if each.status not in OVER
        for one in calendar.milestones(each.id, each.reference, each.review_due_on, each.ends_on)
    ]
    return calendar.subscription(days, service=settings().service_name, at=clock.now())


def _agreement(each: AgreementSummary, on: date) -> Cells:
    stands = standing(each.status, each.starts_on, each.ends_on, each.review_due_on, on=on)
    return (
        each.reference,
        each.title,
        each.type_label,
        each.lead_name,
        stands.label,
        each.starts_on or "",
        each.review_due_on or "",
        each.ends_on or "",
        each.parties,
        each.unsigned,
    )


def _agency(each: ListedAgency) -> Cells:
    stands = Operating.CLOSED if each.is_closed else Operating.OPEN
    lacks = "; ".join(LACK_LABELS[Lack(code)] for code in each.lacks)
    return each.name, each.type_label, each.area, OPERATING_LABELS[stands], lacks, each.id
