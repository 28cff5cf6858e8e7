"""What decisions wanted an agreement for, on the first page of the register."""

from datetime import date

import streamlit as st

from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.demand.service import FEWEST, demand
from isa.ui import site
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database


def wanted_most(today: date) -> None:
    """The flows that were needed most and not covered, and why some are not told."""
    found = demand(database(), actor(), on=today)
    st.header(_("Wanted most"), anchor=False)
    if found.wanted:
        table(
            "wanted",
            caption=_("Shared by decisions and not covered by an agreement, in one month"),
            columns=[
                Column(_("From"), sortable=True),
                Column(_("To"), sortable=True),
                Column(_("For"), sortable=True),
                Column(_("Information")),
                Column(_("Month"), sortable=True),
                Column(_("Decisions"), sortable=True, number=True),
            ],
            rows=[
                [
                    Cell(one.provider, go=one.provider_id),
                    one.recipient,
                    one.purpose,
                    ", ".join(one.categories),
                    one.month,
                    Cell(str(one.count), sort=one.count),
                ]
                for one in found.wanted
            ],
            on_go=lambda agency_id: site.go("agency", id=agency_id),
        )
    else:
        st.markdown(
            _(
                "No flow was needed and uncovered in {fewest} decisions of one month or more."
            ).format(fewest=FEWEST)
        )
    if found.kept_back:
        st.markdown(
            ngettext(
                "{count} more is not told, because fewer than {fewest} decisions needed it.",
                "{count} more are not told, because fewer than {fewest} decisions needed each.",
                found.kept_back,
            ).format(count=found.kept_back, fewest=FEWEST)
        )
