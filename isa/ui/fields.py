"""One question, one function: label, hint, fault and control, tied together for every reader.

Each takes a field ``key`` (the same key as in the faults), the label as a person reads it, the
value from the draft and an ``on_change`` that receives the new value. Where the h1 already asks the
question, pass ``is_heading=True`` and the label is kept for screen readers only. Nothing is ever
preselected. A fault is shown in a slot that is always there, so nothing below it is mounted anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Literal, TypeVar

import streamlit as st

from isa.ui import components, state
from isa.ui.components import Described
from isa.ui.frame import current
from isa.ui.text import plain

Option = tuple[str, str] | tuple[str, str, str]
"""A code, what it says, and a hint where it needs one."""

_NONE = "none"
_SHORTEST_SEARCH = 3
_T = TypeVar("_T")


@contextmanager
def _field(
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
                st.markdown(f"**Error:** {plain(fault)}")
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
    with _field(key, label, hint, is_heading=is_heading):
        return _radio(key, label, options, value, on_change)


def _radio(
    key: str,
    label: str,
    options: Sequence[Option],
    value: str | None,
    on_change: Callable[[str | None], None] | None,
) -> str | None:
    codes = [option[0] for option in options]
    words = {option[0]: plain(option[1]) for option in options}
    hints = [plain(option[2]) if len(option) == 3 else "" for option in options]
    state.seed_widget(key, value if value in codes else None)
    st.radio(
        label,
        codes,
        index=None,
        format_func=lambda code: words[code],
        captions=hints if any(hints) else None,
        key=f"w.{key}",
        label_visibility="collapsed",
        on_change=_tell(on_change, lambda: _text_or_none(state.widget_value(key))),
    )
    return _text_or_none(state.widget_value(key))


def checkboxes(
    key: str,
    label: str,
    options: Sequence[Option],
    value: Sequence[str] | None,
    on_change: Callable[[tuple[str, ...] | None], None] | None = None,
    *,
    hint: str = "Select all that apply.",
    none_of_these: str = "None of these",
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

    def changed(code: str) -> None:
        if state.widget_value(f"{key}.{code}"):
            for other in codes if code == _NONE else (_NONE,):
                state.set_widget(f"{key}.{other}", False)
        if on_change is not None:
            on_change(ticked(key, codes))

    with _field(key, label, hint, is_heading=is_heading, is_group=True):
        _grouped(key, options, groups or {}, changed)
        if none_of_these:
            st.container(key=f"or-{key}").markdown("or")
            _checkbox(key, (_NONE, none_of_these), changed)
    return ticked(key, codes)


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
    with _field(key, label, hint, is_heading=is_heading):
        st.text_input(
            label,
            key=f"w.{key}",
            label_visibility="collapsed",
            width=width,
            autocomplete=autocomplete,
            on_change=_tell(on_change, now),
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
    rows: int = 6,
) -> str:
    """A long text, saved while it is typed; returns what the server has."""
    frame = current()
    with st.container(key=f"fld-{key}", gap=None):
        return components.narrative(
            f"w.{key}",
            label=label,
            value=value or "",
            seed=frame.seed,
            hint=hint,
            error=frame.fault(key),
            limit=limit,
            rows=rows,
            on_change=on_change,
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
    words = {option[0]: option[1] for option in options}
    state.seed_widget(key, value if value in words else None)
    with _field(key, label, hint, is_heading=is_heading):
        st.selectbox(
            label,
            list(words),
            index=None,
            format_func=lambda code: words[code],
            placeholder="Select or type",
            key=f"w.{key}",
            label_visibility="collapsed",
            on_change=_tell(on_change, lambda: _text_or_none(state.widget_value(key))),
        )
    return _text_or_none(state.widget_value(key))


_PARTS = (("day", "Day", 90), ("month", "Month", 90), ("year", "Year", 120))


def date_input(
    key: str,
    label: str,
    value: date | None,
    on_change: Callable[[date | None], None] | None = None,
    *,
    hint: str = "For example, 21 11 2026.",
    is_heading: bool = False,
) -> date | None:
    """A day as day, month and year; None until the three make a real date (see ``date_fault``)."""
    for part, _, _ in _PARTS:
        state.seed_widget(f"{key}.{part}", str(getattr(value, part)) if value else "")
    with (
        _field(key, label, hint, is_heading=is_heading, is_group=True),
        st.container(key=f"date-{key}", horizontal=True, gap="small"),
    ):
        for part, word, width in _PARTS:
            st.text_input(
                word,
                key=f"w.{key}.{part}",
                width=width,
                autocomplete="off",
                on_change=_tell(on_change, lambda: typed_date(key)),
            )
    return typed_date(key)


def _typed_parts(key: str) -> list[str]:
    return [str(state.widget_value(f"{key}.{part}") or "").strip() for part, _, _ in _PARTS]


def is_date_empty(key: str) -> bool:
    """Whether nothing at all is typed into a date field."""
    return not any(_typed_parts(key))


def typed_date(key: str) -> date | None:
    """The date typed into a date field, or None when it is not a real one. A month may be a word."""
    day, month, year = _typed_parts(key)
    months = [date(2000, n, 1).strftime("%B").lower() for n in range(1, 13)]
    named = [
        n for n, name in enumerate(months, 1) if len(month) >= 3 and name.startswith(month.lower())
    ]
    try:
        return date(int(year) if len(year) == 4 else 0, named[0] if named else int(month), int(day))
    except ValueError:
        return None


def date_fault(key: str, what: str) -> str:
    """The sentence for a date that is missing or not real ("the review date"); empty when it is fine."""
    if typed_date(key) is not None:
        return ""
    if is_date_empty(key):
        return f"Enter {what}"
    return f"Enter {what} as a real date, like 21 11 2026"


def agency_pick(
    key: str,
    label: str,
    search: Callable[[str], Sequence[Option]],
    value: Option | None,
    on_change: Callable[[str | None], None] | None = None,
    *,
    hint: str = "Type part of its name: three letters or more, then select Search.",
    is_heading: bool = False,
    most: int = 20,
) -> str | None:
    """One agency of very many: typed, searched on the server, chosen from at most ``most`` hits.

    ``search`` returns (id, name, what helps to tell it apart); where it stops at ``most``, the page
    says that there may be more. Returns the id, or None.
    """
    state.seed_widget(f"{key}.text", "")
    with _field(key, label, hint, is_heading=is_heading, is_group=True):
        st.text_input(label, key=f"w.{key}.text", label_visibility="collapsed", autocomplete="off")
        st.container(key=f"search-{key}").button("Search", key=f"w.{key}.search")
        text = str(state.widget_value(f"{key}.text") or "").strip()
        is_searching = len(text) >= _SHORTEST_SEARCH
        hits = list(search(text)) if is_searching else [value] if value else []
        with st.container(key=f"hits-{key}", gap=None):
            if is_searching and not hits:
                st.markdown(
                    "Nothing matches. Check the spelling, or try a shorter part of the name."
                )
            if len(hits) >= most:
                st.markdown(f"These are the first {most}. Type more of the name to narrow it down.")
            if hits:
                said = "Agencies found" if is_searching else "Chosen"
                return _radio(key, said, hits[:most], value[0] if value else None, on_change)
    return None


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
    st.container(key="savedline").text(state.notice().text or saved)
    return pressed


def _tell(on_change: Callable[[_T], None] | None, read: Callable[[], _T]) -> Callable[[], None]:
    def changed() -> None:
        if on_change is not None:
            on_change(read())

    return changed


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None
