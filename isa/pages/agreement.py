"""One agreement: what it says, who signed, its sharing table, its papers and history, what it covers."""

import streamlit as st

from isa.pages import _agreement as parts
from isa.pages._agreement_drawn import drawn_up
from isa.pages._agreement_history import events, notes, versions
from isa.pages._agreement_papers import papers
from isa.pages._register import not_kept
from isa.pages._signing import parties
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agreements.lifecycle import LABELS
from isa.register.model import Agreement
from isa.ui import site, state
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_TABS = {
    "summary": _("Summary"),
    "parties": _("Parties"),
    "data": _("Data"),
    "documents": _("Documents"),
    "history": _("History"),
    "cover": _("Cover"),
}


def _links(agreement: Agreement) -> None:
    """What a lead can do with the whole agreement."""
    with st.container(key="agreement-links", horizontal=True, gap="medium"):
        site.link(_("Move it on"), "agreement_move", id=agreement.id)
        site.link(_("Quality checklist"), "agreement_checks", id=agreement.id)
        site.link(_("Copy it"), "agreement_new", **{"from": agreement.id})
        site.link(_("What would lapse?"), "impact", agreement=agreement.id)


def _show(agreement: Agreement, key: str) -> None:
    stands = parts.standing_of(agreement, clock.today())
    may_write = register.keeps_agreement(database(), actor(), agreement.id)
    may_read_papers = may(actor(), Action.AGREEMENT_PAPERS_READ)
    with page(agreement.title, section=agreement.reference, key=key, back="agreements", wide=True):
        label = LABELS[agreement.status]
        stage = stands if stands == label else f"{stands} ({label.lower()})"
        counted = ngettext(
            "{parties} party, {unsigned} not signed",
            "{parties} parties, {unsigned} not signed",
            agreement.parties,
        ).format(parties=agreement.parties, unsigned=agreement.unsigned)
        st.markdown(plain(f"{agreement.reference}. {stage}. {counted}."))
        if may_write:
            _links(agreement)
        else:
            not_kept(agreement.lead_name)
        first = _TABS.get(state.chosen(key, "tab"), _TABS["summary"])
        summary, signing, rows, documents, history, cover = st.tabs(
            list(_TABS.values()), default=first
        )
        with summary:
            parts.summary(agreement, may_write=may_write)
        with signing:
            st.header(_("Parties"), anchor=False)
            parties(agreement, key)
        with rows:
            st.header(_("Data"), anchor=False)
            parts.rows(agreement, may_write=may_write)
        with documents:
            st.header(_("Documents"), anchor=False)
            if may_read_papers:
                papers(key, agreement.id)
            else:
                st.markdown(_("Papers are shown to information governance leads and auditors."))
            drawn_up(agreement)
        with history:
            st.header(_("Versions"), anchor=False)
            versions(key, agreement.id)
            st.header(_("What happened"), anchor=False)
            events(f"{key}-events", agreement.id)
            if may_read_papers:
                notes(key, agreement.id)
        with cover:
            st.header(_("Cover"), anchor=False)
            parts.cover(agreement, stands)


require(actor(), Action.AGREEMENT_READ)
try:
    shown = register.agreement(database(), actor(), site.param("id"), on=clock.today())
except NotFound:
    with page(_("This agreement is not in the register"), key="agreement-none", back="agreements"):
        trouble(_("It may have another reference. Search for it in the list."))
else:
    _show(shown, f"agreement-{shown.id}")
