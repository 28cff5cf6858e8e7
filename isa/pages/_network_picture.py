"""The picture of the map: dots and lines, filtered first where all of them would be a tangle."""

import streamlit as st

from isa.coverage.model import Verdict
from isa.coverage.network.shape import drawn_first
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.network.picture import Picture
from isa.ui import fields, state
from isa.ui.components.network import Dot, Line
from isa.ui.components.network import network as network_picture
from isa.ui.door import actor

PAGE = "network"
_DRAWN = {
    Verdict.COVERED: "covered",
    Verdict.WITH_CONDITIONS: "covered",
    Verdict.PARTLY: "part",
    Verdict.INDETERMINATE: "part",
    Verdict.NOT_COVERED: "none",
}


_ANSWERS = (
    ("", _("Every answer")),
    ("covered", _("Covered")),
    ("part", _("Covered in part, or not said")),
    ("none", _("Not covered")),
)
MOST_DRAWN = 300


def draw(found: Picture, picked: str) -> None:
    """The picture, filtered first where it would be a tangle; what is left out is said."""
    kind, is_whole = "", False
    if len(found.links) > MOST_DRAWN:
        kind = _kind()
    links = [link for link in found.links if kind in ("", _DRAWN[link.verdict])]
    if len(links) > MOST_DRAWN:
        label = _("Draw all {count:,} links").format(count=len(links))
        is_whole = st.checkbox(label, key="w.all-links")
    shown = links if is_whole else drawn_first(links, picked, found.middle, MOST_DRAWN)
    if left_out := len(links) - len(shown):
        st.markdown(
            ngettext(
                "{left_out:,} of {count:,} links is not drawn, to keep it readable. Choose an agency, a "
                "purpose or one kind of answer to see it; the sentences and tables hold all of them.",
                "{left_out:,} of {count:,} links are not drawn, to keep it readable. Choose an agency, a "
                "purpose or one kind of answer to see them; the sentences and tables hold all of them.",
                left_out,
            ).format(left_out=left_out, count=len(links))
        )
    network_picture(
        "map",
        dots=[
            Dot(agency, found.names[agency], place.x, place.y, agency in found.middle)
            for agency, place in found.places.items()
        ],
        lines=[
            Line(link.one, link.other, _DRAWN[link.verdict])
            for link in sorted(shown, key=lambda link: link.verdict is not Verdict.NOT_COVERED)
        ],
        picked=picked,
        own=actor().agency_id,
        alt=_(
            "{agencies}, {links}. The sentences and tables below the picture say the same."
        ).format(
            agencies=ngettext(
                "Picture of {count} agency", "Picture of {count} agencies", len(found.places)
            ).format(count=len(found.places)),
            links=ngettext("{count} link", "{count} links", len(shown)).format(count=len(shown)),
        ),
        on_pick=lambda agency: state.choose(PAGE, "picked", agency),
    )


def _kind() -> str:
    """Which answers to draw. Kept apart from the field, which goes where few links are left to filter."""
    kept = state.chosen(PAGE, "answers")
    chosen = fields.select(
        "answers",
        _("Which links to draw?"),
        _ANSWERS,
        kept,
        lambda kind: state.choose(PAGE, "answers", kind or ""),
    )
    return chosen or ""
