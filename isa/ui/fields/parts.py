"""What every field is made of: its box with label, hint and fault, and its callback."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

from isa.platform.wording import gettext as _
from isa.ui.components.page_script import Described
from isa.ui.frame import current
from isa.ui.text import plain

Option = tuple[str, str] | tuple[str, str, str]
"""A code, what it says, and a hint where it needs one."""

_T = TypeVar("_T")


@contextmanager
def field(
    key: str, label: str, hint: str, *, is_heading: bool, is_group: bool = False
) -> Iterator[str]:
    """The container of a field with its label, hint and fault; yields the key of the control's own box."""
    frame = current()
    fault = frame.fault(key)
    control = f"in-{key}"
    with st.container(key=f"fld-{key}", gap=None):
        with st.container(key=f"lbl-{key}" if not is_heading else f"lbl-unseen-{key}", gap=None):
            st.markdown(f"**{plain(label)}**")
        if hint:
            st.container(key=f"hint-{key}", gap=None).markdown(hint)
        with st.container(key=f"msg-{key}", gap=None):
            if fault:
                st.markdown(_("**Error:** {fault}").format(fault=plain(fault)))
            else:
                st.empty()
        with st.container(key=control, gap=None):
            yield control
    described = ((f"hint-{key}",) if hint else ()) + ((f"msg-{key}",) if fault else ())
    frame.fields.append(
        Described(
            key=control,
            by=described,
            label=f"lbl-unseen-{key}" if is_heading else f"lbl-{key}",
            group=is_group,
            invalid=bool(fault),
        )
    )


def tell(on_change: Callable[[_T], None] | None, read: Callable[[], _T]) -> Callable[[], None]:
    """A widget callback that hands on the new value."""

    def changed() -> None:
        if on_change is not None:
            on_change(read())

    return changed


def text_or_none(value: object) -> str | None:
    """The value if it is a text."""
    return value if isinstance(value, str) else None
