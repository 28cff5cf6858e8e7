"""One agency: whom to ring, who its controller is, its agreements."""

import streamlit as st

from isa.pages._register import PAGE_SIZE, agreements_table, facts, offset, pager
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.model import Agency, AgencyContact
from isa.register.vocabulary import vocabulary
from isa.ui import site
from isa.ui.components import Cell, table
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble


def _contact(contact: AgencyContact) -> list[Cell | str]:
    checked = (
        Cell(show_date(contact.verified_on), sort=contact.verified_on.isoformat())
        if contact.verified_on
        else Cell(_("Not checked"), tag="yellow")
    )
    return [contact.label, contact.number, contact.hours, checked]


def _facts(agency: Agency) -> dict[str, str]:
    kinds = vocabulary().identifier_kinds
    found = {_("Kind"): agency.type_label}
    if agency.controller_id != agency.id:
        found["Part of, and answerable to"] = agency.controller_name
    if agency.is_closed:
        found["Standing"] = _("Closed")
    return found | {kinds[each.kind].label: each.value for each in agency.identifiers}


def _agreements(agency_id: str) -> None:
    today = clock.today()
    start = offset("agency", agency_id)
    found = register.list_agreements(
        database(), actor(), on=today, agency_id=agency_id, offset=start, limit=PAGE_SIZE
    )
    if found.agreements:
        agreements_table("agency-agreements", _("Its agreements"), found.agreements, today)
        pager("agency", found.total, start)
    else:
        st.markdown(_("It is a party to no agreement in the register in its own name."))


def _show(agency: Agency) -> None:
    with page(
        agency.name, section=_("Agencies"), key=f"agency-{agency.id}", back="agencies", wide=True
    ):
        facts("facts", _("About this agency"), _facts(agency))
        st.header(_("Whom to ring"), anchor=False)
        if agency.contacts:
            table(
                "contacts",
                caption=_("Whom to ring"),
                columns=[_("For"), _("Number"), _("When"), _("Checked on")],
                rows=[_contact(contact) for contact in agency.contacts],
            )
        else:
            st.markdown(
                _("No number is recorded. Look one up yourself; do not use one a caller gave.")
            )
        st.header(_("Agreements"), anchor=False)
        _agreements(agency.id)
        if agency.controller_id != agency.id:
            site.link(
                _("Agreements of {controller_name}").format(controller_name=agency.controller_name),
                "agency",
                id=agency.controller_id,
            )


require(actor(), Action.AGENCY_READ)
try:
    shown = register.agency(database(), actor(), site.param("id"))
except NotFound:
    with page(_("This agency is not in the register"), key="agency-none", back="agencies"):
        trouble(_("It may have been added under another name. Search for it in the list."))
else:
    _show(shown)
