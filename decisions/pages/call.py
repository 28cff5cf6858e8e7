"""Someone rings us: what to say while they are on the line, then who they are and what they want."""

import streamlit as st

from decisions.journey import starts
from decisions.pages import _askers, _starts
from isa.platform.wording import gettext as _
from isa.ui import panels, site
from isa.ui.frame import page
from isa.ui.text import plain

_SAY = (
    _("\u201cWho am I speaking to, and which organisation are you with?\u201d"),
    _("\u201cWhat do you need, what for, and by when?\u201d"),
    _("\u201cI will ring you back on the number we hold for your organisation.\u201d"),
    _("Nothing more yet: not even whether you know the person."),
)


def main() -> None:
    """Draw the page."""
    with page(
        _("Someone rings us"),
        key="call",
        back="home",
        lede=_(
            "A real caller expects to be rung back. Somebody who looks for a person in hiding does not."
        ),
    ):
        panels.danger_button(
            _("Someone may be in immediate danger"),
            _("Shows who to ring now. You can record it afterwards."),
            lambda: site.go("danger"),
        )
        st.header(_("Say this"), anchor=False)
        st.markdown("\n".join(f"{n}. {plain(line)}" for n, line in enumerate(_SAY, 1)))
        st.header(_("What do they want?"), anchor=False)
        _starts.button(starts.TOLD, starts.RANG_UP)
        st.markdown(plain(_("Or they are asking for information. Who are they?")))
        _askers.listed(starts.BY_PHONE)


main()
