"""A neutral reply to copy, for a request that is not answered at once."""

import streamlit as st

from decisions.assessing import Assessed
from decisions.journey.holding import holding_reply, is_due, reply_by
from decisions.pages import _own_agency
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door
from isa.ui.components.copy_button import copy_button


def shown(seen: Assessed) -> None:
    """The words, and what they are for; nothing where nobody asked or the answer goes now."""
    outcomes = tuple(one.outcome for one in seen.assessment.recipients)
    if not is_due(seen.answers, outcomes):
        return
    actor = door.actor()
    by = reply_by(seen.answers, clock.today())
    st.header(_("A reply for now"), anchor=False)
    st.markdown(
        _(
            "Send it only to an address or number you hold already. It confirms nothing about any person or "
            "record. Change the day if you can answer sooner."
        )
    )
    words = holding_reply(actor.name, actor.job_title, _own_agency.spoken(), by)
    copy_button("holding-reply", words, label=_("Copy this reply"))
