"""Register health: what an information governance lead should look at first."""

import streamlit as st

from isa.pages._register import agreements_table
from isa.pages._wanted import wanted_most
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import panels, site
from isa.ui.door import actor, database
from isa.ui.frame import page

with page(_("Register health"), key="register", wide=True):
    today = clock.today()
    health = register.register_health(database(), actor(), on=today)
    panels.figures(
        [
            (str(health.agreements), "agreements"),
            (str(health.in_force), _("in force today")),
            (str(health.reviews_overdue), _("reviews overdue")),
            (str(health.signatures_outstanding), _("signatures waited for")),
        ]
    )
    if health.oldest_outstanding_days is not None:
        st.markdown(
            _("The oldest signature has been waited for {days} days.").format(
                days=health.oldest_outstanding_days
            )
        )
    if health.not_asked:
        st.markdown(
            _("**{count}** parties have not signed and nobody has asked them.").format(
                count=health.not_asked
            )
        )
    if health.cannot_say:
        st.markdown(
            _(
                "**{cannot_say}** without dates or rows: until they are recorded, the "
                "register cannot say what these agreements cover."
            ).format(cannot_say=health.cannot_say)
        )
    st.header(_("Ending within 90 days"), anchor=False)
    if health.lapsing:
        agreements_table("lapsing", _("Agreements that end within 90 days"), health.lapsing, today)
    else:
        st.markdown(_("No agreement in force ends within 90 days."))
    wanted_most(today)
    st.header(_("The register"), anchor=False)
    site.link(_("Work list"), "work")
    site.link(_("Agreements"), "agreements")
    site.link(_("Agencies"), "agencies")
    site.link(_("Who may share what?"), "coverage")
    site.link(_("Import and export"), "imports")
