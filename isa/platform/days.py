"""Days in words, in the language of the installation (pure: no clock)."""

from datetime import date

from isa.platform.wording import gettext as _

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
_WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def show_date(day: date) -> str:
    """A day as people read it, for example 21 November 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=MONTHS[day.month - 1], year=day.year)


def show_weekday(day: date) -> str:
    """A day with its weekday, for example Saturday 21 November 2026."""
    return _("{weekday} {date}").format(weekday=_WEEKDAYS[day.weekday()], date=show_date(day))
