"""Register health: what an information governance lead should look at first."""

import streamlit as st

from isa.pages._register import agreements_table
from isa.platform import clock
from isa.register import service as register
from isa.ui import panels, site
from isa.ui.door import actor, database
from isa.ui.frame import page

with page("Register health", key="register", wide=True):
    today = clock.today()
    health = register.register_health(database(), actor(), on=today)
    panels.figures(
        [
            (str(health.agreements), "agreements"),
            (str(health.in_force), "in force today"),
            (str(health.reviews_overdue), "reviews overdue"),
            (str(health.signatures_outstanding), "signatures outstanding"),
        ]
    )
    if health.oldest_outstanding_days is not None:
        st.markdown(
            f"The oldest signature has been waited for {health.oldest_outstanding_days} days."
        )
    if health.cannot_say:
        st.markdown(
            f"**{health.cannot_say}** without dates or rows: until they are recorded, the register "
            "cannot say what these agreements cover."
        )
    st.header("Ending within 90 days", anchor=False)
    if health.lapsing:
        agreements_table("lapsing", "Agreements that end within 90 days", health.lapsing, today)
    else:
        st.markdown("No agreement in force ends within 90 days.")
    st.header("The register", anchor=False)
    site.link("Agreements", "agreements")
    site.link("Agencies", "agencies")
    site.link("Who may share what?", "coverage")
