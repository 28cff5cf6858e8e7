"""The map: a partnership held against what its work needs, as a picture, as sentences and as tables."""

import streamlit as st

from isa.coverage.model import Verdict
from isa.coverage.wording import STANDING_SENTENCE
from isa.pages import _network as parts
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.register.network import picture as network
from isa.register.network.service import areas
from isa.register.vocabulary import vocabulary
from isa.ui import fields, panels, state
from isa.ui.components import Dot, Line
from isa.ui.components import network as network_picture
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_KEY = "network"
_DRAWN = {
    Verdict.COVERED: "covered",
    Verdict.WITH_CONDITIONS: "covered",
    Verdict.PARTLY: "part",
    Verdict.INDETERMINATE: "part",
    Verdict.NOT_COVERED: "none",
}


def _draw(found: network.Picture, picked: str) -> None:
    network_picture(
        "map",
        dots=[
            Dot(agency, found.names[agency], place.x, place.y, agency in found.core)
            for agency, place in found.places.items()
        ],
        lines=[Line(link.one, link.other, _DRAWN[link.verdict]) for link in found.links],
        picked=picked,
        alt=_(
            "Picture of {agencies} agencies and {links} links. "
            "The sentences and tables below it say the same."
        ).format(agencies=len(found.places), links=len(found.links)),
        on_pick=lambda agency: state.choose(_KEY, "picked", agency),
    )


def _choose(found: network.Picture) -> str:
    """The agency to look at, by the list or in the picture."""
    picked = state.chosen(_KEY, "picked")
    options = sorted(
        ((agency, found.names[agency]) for agency in found.places), key=lambda one: one[1]
    )
    if picked not in found.places:
        picked = ""
    if state.widget_value("agency") != (picked or None):
        state.set_widget("agency", picked or None)
    fields.select(
        "agency",
        _("Look at one agency"),
        options,
        picked or None,
        lambda agency: state.choose(_KEY, "picked", agency or ""),
        hint=_("Choose it here, or press it in the picture."),
    )
    return picked


with page(_("Map of agreements"), key=_KEY, wide=True):
    terms, today = vocabulary(), clock.today()
    every = network.every_profile()
    places = areas(database(), actor())
    if not places:
        st.markdown(
            _("No agency has a place yet, so there is no partnership to draw. Record places first.")
        )
        st.stop()
    profile = fields.select(
        "profile",
        _("What does the work need?"),
        [(one.code, one.title) for one in every.values()],
        next(iter(every)),
        hint=_("A profile lists what partners usually need to send each other for this work."),
    )
    area = fields.select(
        "area", _("Where?"), [(one, one.capitalize()) for one in places], places[0]
    )
    with panels.details(_("Narrow it, or look at another day")):
        purpose = fields.select(
            "purpose",
            _("Only for this purpose"),
            [(one.code, one.label) for one in terms.purposes.values()],
            None,
            hint=_("Leave it empty for all of them."),
        )
        category = fields.select(
            "category",
            _("Only this kind of information"),
            [(one.code, one.label) for one in terms.categories.values()],
            None,
            hint=_("Leave it empty for all of them."),
        )
        on = fields.date_input("on", _("On which day?"), today) or today
    if profile and area:
        found = network.picture(
            database(),
            actor(),
            profile,
            area,
            on=on,
            purpose=purpose or "",
            category=category or "",
        )
        st.markdown(plain(every[profile].summary))
        if not found.cells:
            st.markdown(_("Nothing of this profile is needed between the agencies of this place."))
        else:
            parts.headline(found)
            picked = _choose(found)
            _draw(found, picked)
            parts.about(found, picked)
            parts.sentences(found)
            parts.gaps(found, picked)
            parts.closing(found)
            parts.lapses(found)
            parts.weak_points(found)
            parts.overlaps(found)
            st.markdown(f"**{STANDING_SENTENCE}**")
