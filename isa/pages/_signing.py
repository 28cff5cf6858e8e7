"""The parties of an agreement: how far each has come, those who keep others waiting first."""

import streamlit as st

from isa.coverage.view import PartyState
from isa.pages._register import PAGE_SIZE, day_cell, offset, pager
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agreements.lifecycle import SIGNED, STATE_LABELS, WAITING
from isa.register.model import Agreement, AgreementParty
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database

_COLOURS = {
    PartyState.QUERIED: "orange",
    PartyState.SIGNED: "green",
    PartyState.DECLINED: "red",
    PartyState.WITHDRAWN: "gray",
    PartyState.LAPSED: "gray",
}
_WAITING, _SIGNED = "waiting", "signed"
_GROUPS = {_WAITING: tuple(WAITING), _SIGNED: tuple(SIGNED)}
_FILTERS = [
    (_WAITING, _("Everyone who keeps you waiting")),
    (_SIGNED, _("Everyone who signed")),
    *((state.value, label) for state, label in STATE_LABELS.items()),
]


def parties(agreement: Agreement, page_key: str) -> None:
    """Those who have not signed first; each opens its own page, where a lead records what it did."""
    if register.keeps_agreement(database(), actor(), agreement.id):
        site.link(_("Add parties, or ask them to sign"), "agreement_parties", id=agreement.id)
    text = fields.text_input("party", _("Find a party"), "", hint=_("Part of its name."))
    kept = fields.select("party_state", _("Show only"), _FILTERS, None)
    start = offset(page_key, f"{text}/{kept}")
    found = register.parties(
        database(),
        actor(),
        agreement.id,
        on=clock.today(),
        text=text,
        states=_states(kept),
        offset=start,
        limit=PAGE_SIZE,
    )
    if not found.parties:
        is_searching = text or kept
        st.markdown(
            _("No party is like this.") if is_searching else _("No parties are recorded yet.")
        )
        return
    table(
        "parties",
        caption=_("Parties, those who have not signed first"),
        columns=[
            Column(_("Agency"), sortable=True),
            Column(_("State"), sortable=True),
            Column(_("Waiting"), sortable=True),
            Column(_("Signed on"), sortable=True),
            _("Signed by"),
        ],
        rows=[_row(party) for party in found.parties],
        on_go=lambda agency_id: _open(page_key, agreement.id, agency_id),
    )
    pager(page_key, found.total, start)


def _open(page_key: str, agreement_id: str, agency_id: str) -> None:
    state.choose(page_key, "tab", "parties")
    site.go("agreement_party", id=agreement_id, agency=agency_id)


def _states(kept: str | None) -> tuple[PartyState, ...]:
    if kept is None:
        return ()
    return _GROUPS[kept] if kept in _GROUPS else (PartyState(kept),)


def _row(party: AgreementParty) -> list[Cell | str]:
    waiting = party.waiting_days
    is_asked = party.state is not PartyState.INVITED or party.asked_on is not None
    return [
        Cell(party.name, go=party.agency_id),
        Cell(
            STATE_LABELS[party.state] if is_asked else _("Not asked yet"),
            tag=_COLOURS.get(party.state, "yellow"),
        ),
        Cell(
            ngettext("{days} day", "{days} days", waiting).format(days=waiting)
            if waiting is not None
            else "",
            sort=waiting or 0,
        ),
        day_cell(party.signed_on),
        party.signatory_title,
    ]
