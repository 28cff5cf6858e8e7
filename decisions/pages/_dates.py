"""A day that is asked for, and a day that may be known only about, drawn from their questions."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from decisions.journey.fields import Dated, Question
from decisions.pages._sheet import Sheet
from decisions.pages._typed import dated_value, is_near, near_days, state_of
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import fields

_TO_COME = frozenset({"review_on"})
_NEAR = (_("Today"), _("Yesterday"))
_STATES = (
    ("exact", _("On another day I know")),
    ("about", _("I know about when")),
    ("not_known", _("I do not know")),
)


def draw_date(sheet: Sheet, asked: Question) -> None:
    """A date."""
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    fields.date_input(
        path,
        sheet.label(asked),
        held if isinstance(held, date) else None,
        lambda value: sheet.save(path, value.isoformat() if value else None),
        hint=_("{hint} {example}").format(hint=asked.ask.hint, example=_example(asked)).strip(),
        is_heading=sheet.is_title(asked),
    )
    if asked.name in _TO_COME:
        st.button(_("In a week"), key=f"week-{path}", on_click=_in_a_week, args=(path,))


def _in_a_week(path: str) -> None:
    """In a callback: type the day in; the page keeps it like any other that was typed."""
    fields.set_date(path, clock.today() + timedelta(weeks=1))


def _example(asked: Question) -> str:
    """A day that would do: for a day still to come, a week from now."""
    if asked.name not in _TO_COME:
        return fields.example_day(clock.today())
    day = clock.today() + timedelta(weeks=1)
    return _("A week from now is {day}.").format(day=f"{day.day} {day.month} {day.year}")


def draw_dated(sheet: Sheet, asked: Question) -> None:
    """A day that is known, about known, or not known; the details open below the choice."""
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    known = held if isinstance(held, Dated) else None

    def changed(_value: object) -> None:
        sheet.save(path, dated_value(path))

    picked = fields.radios(
        path,
        sheet.label(asked),
        [*zip(near_days(), _NEAR, strict=True), *_STATES],
        state_of(known),
        changed,
        hint=asked.ask.hint,
    )
    with st.container():
        if is_near(picked):
            with fields.reveal(f"{path}.details"):
                _clock_time(path, known, changed)
        elif picked == "exact":
            with fields.reveal(f"{path}.details"):
                fields.date_input(f"{path}.on", _("Date"), known.on if known else None, changed)
                _clock_time(path, known, changed)
        elif picked == "about":
            with fields.reveal(f"{path}.details"):
                fields.text_input(
                    f"{path}.words",
                    _("About when?"),
                    known.words if known else "",
                    changed,
                    hint=_("For example 'early November'."),
                )


def _clock_time(path: str, known: Dated | None, changed: Callable[[object], None]) -> None:
    at = f"{known.at:%H:%M}" if known and known.at else ""
    fields.text_input(
        f"{path}.at",
        _("Time, if you know it"),
        at,
        changed,
        hint=_("For example 09:10."),
        width=120,
    )
