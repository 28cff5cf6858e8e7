"""The parts of an agency that a lead changes, by name, and which body it belongs to."""

from collections.abc import Callable

import streamlit as st

from isa.pages._agency_about import about, back_to
from isa.pages._agency_codes import codes
from isa.pages._agency_members import members
from isa.pages._agency_reach import numbers, posts
from isa.pages._agency_signing import assurance, signing
from isa.pages._agency_succession import succession
from isa.pages._agreement_fields import (
    attempt,
    find_any,
    typed_day,
    typed_text,
)
from isa.pages._unsaved import put_down
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.model import Agency
from isa.ui import fields
from isa.ui.door import actor, database
from isa.ui.text import plain


def controller(key: str, agency: Agency) -> None:
    """The larger body it is a service of, from a day; or that it closed."""
    st.markdown(
        plain(_("Now: {controller_name}.").format(controller_name=agency.controller_name))
        if agency.controller_id != agency.id
        else _("Now: it is its own controller.")
    )
    fields.radios(
        "what",
        _("What changed?"),
        [
            (
                "moved",
                _("It belongs to another body"),
                _("For example, a school that joins a trust."),
            ),
            ("own", _("It became its own controller")),
            ("closed", _("It stopped operating")),
        ],
        None,
    )
    if typed_text("what") == "moved":
        with fields.reveal("what"):
            fields.agency_pick("parent_id", _("To which body does it belong?"), find_any, None)
    fields.date_input(
        "on", _("From which day?"), clock.today(), hint=_("Today, unless it was another day.")
    )
    fields.actions(
        _("Record it"),
        lambda: _save_controller(key, agency),
        secondary=_("Leave it as it is"),
        on_secondary=put_down(key, lambda: back_to(agency)),
    )


def _save_controller(key: str, agency: Agency) -> None:
    def act() -> str:
        what, on = typed_text("what"), typed_day("on", _("the day"))
        if not what:
            raise Invalid({"what": _("Select what changed")})
        if what == "closed":
            register.close_agency(database(), actor(), agency.id, on=on)
            return _("Recorded: it stopped operating. If another took over, record that too.")
        parent = typed_text("parent_id") if what == "moved" else None
        if what == "moved" and not parent:
            raise Invalid({"parent_id": _("Select the body it belongs to")})
        register.move_agency(database(), actor(), agency.id, parent_id=parent, on=on)
        return _("Recorded.")

    attempt(key, act, lambda: back_to(agency))


PARTS: dict[str, tuple[str, Callable[[str, Agency], None]]] = {
    "about": (_("What it is"), about),
    "codes": (_("Codes"), codes),
    "numbers": (_("Whom to ring"), numbers),
    "posts": (_("Who answers for what"), posts),
    "controller": (_("Which body it belongs to"), controller),
    "signing": (_("Who may sign for it"), signing),
    "assurance": (_("What it has confirmed"), assurance),
    "succession": (_("Which agency came before or after"), succession),
    "members": (_("Members of this group"), members),
}
"""The parts of an agency's file: the title of the page and what draws it."""
