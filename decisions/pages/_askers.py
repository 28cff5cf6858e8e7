"""Those who may ask for information, as starts under headings."""

from collections.abc import Mapping

import streamlit as st

from decisions.journey.starts import ASKERS
from decisions.pages import _starts
from isa.ui.text import plain

_NOTHING: Mapping[str, str] = {}


def listed(said: Mapping[str, str] = _NOTHING) -> None:
    """Every asker; ``said`` is what is known already, such as that they rang."""
    for heading, askers in ASKERS:
        st.header(plain(heading), anchor=False)
        for start in askers:
            _starts.button(start, said)
