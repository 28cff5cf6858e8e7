"""One agreement: what it says, who signed, its sharing table, who may share because of it."""

import streamlit as st

from isa.pages import _agreement as parts
from isa.pages._signing import parties, sign
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, may, require
from isa.register import service as register
from isa.register.model import Agreement
from isa.ui import site, state
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_TABS = ("Summary", "Parties", "Sharing table", "Cover")


def _show(agreement: Agreement, key: str) -> None:
    stands = parts.standing_of(agreement, clock.today())
    with page(agreement.title, section=agreement.reference, key=key, back="agreements", wide=True):
        st.markdown(
            plain(
                f"{agreement.reference}. {stands}. {agreement.parties} parties, "
                f"{agreement.unsigned} not signed."
            )
        )
        summary, signing, rows, cover = st.tabs(_TABS, default=state.chosen(key, "tab") or _TABS[0])
        with summary:
            st.header("Summary", anchor=False)
            parts.summary(agreement)
        with signing:
            st.header("Parties", anchor=False)
            parties(agreement, key)
        with rows:
            st.header("Sharing table", anchor=False)
            parts.rows(agreement)
        with cover:
            st.header("Cover", anchor=False)
            parts.cover(agreement, stands)


require(actor(), Action.AGREEMENT_READ)
try:
    shown = register.agreement(database(), actor(), site.param("id"), on=clock.today())
except NotFound:
    with page("This agreement is not in the register", key="agreement-none", back="agreements"):
        trouble("It may have another reference. Search for it in the list.")
else:
    page_key = f"agreement-{shown.id}"
    signing = state.chosen(page_key, "signing")
    if signing and may(actor(), Action.AGREEMENT_WRITE):
        sign(shown, signing, page_key)
    else:
        _show(shown, page_key)
