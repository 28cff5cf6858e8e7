"""The parties of an agreement, and recording that one of them has signed."""

import streamlit as st

from isa.coverage.view import PartyState
from isa.pages._register import PAGE_SIZE, day_cell, offset, pager
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.permissions import Action, may
from isa.register import service as register
from isa.register.model import Agreement, AgreementParty
from isa.register.vocabulary import vocabulary
from isa.ui import fields, state
from isa.ui.components import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.text import plain

_STATES = {
    PartyState.INVITED: ("Asked to sign", "yellow"),
    PartyState.VIEWED: ("Has looked at it", "yellow"),
    PartyState.QUERIED: ("Has a question", "orange"),
    PartyState.SIGNED: ("Signed", "green"),
    PartyState.SIGNED_UNVERIFIED: ("Signed, role to check", "yellow"),
    PartyState.DECLINED: ("Declined", "red"),
    PartyState.WITHDRAWN: ("Withdrew", "gray"),
    PartyState.LAPSED: ("Lapsed", "gray"),
}


def parties(agreement: Agreement, page_key: str) -> None:
    """Those who have not signed first; an IG lead can record a signature."""
    text = fields.text_input("party", "Find a party", "", hint="Part of its name.")
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
        st.markdown("No party has this name." if text else "No parties are recorded.")
        return
    may_sign = may(actor(), Action.AGREEMENT_WRITE)
    table(
        "parties",
        caption="Parties, those who have not signed first",
        columns=[
            Column("Agency", sortable=True),
            Column("State", sortable=True),
            Column("Signed on", sortable=True),
            Column("Waiting", sortable=True),
            "Signed by",
            Column("Record", hidden=True),
        ],
        rows=[_row(party, may_sign=may_sign) for party in found.parties],
        on_go=lambda agency_id: state.choose(page_key, "signing", agency_id),
    )
    pager(page_key, found.total, start)
    chosen = [each for each in found.parties if each.agency_id == state.chosen(page_key, "signing")]
    if chosen and may_sign and chosen[0].state is not PartyState.SIGNED:
        _form(agreement, chosen[0], page_key)


def _row(party: AgreementParty, *, may_sign: bool) -> list[Cell | str]:
    label, colour = _STATES[party.state]
    waiting = party.waiting_days
    can_record = may_sign and party.state is not PartyState.SIGNED
    return [
        party.name,
        Cell(label, tag=colour),
        day_cell(party.signed_on),
        Cell(f"{waiting} days" if waiting is not None else "", sort=waiting or 0),
        party.signatory_title,
        Cell("Record signature", go=party.agency_id, more=f"of {party.name}") if can_record else "",
    ]


def _form(agreement: Agreement, party: AgreementParty, page_key: str) -> None:
    st.header(f"Record that {plain(party.name)} signed", anchor=False)
    fields.date_input("signed_on", "When was it signed?", None)
    fields.text_input(
        "signatory_title", "In which role did the person sign?", "", hint="A role, not a name."
    )
    options = [(term.code, term.label) for term in vocabulary().sign_methods.values()]
    fields.radios("sign_method", "How was it signed?", options, None)
    fields.actions(
        "Record the signature",
        lambda: _record(agreement, party, page_key),
        secondary="Do not record it",
        on_secondary=lambda: state.choose(page_key, "signing", ""),
    )


def _record(agreement: Agreement, party: AgreementParty, page_key: str) -> None:
    signed_on = fields.typed_date("signed_on")
    if signed_on is None:
        state.fail(page_key, {"signed_on": fields.date_fault("signed_on", "the day it was signed")})
        return
    try:
        register.record_signature(
            database(),
            actor(),
            agreement.id,
            party.agency_id,
            signed_on=signed_on,
            signatory_title=str(state.widget_value("signatory_title") or ""),
            sign_method=str(state.widget_value("sign_method") or ""),
        )
    except Invalid as error:
        state.fail(page_key, error.faults)
        return
    state.clear_faults()
    state.choose(page_key, "signing", "")
    for key in ("signed_on", "signatory_title", "sign_method"):
        state.forget_widgets(key)
    state.say(f"Recorded: {party.name} signed on {clock.show_date(signed_on)}.")
