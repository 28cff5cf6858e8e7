"""About this service: what it does, what it does not, and leaving in a hurry."""

import streamlit as st

from isa.ui import site
from isa.ui.frame import page

with page("About this service", key="help", nav=True):
    st.markdown(
        "This service helps you decide whether to share information to protect a child or an adult "
        "at risk, and keeps a record of why. It gives advice. The decision is yours, and it is "
        "recorded as yours."
    )
    st.markdown(
        "If someone is in immediate danger, ring [999](tel:999) first. You never need this service, "
        "or an agreement, before you protect someone."
    )
    st.header("Leaving in a hurry", anchor=False)
    st.markdown(
        "**Exit this page** takes you to an ordinary page at once, and so does pressing Shift three "
        "times. Going back does not return to the page you left. It cannot remove pages you opened "
        "before it from your browser's history."
    )
    st.header("Which law it reads", anchor=False)
    st.markdown("Law starts and ends. You can see which rules count on a day, and why others wait.")
    site.link("The law as at a date", "law")
    st.header("What is kept", anchor=False)
    st.markdown(
        "- Your answers are saved as you give them. Each page says when.\n"
        "- A draft is yours alone. A sealed record can be read by those your agency allows, and each "
        "reading is counted.\n"
        "- Sources that nobody has checked at their origin are marked *to verify*."
    )
    st.header("Using it without a mouse, or with a screen reader", anchor=False)
    st.markdown(
        "Every page works with a keyboard alone. When a page changes, focus moves to its heading; "
        "when something needs correcting, focus moves to a list of what. The picture of the network "
        "has the same facts as a table and as sentences. Pages need JavaScript, and they have not "
        "been tried with every screen reader."
    )
