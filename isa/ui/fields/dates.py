"""A day, typed as day, month and year."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from isa.platform import clock
from isa.platform.days import MONTHS
from isa.platform.wording import gettext as _
from isa.ui import state
from isa.ui.fields.parts import field, tell

_PARTS = (("day", _("Day"), 90), ("month", _("Month"), 90), ("year", _("Year"), 120))


def date_input(
    key: str,
    label: str,
    value: date | None,
    on_change: Callable[[date | None], None] | None = None,
    *,
    hint: str | None = None,
    is_heading: bool = False,
) -> date | None:
    """A day as day, month and year; None until the three make a real date (see ``date_fault``).

    Without a hint it shows how today would be written.
    """
    hint = example_day(clock.today()) if hint is None else hint
    for part, *_rest in _PARTS:
        state.seed_widget(f"{key}.{part}", str(getattr(value, part)) if value else "")
    with (
        field(key, label, hint, is_heading=is_heading, is_group=True),
        st.container(key=f"date-{key}", horizontal=True, gap="small"),
    ):
        for part, word, width in _PARTS:
            st.text_input(
                word,
                key=f"w.{key}.{part}",
                width=width,
                autocomplete="off",
                on_change=tell(on_change, lambda: typed_date(key)),
            )
    return typed_date(key)


def example_day(day: date) -> str:
    """How a day is typed, as a hint."""
    return _("For example, {day}.").format(day=_in_figures(day))


def _in_figures(day: date) -> str:
    return f"{day.day} {day.month} {day.year}"


def set_date(key: str, day: date) -> None:
    """In a callback: put a day into a date field."""
    for part, *_rest in _PARTS:
        state.set_widget(f"{key}.{part}", str(getattr(day, part)))


def _typed_parts(key: str) -> list[str]:
    return [str(state.widget_value(f"{key}.{part}") or "").strip() for part, *_rest in _PARTS]


def is_date_empty(key: str) -> bool:
    """Whether nothing at all is typed into a date field."""
    return not any(_typed_parts(key))


def typed_date(key: str) -> date | None:
    """The date typed into a date field, or None when it is not a real one. A month may be a word."""
    day, month, year = _typed_parts(key)
    months = [month.lower() for month in MONTHS]
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
        return _("Enter {what}").format(what=what)
    return _("Enter {what} as a real date, like {day}").format(
        what=what, day=_in_figures(clock.today())
    )
