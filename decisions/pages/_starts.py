"""A start as a button with a sentence: pressing it begins a draft that knows what it says."""

from collections.abc import Mapping

import streamlit as st

from decisions.journey import service
from decisions.journey.starts import Start
from decisions.pages import _draft
from isa.ui import door
from isa.ui.text import plain

_NOTHING: Mapping[str, str] = {}


def begin(start: Start, said: Mapping[str, str] = _NOTHING) -> None:
    """In a callback: a new draft of this start, with more that is already said, and its first page."""
    draft = service.start_draft(
        door.database(),
        door.actor(),
        trigger=start.trigger,
        depth=start.depth,
        said={**start.said, **said},
    )
    _draft.go(_draft.resume(draft.id))


def button(start: Start, said: Mapping[str, str] = _NOTHING) -> None:
    """One start."""
    with st.container(key=f"task-{start.key}", gap=None):
        st.button(
            start.label,
            key=f"start-{start.key}",
            type="tertiary",
            on_click=begin,
            args=(start, said),
        )
        st.markdown(plain(start.sentence))
