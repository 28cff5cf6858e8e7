"""Choosing: one of several, any of several, one of many."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from isa.platform.wording import gettext as _
from isa.ui import state
from isa.ui.fields.offered import picked, said
from isa.ui.fields.parts import Option, field, tell, text_or_none
from isa.ui.text import plain

_NONE = "none"


def radios(
    key: str,
    label: str,
    options: Sequence[Option],
    value: str | None,
    on_change: Callable[[str | None], None] | None = None,
    *,
    hint: str = "",
    is_heading: bool = False,
) -> str | None:
    """One of several answers; returns the code that is selected, or None."""
    with field(key, label, hint, is_heading=is_heading):
        return radio_list(key, label, options, value, on_change)


def radio_list(
    key: str,
    label: str,
    options: Sequence[Option],
    value: str | None,
    on_change: Callable[[str | None], None] | None,
) -> str | None:
    """The list of radios alone, for a field that has more in it. A selection that is gone is dropped.

    Nothing is written to the session where nothing changes: the browser would take it for a new value,
    and undo a choice made while the page was being drawn.
    """
    codes = [option[0] for option in options]
    words = said(key, options, {option[0]: plain(option[1]) for option in options})
    hints = [plain(option[2]) if len(option) == 3 else "" for option in options]
    state.seed_widget(key, value if value in codes else None)
    held = picked(key)
    if state.widget_value(key) != (held := held if held in codes else None):
        state.set_widget(key, held)
    st.radio(
        label,
        codes,
        index=None,
        format_func=lambda code: words[code],
        captions=hints if any(hints) else None,
        key=f"w.{key}",
        label_visibility="collapsed",
        on_change=tell(on_change, lambda: picked(key)),
    )
    return text_or_none(state.widget_value(key))


def checkboxes(
    key: str,
    label: str,
    options: Sequence[Option],
    value: Sequence[str] | None,
    on_change: Callable[[tuple[str, ...] | None], None] | None = None,
    *,
    hint: str = _("Select all that apply."),
    none_of_these: str = _("None of these"),
    is_heading: bool = False,
    groups: Mapping[str, str] | None = None,
) -> tuple[str, ...] | None:
    """Any of several answers, or none of them, said outright; None while nothing is ticked.

    Pass ``none_of_these=""`` where ticking nothing is not an answer. ``groups`` gives a code the
    words that stand above it and those that follow with the same words.
    """
    codes = tuple(option[0] for option in options)
    for code in codes:
        state.seed_widget(f"{key}.{code}", value is not None and code in value)
    state.seed_widget(f"{key}.{_NONE}", value is not None and not value)
    for code in _taken_back(key, codes, value):
        state.set_widget(f"{key}.{code}", False)

    def changed(code: str) -> None:
        if state.widget_value(f"{key}.{code}"):
            for other in codes if code == _NONE else (_NONE,):
                state.set_widget(f"{key}.{other}", False)
        if on_change is not None:
            on_change(ticked(key, codes))

    with field(key, label, hint, is_heading=is_heading, is_group=True):
        _grouped(key, options, groups or {}, changed)
        if none_of_these:
            st.container(key=f"or-{key}").markdown(_("or"))
            _checkbox(key, (_NONE, none_of_these), changed)
    return ticked(key, codes)


def _taken_back(key: str, codes: Sequence[str], value: Sequence[str] | None) -> Sequence[str]:
    """Where the browser brings "none of these" beside others, no server heard the later: what was answered goes."""
    brought = state.brought()
    both = [code for code in (*codes, _NONE) if brought.get(f"w.{key}.{code}", {}).get("ticked")]
    if _NONE not in both or len(both) < 2:
        return ()
    return codes if value else (_NONE,)


def _grouped(
    key: str,
    options: Sequence[Option],
    groups: Mapping[str, str],
    changed: Callable[[str], None],
) -> None:
    above = ""
    for option in options:
        words = groups.get(option[0], "")
        if words and words != above:
            st.container(key=f"grp-{key}.{option[0]}").markdown(f"**{plain(words)}**")
        above = words
        _checkbox(key, option, changed)


def ticked(key: str, codes: Sequence[str]) -> tuple[str, ...] | None:
    """What is ticked in a field of ``checkboxes``: for a callback. None while nothing is."""
    found = tuple(code for code in codes if state.widget_value(f"{key}.{code}"))
    return found if found or state.widget_value(f"{key}.{_NONE}") else None


def _checkbox(key: str, option: Option, changed: Callable[[str], None]) -> None:
    label = plain(option[1]) + (f"  \n:gray[{plain(option[2])}]" if len(option) == 3 else "")
    st.checkbox(label, key=f"w.{key}.{option[0]}", on_change=changed, args=(option[0],))


def slider(
    key: str,
    label: str,
    options: Sequence[Option],
    value: str,
    on_change: Callable[[str | None], None],
    *,
    hint: str = "",
) -> None:
    """A place on a line of ordered values, moved by pointer or by arrow keys; give an equal field too.

    It always shows ``value``: what is chosen is kept by whoever holds the equal field.
    """
    words = {option[0]: option[1] for option in options}
    # Each time: one drawn anew in the browser would start at its first value, and tell it as chosen.
    state.set_widget(key, value)
    with field(key, label, hint, is_heading=False):
        st.select_slider(
            label,
            list(words),
            format_func=lambda code: words[code],
            key=f"w.{key}",
            label_visibility="collapsed",
            on_change=tell(on_change, lambda: text_or_none(state.widget_value(key))),
        )


def select(
    key: str,
    label: str,
    options: Sequence[Option],
    value: str | None,
    on_change: Callable[[str | None], None] | None = None,
    *,
    hint: str = "",
    is_heading: bool = False,
) -> str | None:
    """One of many answers, too many for radios: a list that narrows while its words are typed."""
    words = said(key, options, {option[0]: option[1] for option in options})
    state.seed_widget(key, value if value in words else None)
    with field(key, label, hint, is_heading=is_heading):
        st.selectbox(
            label,
            list(words),
            index=None,
            format_func=lambda code: words[code],
            placeholder=_("Select or type"),
            key=f"w.{key}",
            label_visibility="collapsed",
            on_change=tell(on_change, lambda: picked(key)),
        )
    return text_or_none(state.widget_value(key))
