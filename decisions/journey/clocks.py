"""When something is due: minutes, hours, days, and working days of England.

A working day is Monday to Friday except a bank holiday in England. The day of the event is day 0 and
the deadline is the end of the day counted to. Nought working days means before the end of the same
calendar day, weekend or not: an emergency never waits for Monday.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays

from decisions.policy.source import Timescale
from isa.platform.clock import LONDON, show_date

_END_OF_DAY = time(23, 59)
_END_OF_WORKING_DAY = time(17, 0)


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and not a bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The working day that many working days after ``day``, which itself counts as day 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def due_at(timescale: Timescale, at: datetime) -> datetime:
    """The instant by which something under this timescale is due, counted from ``at``."""
    if timescale.unit == "minutes":
        return at + timedelta(minutes=timescale.amount)
    if timescale.unit == "hours":
        return at + timedelta(hours=timescale.amount)
    today = at.astimezone(LONDON).date()
    if timescale.amount == 0:
        return datetime.combine(today, _END_OF_DAY, LONDON)
    if timescale.unit == "days":
        return datetime.combine(today + timedelta(days=timescale.amount), _END_OF_DAY, LONDON)
    day = working_days_after(today, timescale.amount)
    return datetime.combine(day, _END_OF_WORKING_DAY, LONDON)


def due_in_words(timescale: Timescale, at: datetime) -> str:
    """The timescale's own words, with the date where it is not today."""
    due = due_at(timescale, at).astimezone(LONDON).date()
    if due == at.astimezone(LONDON).date():
        return timescale.text
    return f"{timescale.text}: by {due:%A} {show_date(due)}"
