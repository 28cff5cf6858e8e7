"""When something is due: minutes, hours, days, working days, months, or no number at all.

A working day is Monday to Friday except a bank holiday of the nation. The day of the event is day 0
and the deadline is the end of the day counted to. Nought days or working days means before the end of
the same calendar day, weekend or not: an emergency never waits for Monday. A month ends on the same
day number, or the month's last day where there is none, and on the working day before if that is not
one: acting sooner is always allowed. School days are not counted, for want of every school's calendar.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays

from decisions.policy.source import Timescale
from isa.platform.clock import LONDON, show_weekday
from isa.platform.errors import ConfigurationError
from isa.platform.wording import gettext as _

_END_OF_DAY = time(23, 59)
_END_OF_WORKING_DAY = time(17, 0)
_BANK_HOLIDAYS_OF = {
    "england": "ENG",
    "wales": "WLS",
    "scotland": "SCT",
    "northern_ireland": "NIR",
}
ENGLAND = "england"
_OPENS, _CLOSES = 9, 16


@lru_cache(maxsize=256)
def _bank_holidays(year: int, nation: str) -> frozenset[date]:
    if nation not in _BANK_HOLIDAYS_OF:
        known = ", ".join(_BANK_HOLIDAYS_OF)
        raise ConfigurationError(
            _("No bank holidays are known for {nation!r}; only for {known}.").format(
                nation=nation, known=known
            )
        )
    return frozenset(holidays.country_holidays("GB", subdiv=_BANK_HOLIDAYS_OF[nation], years=year))


def is_working_day(day: date, nation: str = ENGLAND) -> bool:
    """Monday to Friday, and not a bank holiday of the nation."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year, nation)


def is_in_office_hours(at: datetime, nation: str = ENGLAND) -> bool:
    """Whether every front door may be taken to answer: a working day, from nine to four o'clock.

    Hours are written as each council writes them, and nobody closes before four. Outside this the
    number for nights and weekends is shown first, and the hours beside both.
    """
    here = at.astimezone(LONDON)
    return is_working_day(here.date(), nation) and _OPENS <= here.hour < _CLOSES


def working_days_after(day: date, count: int, nation: str = ENGLAND) -> date:
    """The working day that many working days after ``day``, which itself counts as day 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, nation)
    return day


def rest_due(rang_at: datetime, nation: str = ENGLAND) -> date:
    """The day by which the rest of a record is due after a call: within one working day."""
    return working_days_after(rang_at.astimezone(LONDON).date(), 1, nation)


def months_after(day: date, count: int, nation: str = ENGLAND) -> date:
    """The same day number that many months on, or the last working day before it."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    while not is_working_day(day, nation):
        day -= timedelta(days=1)
    return day


def due_at(timescale: Timescale, at: datetime, nation: str = ENGLAND) -> datetime | None:
    """The instant by which something under this timescale is due, counted from ``at``.

    None for a clock without a number. Hours are counted as they pass, so that one long or short day in
    spring and autumn makes no difference to them.
    """
    amount, at = timescale.amount, at.astimezone(UTC)
    if amount is None:
        return None
    if timescale.unit in ("minutes", "hours"):
        return at + timedelta(**{timescale.unit: amount})
    today = at.astimezone(LONDON).date()
    if amount == 0:
        return max(at, datetime.combine(today, _END_OF_DAY, LONDON))
    if timescale.unit == "days":
        return datetime.combine(today + timedelta(days=amount), _END_OF_DAY, LONDON)
    count = months_after if timescale.unit == "months" else working_days_after
    return datetime.combine(count(today, amount, nation), _END_OF_WORKING_DAY, LONDON)


def due_in_words(timescale: Timescale, at: datetime, nation: str = ENGLAND) -> str:
    """The timescale's own words, with the date where it has one and it is not today.

    A clock that something else starts says what, and names the day it would end if that is today.
    """
    due = due_at(timescale, at, nation)
    if due is None:
        return timescale.text
    day = due.astimezone(LONDON).date()
    by = _("by {day}").format(day=show_weekday(day))
    if not timescale.counts_from_advice:
        return _("{timescale}, counted from when {starts}; if that is today, {by}").format(
            timescale=timescale.text, starts=timescale.starts, by=by
        )
    if day == at.astimezone(LONDON).date():
        return timescale.text
    return f"{timescale.text}: {by}"
