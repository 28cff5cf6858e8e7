"""Whom where the person is now is left out for, said before anything goes."""

from collections.abc import Collection

import streamlit as st

from decisions import service as advice
from decisions.assessing import Assessed
from isa.platform.wording import gettext as _
from isa.ui.text import plain


def left_out(assessed: Assessed, among: Collection[str]) -> None:
    """A sentence for each of these recipients who is not told where the person is."""
    told = advice.hears_where(assessed)
    for one in assessed.assessment.recipients:
        if one.recipient_id in among and one.recipient_id not in told:
            st.markdown(
                _("Where they are now is left out of everything for {name}.").format(
                    name=plain(one.name)
                )
            )
