"""One agency: whom to ring, who answers and signs for it, what came before it, its agreements."""

from datetime import date

import streamlit as st

from isa.pages._agency_members import roster
from isa.pages._register import PAGE_SIZE, agreements_table, facts, not_kept, offset, pager
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.keeping.service import identifier_warnings
from isa.register.agencies.rosters.service import Succession
from isa.register.model import Agency, AgencyContact
from isa.register.vocabulary import vocabulary
from isa.ui import panels, site
from isa.ui.components.table import Cell, table
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain


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
    if agency.area:
        found[_("Area")] = agency.area
    if agency.controller_id != agency.id:
        found[_("Part of, and answerable to")] = agency.controller_name
    if agency.is_closed:
        found[_("Standing")] = _("Closed")
    return found | {kinds[each.kind].label: each.value for each in agency.identifiers}


def _agreements(agency_id: str) -> None:
    today = clock.today()
    start = offset("agency", agency_id)
    found = register.list_agreements(
        database(), actor(), on=today, agency_id=agency_id, offset=start, limit=PAGE_SIZE
    )
    if found.agreements:
        agreements_table("agency-agreements", _("Its agreements"), found.agreements, today)
        for each in found.agreements:
            if party := found.through.get(each.id):
                told = _("{reference}: through {party}, not in its own name.")
                st.markdown(plain(told.format(reference=each.reference, party=party)))
        pager("agency", found.total, start)
    else:
        st.markdown(_("No agreement in the register has it as a party, itself or through a group."))


def _change(agency: Agency, part: str, label: str) -> None:
    """A link to the page where a lead changes a part."""
    if register.keeps_agency(database(), actor(), agency.id):
        site.link(label, "agency_edit", id=agency.id, part=part)


def _about(agency: Agency) -> None:
    facts("facts", _("About this agency"), _facts(agency))
    if agency.other_names:
        st.markdown(
            plain(
                _("Also known as: {other_names}.").format(other_names="; ".join(agency.other_names))
            )
        )
    for warning in identifier_warnings(agency.identifiers):
        st.markdown(f"{panels.tag(_('Check'), 'yellow')} {plain(warning)}")
    with st.container(key="agency-links", horizontal=True, gap="medium"):
        _change(agency, "about", _("Change what it is"))
        _change(agency, "codes", _("Change its codes"))
        _change(agency, "controller", _("It moved, or closed"))
        if may(actor(), Action.AGREEMENT_READ):
            site.link(_("What would lapse without it?"), "impact", agency=agency.id)
    st.header(_("Before and after"), anchor=False)
    found = register.successions(database(), actor(), agency.id)
    for each in found:
        st.markdown(_succession(each))
    if not agency.is_closed and any(each.predecessor_id == agency.id for each in found):
        told = _("It is still recorded as operating. That another took over does not close it.")
        st.markdown(f"{panels.tag(_('Check'), 'yellow')} {told}")
        _change(agency, "controller", _("Record that it stopped operating"))
    if not found:
        st.markdown(_("No agency is recorded as coming before or after it."))
    _change(agency, "succession", _("Record which agency came before or after"))


def _succession(each: Succession) -> str:
    first = plain(
        _("{successor_name} took over from {predecessor_name} on {on}.").format(
            successor_name=each.successor_name,
            predecessor_name=each.predecessor_name,
            on=show_date(each.on),
        )
    )
    if not each.is_confirmed:
        tag = panels.tag(_("Not confirmed"), "yellow")
        rest = _("Until somebody confirms that agreements carry over, the register cannot say so.")
        return f"{first} {tag} {rest}"
    when = (
        _(" on {confirmed_on}").format(confirmed_on=show_date(each.confirmed_on))
        if each.confirmed_on
        else ""
    )
    by = (
        _(" by {confirmed_by}{when}").format(confirmed_by=each.confirmed_by, when=when)
        if each.confirmed_by
        else ""
    )
    basis = f" ({each.basis})" if each.basis else ""
    return f"{first} {plain(_('That agreements carry over was confirmed{by}{basis}.').format(by=by, basis=basis))}"


def _contacts(agency: Agency) -> None:
    st.header(_("Whom to ring"), anchor=False)
    if agency.contacts:
        table(
            "contacts",
            caption=_("Whom to ring"),
            columns=[_("For"), _("Number"), _("When"), _("Checked on")],
            rows=[_contact(contact) for contact in agency.contacts],
        )
    else:
        st.markdown(_("No number is recorded. Look one up yourself; do not use one a caller gave."))
    _change(agency, "numbers", _("Change the numbers"))
    st.header(_("Who answers for what"), anchor=False)
    held = register.officers(database(), actor(), agency.id)
    if held:
        roles = vocabulary().officer_roles
        table(
            "officers",
            caption=_("Who answers for what"),
            columns=[_("For"), _("Post"), "E-mail", _("Number"), _("Checked on")],
            rows=[
                [
                    roles[each.role].label,
                    each.post,
                    each.email,
                    each.number,
                    show_date(each.verified_on)
                    if each.verified_on
                    else Cell(_("Not checked"), tag="yellow"),
                ]
                for each in held
            ],
        )
    else:
        st.markdown(_("No post is recorded."))
    _change(agency, "posts", _("Change the posts"))


def _standing(agency: Agency) -> None:
    st.header(_("Who may sign for it"), anchor=False)
    listed = register.signatories(database(), actor(), agency.id)
    if listed:
        table(
            "signatories",
            caption=_("Who may sign for it"),
            columns=[_("Post"), _("From"), _("To"), _("Delegated by"), _("Shown by")],
            rows=[
                [
                    each.title,
                    show_date(each.valid_from),
                    show_date(each.valid_to) if each.valid_to else _("No last day"),
                    each.delegated_by or _("Its own right"),
                    each.basis,
                ]
                for each in listed
            ],
        )
    else:
        st.markdown(_("Nobody is recorded, so each signature stands as one to check."))
    _change(agency, "signing", _("Change who may sign"))
    st.header(_("What it has confirmed"), anchor=False)
    confirmed = register.assurances(database(), actor(), agency.id)
    if confirmed:
        kinds = vocabulary().assurances
        table(
            "assurances",
            caption=_("What it has confirmed"),
            columns=[_("What"), _("On"), _("By"), _("Until"), _("Note")],
            rows=[
                [
                    kinds[each.kind].label,
                    show_date(each.confirmed_on),
                    each.confirmed_by,
                    _until(each.expires_on),
                    each.note,
                ]
                for each in confirmed
            ],
        )
    else:
        st.markdown(_("Nothing has been confirmed."))
    _change(agency, "assurance", _("Record something it confirmed"))


def _until(day: date | None) -> Cell | str:
    if day is None:
        return _("No last day")
    return (
        Cell(_("Ran out on {day}").format(day=show_date(day)), tag="red")
        if day < clock.today()
        else show_date(day)
    )


def _show(agency: Agency) -> None:
    with page(
        agency.name, section=_("Agencies"), key=f"agency-{agency.id}", back="agencies", wide=True
    ):
        if not register.keeps_agency(database(), actor(), agency.id):
            not_kept(agency.controller_name)
        names = [_("About"), _("Contacts"), _("Signing"), _("Agreements")]
        tabs = st.tabs([*names, _("Members")] if agency.is_class else names)
        with tabs[0]:
            st.header(_("About this agency"), anchor=False)
            _about(agency)
        with tabs[1]:
            _contacts(agency)
        with tabs[2]:
            _standing(agency)
        with tabs[3]:
            st.header(_("Agreements"), anchor=False)
            _agreements(agency.id)
            if agency.controller_id != agency.id:
                label = _("Agreements of {controller_name}").format(
                    controller_name=agency.controller_name
                )
                site.link(label, "agency", id=agency.controller_id)
        if agency.is_class:
            with tabs[4]:
                st.header(_("Members"), anchor=False)
                roster(f"roster-{agency.id}", agency, may_write=False)
                _change(agency, "members", _("Add members, or record whether they acceded"))


require(actor(), Action.AGENCY_READ)
try:
    shown = register.agency(database(), actor(), site.param("id"))
except NotFound:
    with page(_("This agency is not in the register"), key="agency-none", back="agencies"):
        trouble(_("It may have been added under another name. Search for it in the list."))
else:
    _show(shown)
