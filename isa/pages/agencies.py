"""Agencies: find one by any part of its name."""

import streamlit as st

from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import fields, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page

_KEY = "agencies"

with page(_("Agencies"), key=_KEY, wide=True):
    if register.keeps_agency(database(), actor(), None):
        site.link(_("Add an agency"), "agency_edit")
    text = fields.text_input(
        "find",
        _("Find an agency"),
        "",
        hint=_("The beginnings of words in its name, in any order."),
    )
    start = offset(_KEY, text)
    found = register.list_agencies(database(), actor(), text=text, offset=start, limit=PAGE_SIZE)
    if found.hits:
        table(
            "agencies-table",
            caption=_("Agencies"),
            columns=[Column(_("Name"), sortable=True), Column(_("Kind"), sortable=True)],
            rows=[[Cell(hit.name, go=hit.id), hit.type_label] for hit in found.hits],
            on_go=lambda agency_id: site.go("agency", id=agency_id),
        )
        pager(_KEY, found.total, start)
    elif text:
        st.markdown(_("No agency has these words in its name. Check the spelling, or try fewer."))
    else:
        st.markdown(_("There are no agencies in the register yet."))
