"""One tap from the start: who to ring now, with numbers that somebody checked, then Phone now."""

import streamlit as st

from decisions.journey import service
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.clocks import is_in_office_hours
from decisions.pages import _draft
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.errors import IsaError
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.service import nearby_agencies
from isa.register.agencies.tables import ContactKind
from isa.register.model import Agency, AgencyContact
from isa.ui import door, fields, panels
from isa.ui.frame import page
from isa.ui.text import plain

_MOST = 3
_DOORS = (("children_sc", _("About a child")), ("adults_sc", _("About an adult")))


def _contact(contact: AgencyContact) -> str:
    hours = f" {plain(contact.hours)}." if contact.hours else ""
    checked = (
        _(" Number checked {verified_on}.").format(verified_on=show_date(contact.verified_on))
        if contact.verified_on
        else _(" Nobody has checked this number yet.")
    )
    return f"{plain(contact.label)}: {panels.telephone(contact.number)}.{hours}{checked}"


def _front_doors(kind: str) -> list[Agency]:
    database, actor = door.database(), door.actor()
    hits = nearby_agencies(database, actor, kind, limit=_MOST)
    return [register.agency(database, actor, hit.id) for hit in hits]


def _numbers() -> None:
    """The front doors of the register, whoever answers now first; 999 above them never waits for it."""
    kinds = [ContactKind.FRONT_DOOR, ContactKind.OUT_OF_HOURS]
    if not is_in_office_hours(clock.now()):
        kinds.reverse()
    for kind, heading in _DOORS:
        st.header(heading, anchor=False)
        found = _front_doors(kind)
        if not found:
            st.markdown(_("There is no number here yet. Ring 999, or your council's switchboard."))
        for agency in found:
            st.markdown(f"**{plain(agency.name)}**")
            for wanted in kinds:
                if contact := agency.contact(wanted):
                    st.markdown(_contact(contact))


def _record() -> None:
    draft = service.start_draft(
        door.database(), door.actor(), trigger=Trigger.OWN_CONCERN, depth=Depth.PHONE
    )
    _draft.go(_draft.resume(draft.id))


def _above() -> None:
    panels.act_now(
        _("If anyone is in danger this minute"),
        _("Ring"),
        "999",
        [_("Ask for the police or an ambulance. You do not need anybody's agreement first.")],
    )


def main() -> None:
    """Draw the page."""
    with page(_("Who to ring now"), key="danger", back="home", above=_above):
        try:
            _numbers()
        except IsaError:
            st.markdown(_("The directory cannot be read just now. Ring 999."))
        fields.actions(_("Start Phone now"), _record)
        st.markdown(
            _("A few questions give you the words to say. You can ring first and come back.")
        )


main()
