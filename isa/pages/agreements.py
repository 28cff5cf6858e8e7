"""Agreements: all of them with their standing today, or those a search finds."""

import streamlit as st

from isa.pages._register import PAGE_SIZE, agreements_table, offset, pager
from isa.platform import clock
from isa.platform.permissions import Action
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import fields, site
from isa.ui.door import actor, database
from isa.ui.frame import page

_KEY = "agreements"

with page(_("Agreements"), key=_KEY, wide=True):
    if register.keeps_agency(database(), actor(), actor().agency_id, action=Action.AGREEMENT_WRITE):
        site.link(_("New agreement"), "agreement_new")
    text = fields.text_input(
        "find", _("Find an agreement"), "", hint=_("Words of its title, or its reference.")
    )
    start = offset(_KEY, text)
    today = clock.today()
    found = register.list_agreements(
        database(), actor(), on=today, text=text, offset=start, limit=PAGE_SIZE
    )
    if found.agreements:
        agreements_table(
            "agreements-table",
            _("Agreements as at {today}").format(today=clock.show_date(today)),
            found.agreements,
            today,
        )
        pager(_KEY, found.total, start)
    elif text:
        st.markdown(_("No agreement has these words. Try fewer, or part of the reference."))
    else:
        st.markdown(_("There are no agreements in the register yet."))
