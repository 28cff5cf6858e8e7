"""One agreement: what it says, who signed, its sharing table, who may share because of it."""

import streamlit as st

from isa.pages import _agreement as parts
from isa.pages._signing import parties, sign
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.model import Agreement
from isa.ui import site, state
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_TABS = (_("Summary"), _("Parties"), _("Sharing table"), _("Cover"))


def _show(agreement: Agreement, key: str) -> None:
    stands = parts.standing_of(agreement, clock.today())
    with page(agreement.title, section=agreement.reference, key=key, back="agreements", wide=True):
        st.markdown(
            plain(
                _("{reference}. {stands}. {parties} parties, {unsigned} not signed.").format(
                    reference=agreement.reference,
                    stands=stands,
                    parties=agreement.parties,
                    unsigned=agreement.unsigned,
                )
            )
        )
        summary, signing, rows, cover = st.tabs(_TABS, default=state.chosen(key, "tab") or _TABS[0])
        with summary:
            st.header(_("Summary"), anchor=False)
            parts.summary(agreement)
        with signing:
            st.header(_("Parties"), anchor=False)
            parties(agreement, key)
        with rows:
            st.header(_("Sharing table"), anchor=False)
            parts.rows(agreement)
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
    page_key = f"agreement-{shown.id}"
    signing = state.chosen(page_key, "signing")
    if signing and may(actor(), Action.AGREEMENT_WRITE):
        sign(shown, signing, page_key)
    else:
        _show(shown, page_key)
