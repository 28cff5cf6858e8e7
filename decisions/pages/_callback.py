"""The numbers the register holds for whoever asks: ring them back on one of these, and on no other."""

import streamlit as st

from decisions.journey.choices_case import Trigger
from decisions.journey.derive import listed_id
from decisions.pages._draft import Opened
from isa.platform.clock import show_date
from isa.platform.errors import IsaError
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.model import Agency
from isa.ui import door, panels
from isa.ui.text import plain


def shown(found: Opened, owner: str | None) -> None:
    """Below the questions about who asks: the numbers held for the agency that was chosen."""
    one = found.draft.answers.recipient(owner)
    if found.draft.answers.trigger is not Trigger.REQUEST_RECEIVED or one is None:
        return
    with panels.panel("callback"):
        st.header(_("Ring them back"), anchor=False)
        st.markdown(
            _(
                "Use a number held here, or one you find yourself. Never one that the caller gave: "
                "people have pretended to be police or social workers to find someone in hiding."
            )
        )
        which = listed_id(one)
        if which:
            _numbers(which)


def _numbers(which: str) -> None:
    try:
        agency = register.agency(door.database(), door.actor(), which)
    except IsaError:
        st.markdown(_("The directory cannot be read just now."))
        return
    lines = _lines(agency)
    st.markdown(
        "\n".join(lines)
        if lines
        else _("No number of theirs has been checked. Ring the main number on their own website.")
    )


def _lines(agency: Agency) -> list[str]:
    return [
        _("- {label}: {number}. Number checked {day}.").format(
            label=plain(contact.label),
            number=panels.telephone(contact.number),
            day=show_date(contact.verified_on),
        )
        for contact in agency.contacts
        if contact.verified_on and contact.number
    ]
