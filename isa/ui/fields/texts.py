"""Writing: a line, or a long text that is saved while it is typed."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from isa.ui import state
from isa.ui.components import narrative as long_text
from isa.ui.fields.parts import field, tell
from isa.ui.frame import current


def text_input(
    key: str,
    label: str,
    value: str | None,
    on_change: Callable[[str], None] | None = None,
    *,
    hint: str = "",
    is_heading: bool = False,
    width: int | Literal["stretch"] = "stretch",
    autocomplete: str = "off",
) -> str:
    """A short text on one line; returns what was typed, without spaces at its ends."""

    def now() -> str:
        return str(state.widget_value(key) or "").strip()

    state.seed_widget(key, value or "")
    with field(key, label, hint, is_heading=is_heading):
        st.text_input(
            label,
            key=f"w.{key}",
            label_visibility="collapsed",
            width=width,
            autocomplete=autocomplete,
            on_change=tell(on_change, now),
        )
    return now()


def narrative(
    key: str,
    label: str,
    value: str | None,
    on_change: Callable[[str], None] | None = None,
    *,
    hint: str = "",
    limit: int = 0,
    count_from: int = 0,
    rows: int = 6,
) -> str:
    """A long text, saved while it is typed; returns what the server has.

    With ``count_from`` it says how many characters are left only from so many on.
    Where the field has no ``on_change``, whoever keeps the texts of the page is told.
    """
    frame = current()
    if on_change is None and (keep := frame.on_text) is not None:
        on_change = partial(keep, key)
    frame.given[key] = value or ""
    held = state.brought().get(f"w.{key}", {}).get("text")
    with st.container(key=f"fld-{key}", gap=None):
        return long_text.narrative(
            f"w.{key}",
            label=label,
            value=held if isinstance(held, str) else frame.kept.get(key, value or ""),
            seed=frame.seed,
            hint=hint,
            error=frame.fault(key),
            limit=limit,
            count_from=count_from,
            rows=rows,
            on_change=on_change,
        )
