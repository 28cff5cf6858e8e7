"""What stands below the fields: what an answer opens, and the way on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from isa.ui import state


@contextmanager
def reveal(key: str) -> Iterator[None]:
    """What an answer opens, directly below its group and indented from it."""
    with st.container(key=f"reveal-{key}"):
        yield


def actions(
    primary: str,
    on_primary: Callable[[], None] | None = None,
    *,
    secondary: str = "",
    on_secondary: Callable[[], None] | None = None,
    saved: str = "",
    is_blocked: bool = False,
) -> bool:
    """The one primary button, a link beside it, and a line of fixed height that says what was saved.

    Returns whether the primary button was pressed; prefer ``on_primary``. ``is_blocked`` disables it
    when saving failed.
    """
    with st.container(key="actions", horizontal=True, gap="medium", vertical_alignment="center"):
        pressed = st.button(
            primary, key="primary", type="primary", on_click=on_primary, disabled=is_blocked
        )
        if secondary:
            st.button(secondary, key="secondary", type="tertiary", on_click=on_secondary)
    said = state.notice().text
    st.container(key="savedline").text(saved if state.is_told(said) else said or saved)
    return pressed
