"""The only place that reads the clock. Instants are UTC; people are shown Europe/London."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from isa.platform.days import show_date as show_date
from isa.platform.days import show_weekday as show_weekday
from isa.platform.wording import gettext as _

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in London."""
    return now().astimezone(LONDON).date()


def show_time(at: datetime) -> str:
    """A time of day in London on the 24-hour clock, for example 16:42."""
    return f"{at.astimezone(LONDON):%H:%M}"


def show_instant(at: datetime) -> str:
    """Day and time in London, for example 21 November 2026 at 16:42."""
    local = at.astimezone(LONDON)
    return _("{day} at {time}").format(day=show_date(local.date()), time=f"{local:%H:%M}")
