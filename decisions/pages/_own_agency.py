"""One's own organisation, where the register does not have it or says that it ended: said before it is named."""

import streamlit as st

from decisions.pages import _succession
from isa.platform import clock
from isa.platform.errors import IsaError
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.model import AgencyInBrief
from isa.ui import door, panels
from isa.ui.text import plain


def found() -> AgencyInBrief | None:
    """One's own organisation in the register; None where nobody has added it."""
    key = door.actor().agency_id
    return register.agencies_in_brief(door.database(), door.actor(), [key]).get(key)


def spoken() -> str:
    """Its name in words to say, and never an id; empty where nobody has added it."""
    own = found()
    return own.name if own else ""


def told() -> None:
    """What is wrong with it and whom to tell; nothing where all is well."""
    key = door.actor().agency_id
    try:
        if found() is None:
            _not_listed(key)
            return
        ended = register.ended_agencies(door.database(), door.actor(), [key], on=clock.today())
    except IsaError:
        return  # what the directory cannot say never stands in the way
    if key in ended:
        with panels.panel("own-agency"):
            _succession.happened(ended[key])
            st.markdown(
                _(
                    "Your account is still with it, and so are the records and letters that you make. You can "
                    "go on. Tell whoever manages user accounts."
                )
            )


def _not_listed(key: str) -> None:
    with panels.panel("own-agency"):
        st.header(_("Your organisation is not in the register yet"), anchor=False)
        st.markdown(
            _(
                "You can decide and record it, and you can ring: nothing stops you protecting someone. Until it "
                "is there, records say that it was not in the register, letters leave its name out, no agreement "
                "of yours can be found, and you cannot make request letters. Ask whoever keeps the register of "
                "agreements to add it under the id \u2018{key}\u2019."
            ).format(key=plain(key))
        )
