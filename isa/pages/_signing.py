"""The parties of an agreement, and recording that one of them has signed."""

import streamlit as st

from isa.coverage.view import PartyState
from isa.pages._register import PAGE_SIZE, day_cell, offset, pager
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.checks import signature_faults
from isa.register.model import Agreement, AgreementParty
from isa.register.vocabulary import vocabulary
from isa.ui import fields, state
from isa.ui.components import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_STATES = {
    PartyState.INVITED: (_("Asked to sign"), "yellow"),
    PartyState.VIEWED: (_("Has looked at it"), "yellow"),
    PartyState.QUERIED: (_("Has a question"), "orange"),
    PartyState.SIGNED: (_("Signed"), "green"),
    PartyState.SIGNED_UNVERIFIED: (_("Signed, role to check"), "yellow"),
    PartyState.DECLINED: (_("Declined"), "red"),
    PartyState.WITHDRAWN: (_("Withdrew"), "gray"),
    PartyState.LAPSED: (_("Lapsed"), "gray"),
}


_FIELDS = ("signed_on", "signatory_title", "sign_method")


def parties(agreement: Agreement, page_key: str) -> None:
    """Those who have not signed first; an IG lead can record a signature."""
    text = fields.text_input("party", _("Find a party"), "", hint=_("Part of its name."))
    start = offset(page_key, text)
    found = register.parties(
        database(),
        actor(),
        agreement.id,
        on=clock.today(),
        text=text,
        offset=start,
        limit=PAGE_SIZE,
    )
    if not found.parties:
        st.markdown(_("No party has this name.") if text else _("No parties are recorded."))
        return
    may_sign = may(actor(), Action.AGREEMENT_WRITE)
    table(
        "parties",
        caption=_("Parties, those who have not signed first"),
        columns=[
            Column(_("Agency"), sortable=True),
            Column(_("State"), sortable=True),
            Column(_("Signed on"), sortable=True),
            Column(_("Waiting"), sortable=True),
            _("Signed by"),
            Column(_("Record"), hidden=True),
        ],
        rows=[_row(party, may_sign=may_sign) for party in found.parties],
        on_go=lambda agency_id: _begin(page_key, agency_id),
    )
    pager(page_key, found.total, start)


def _begin(page_key: str, agency_id: str) -> None:
    state.choose(page_key, "signing", agency_id)
    state.choose(page_key, "tab", _("Parties"))


def _row(party: AgreementParty, *, may_sign: bool) -> list[Cell | str]:
    label, colour = _STATES[party.state]
    waiting = party.waiting_days
    can_record = may_sign and party.state is not PartyState.SIGNED
    return [
        party.name,
        Cell(label, tag=colour),
        day_cell(party.signed_on),
        Cell(
            _("{waiting} days").format(waiting=waiting) if waiting is not None else "",
            sort=waiting or 0,
        ),
        party.signatory_title,
        Cell(
            _("Record signature"), go=party.agency_id, more=_("of {party}").format(party=party.name)
        )
        if can_record
        else "",
    ]


def sign(agreement: Agreement, agency_id: str, page_key: str) -> None:
    """A page of its own: when, in which role and how one party signed."""
    name = register.agency(database(), actor(), agency_id).name

    def leave() -> None:
        state.choose(page_key, "signing", "")
        for key in _FIELDS:
            state.forget_widgets(key)

    def record() -> None:
        _record(agreement, agency_id, name, page_key)

    with page(
        _("Record that {name} signed").format(name=name),
        section=agreement.reference,
        key=f"{page_key}-sign",
        back=leave,
        lede=plain(f"{agreement.reference}: {agreement.title}"),
    ):
        fields.date_input("signed_on", _("When was it signed?"), None)
        fields.text_input(
            "signatory_title",
            _("In which role did the person sign?"),
            "",
            hint=_("A role, not a name."),
        )
        options = [(term.code, term.label) for term in vocabulary().sign_methods.values()]
        fields.radios("sign_method", _("How was it signed?"), options, None)
        fields.actions(
            _("Record the signature"), record, secondary=_("Do not record it"), on_secondary=leave
        )


def _record(agreement: Agreement, agency_id: str, name: str, page_key: str) -> None:
    form = f"{page_key}-sign"
    signed_on = fields.typed_date("signed_on")
    title = str(state.widget_value("signatory_title") or "")
    method = str(state.widget_value("sign_method") or "")
    faults = signature_faults(signed_on, title, method, today=clock.today())
    if not_a_day := fields.date_fault("signed_on", _("the day it was signed")):
        faults["signed_on"] = not_a_day
    if faults or signed_on is None:
        state.fail(form, faults)
        return
    try:
        register.record_signature(
            database(),
            actor(),
            agreement.id,
            agency_id,
            signed_on=signed_on,
            signatory_title=title,
            sign_method=method,
        )
    except Invalid as error:
        whole = {"agency_id": ""}  # about the party, not about a field of this page
        state.fail(form, {whole.get(path, path): text for path, text in error.faults.items()})
        return
    state.clear_faults()
    state.choose(page_key, "signing", "")
    for key in _FIELDS:
        state.forget_widgets(key)
    state.tell(
        _("Recorded: {name} signed on {signed_on}.").format(
            name=name, signed_on=clock.show_date(signed_on)
        )
    )
