"""The numbers the register holds for whoever asks: ring them back on one of these, and on no other.

Of a call the one that was rung is kept; nobody types it, so it can be none that the caller gave.
"""

import streamlit as st

from decisions.journey.choices_case import Trigger
from decisions.journey.derive import listed_id
from decisions.journey.fields import question
from decisions.journey.relevance import is_relevant
from decisions.journey.steps_recipient import Recipient
from decisions.pages._draft import Opened
from decisions.pages._sheet import Sheet
from isa.platform.clock import show_date
from isa.platform.errors import IsaError
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.model import Agency, AgencyContact
from isa.ui import door, fields, panels
from isa.ui.text import plain

_RUNG = question(Recipient, "rung_back")
DRAWS = frozenset({_RUNG.name})
"""What is asked here and not among the questions of the page."""


def shown(found: Opened, sheet: Sheet) -> None:
    """Below the questions about who asks: the numbers held for the agency that was chosen."""
    one = found.draft.answers.recipient(sheet.owner)
    if found.draft.answers.trigger is not Trigger.REQUEST_RECEIVED or one is None:
        return
    with panels.panel("callback"):
        st.header(_("Ring them back"), anchor=False)
        st.markdown(
            _("Use a number held here, or one you find yourself. Never one that the caller gave.")
        )
        which = listed_id(one)
        if which:
            _numbers(which, sheet)


def _numbers(which: str, sheet: Sheet) -> None:
    try:
        agency = register.agency(door.database(), door.actor(), which)
    except IsaError:
        st.markdown(_("The directory cannot be read just now."))
        return
    lines = numbers(agency)
    if not lines:
        st.markdown(
            _("No number of theirs has been checked. Ring the main number on their own website.")
        )
        return
    st.markdown("\n".join(lines))
    if is_relevant(_RUNG, sheet.owner, sheet.answers):
        _which(agency, sheet)


def _which(agency: Agency, sheet: Sheet) -> None:
    """Which of them was rung, for the record; it may be left open."""
    path, held = sheet.path(_RUNG.name), sheet.value(_RUNG.name)
    listed = [said for one in agency.contacts if (said := _said(one))]
    if held and held not in listed:
        sheet.save(path, None)  # another agency was chosen since, or its number was checked again
    fields.radios(
        path,
        _("{label} (optional)").format(label=_RUNG.ask.label),
        [(said, said) for said in listed],
        str(held) if held in listed else None,
        lambda value: sheet.save(path, value),
        hint=_RUNG.ask.hint,
    )


def _said(contact: AgencyContact) -> str:
    """A checked number as the record keeps it; nothing for one that nobody checked."""
    if not (contact.verified_on and contact.number):
        return ""
    return _("{number}, {label}, checked {day}").format(
        number=contact.number, label=contact.label, day=show_date(contact.verified_on)
    )


def numbers(agency: Agency) -> list[str]:
    """Its checked numbers, a line of a list each."""
    return [
        _("- {label}: {number}. Number checked {day}.").format(
            label=plain(contact.label),
            number=panels.telephone(contact.number),
            day=show_date(contact.verified_on),
        )
        for contact in agency.contacts
        if contact.verified_on and contact.number
    ]
