"""About this service: what it does, what it does not, and leaving in a hurry."""

import streamlit as st

from isa.platform.wording import gettext as _
from isa.ui import site
from isa.ui.frame import page

with page(_("About this service"), key="help", nav=True):
    st.markdown(
        _(
            "This service helps you decide whether to share information to protect a child or an adult "
            "at risk, and keeps a record of why. It gives advice. The decision is yours, and it is "
            "recorded as yours."
        )
    )
    st.markdown(
        _(
            "If someone is in immediate danger, ring [999](tel:999) first. You never need this service, "
            "or an agreement, before you protect someone."
        )
    )
    st.header(_("Leaving in a hurry"), anchor=False)
    st.markdown(
        _(
            "**Exit this page** takes you to an ordinary page at once, and so does pressing Shift three "
            "times. Going back does not return to the page you left. It cannot remove pages you opened "
            "before it from your browser's history."
        )
    )
    st.header(_("Which law it reads"), anchor=False)
    st.markdown(
        _("Law starts and ends. You can see which rules count on a day, and why others wait.")
    )
    site.link(_("The law as at a date"), "law")
    st.header(_("What is kept"), anchor=False)
    st.markdown(
        _(
            "- Your answers are saved as you give them. Each page says when.\n"
            "- A draft is yours alone. A sealed record can be read by those your agency allows, and each "
            "reading is counted.\n"
            "- Sources that nobody has checked at their origin are marked *to verify*."
        )
    )
    st.header(_("Using it without a mouse, or with a screen reader"), anchor=False)
    st.markdown(
        _(
            "Every page works with a keyboard alone. When a page changes, focus moves to its heading; "
            "when something needs correcting, focus moves to a list of what. The picture of the network "
            "has the same facts as a table and as sentences."
        )
    )
    site.link(_("What does not work well, and whom to tell"), "accessibility")
