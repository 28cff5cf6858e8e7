"""The only place that reads the clock. Instants are UTC; people are shown Europe/London."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from isa.platform.wording import gettext as _

LONDON = ZoneInfo("Europe/London")
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


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in London."""
    return now().astimezone(LONDON).date()


def show_date(day: date) -> str:
    """A day as people read it, for example 21 November 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=MONTHS[day.month - 1], year=day.year)


def show_weekday(day: date) -> str:
    """A day with its weekday, for example Saturday 21 November 2026."""
    return _("{weekday} {date}").format(weekday=_WEEKDAYS[day.weekday()], date=show_date(day))


def show_time(at: datetime) -> str:
    """A time of day in London on the 24-hour clock, for example 16:42."""
    return f"{at.astimezone(LONDON):%H:%M}"


def show_instant(at: datetime) -> str:
    """Day and time in London, for example 21 November 2026 at 16:42."""
    local = at.astimezone(LONDON)
    return _("{day} at {time}").format(day=show_date(local.date()), time=f"{local:%H:%M}")
