"""Choosing several of many codes: add one at a time from a list, see and remove what is chosen."""

from collections.abc import Sequence

import streamlit as st

from isa.platform.wording import gettext as _
from isa.ui import fields, state
from isa.ui.fields import Option
from isa.ui.frame import current


def several(
    page_key: str, key: str, label: str, options: Sequence[Option], *, hint: str
) -> tuple[str, ...]:
    """The codes chosen so far, in the order they were added."""
    chosen = read(page_key, key)
    words = {option[0]: option[1] for option in options}
    left = [option for option in options if option[0] not in chosen]
    fields.select(key, label, left, None, lambda code: _add(page_key, key, code), hint=hint)
    for code in chosen:
        with st.container(key=f"chosen-{key}-{code}", horizontal=True, gap="medium"):
            st.text(words[code], width="content")
            with st.container(key=f"remove-{key}-{code}", width="content"):
                st.button(
                    _("Remove"),
                    key=f"w.remove.{key}.{code}",
                    type="tertiary",
                    on_click=_write,
                    args=(page_key, key, [each for each in chosen if each != code]),
                )
            current().names[f"remove-{key}-{code}"] = _("Remove {words}").format(words=words[code])
    return chosen


def read(page_key: str, key: str) -> tuple[str, ...]:
    """The codes chosen so far, for a callback."""
    return tuple(code for code in state.chosen(page_key, key).split(",") if code)


def _write(page_key: str, key: str, codes: Sequence[str]) -> None:
    state.choose(page_key, key, ",".join(codes))


def _add(page_key: str, key: str, code: str | None) -> None:
    if code is not None:
        _write(page_key, key, [*read(page_key, key), code])
        state.set_widget(key, None)
