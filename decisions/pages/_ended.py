"""The address of a draft that has ended: a calm page that leads to its record, from whichever page it named.

It is drawn where one is, and leads nowhere by itself: whoever came here with Back can go on going back.
"""

from typing import NoReturn

import streamlit as st

from decisions.pages import _late
from decisions.records import service as records
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.wording import gettext as _
from isa.ui import door, site
from isa.ui.frame import page
from isa.ui.text import plain


def shown(which: str, gone: NotFound) -> None:
    """Draw it and nothing after it; nothing where there is no record of it that the actor may read.

    Whoever may not is told what they would be told of a draft that never was.
    """
    try:
        sealed = records.sealed_from(door.database(), door.actor(), which)
    except (NotFound, NotPermitted):
        return
    if sealed is not None:
        _way_to(sealed.line.id, which)
    if _late.words_for(which):
        with page(_("This is not here"), key=f"{which}/gone", back=lambda: site.go("home")):
            st.markdown(plain(str(gone)))
            _late.shown(which)
            site.link(_("Back to the start page"), "home")
        st.stop()


def on_the_way_back() -> None:
    """The first place that Back leads to after sealing: the page of sealing, with the address of the record."""
    if site.param("record") and not site.param("draft"):
        _way_to(site.param("record"))


def _way_to(record_id: str, draft_id: str = "") -> NoReturn:
    with page(_("This decision is sealed"), key=f"{record_id}/ended", back=lambda: site.go("home")):
        st.markdown(
            _(
                "Its draft has ended. The answers stand in the record, and nothing is recorded twice. An answer "
                "given after that is not in it. To put something right, open the record and replace it with a "
                "new one."
            )
        )
        _late.shown(draft_id)
        site.link(_("Open the record"), "record", record=record_id)
        site.link(_("Back to the start page"), "home")
    st.stop()
