"""When things around a decision are due.

Clocks that law or guidance sets come from the pack the advice was given under. Where neither sets one,
this tool suggests one working day, and says that it is a suggestion.
"""

from datetime import date, datetime, time

from decisions.journey.clocks import due_at, working_days_after
from decisions.policy.source import Timescale
from isa.platform.clock import LONDON

WORKING_DAYS = 1
"""For a receipt and a second look afterwards: no law sets these."""
_END = time(17, 0)
_MIDNIGHT = time(23, 59, 59)


def end_of(day: date) -> datetime:
    """The end of a working day in London."""
    return datetime.combine(day, _END, LONDON)


def next_working_day(at: datetime) -> datetime:
    """The end of the next working day."""
    return end_of(working_days_after(at.astimezone(LONDON).date(), WORKING_DAYS))


def today(at: datetime) -> datetime:
    """The end of the same calendar day: danger never waits for Monday."""
    return datetime.combine(at.astimezone(LONDON).date(), _MIDNIGHT, LONDON)


def receipt(sent_at: datetime, *, is_urgent: bool) -> datetime:
    """When it should be known that they have it: the same day where something is due at once."""
    return today(sent_at) if is_urgent else next_working_day(sent_at)


def answer(clock: Timescale | None, sent_at: datetime) -> datetime | None:
    """When their answer is due under a clock, counted from sending; None without a number."""
    return due_at(clock, sent_at) if clock else None


def second_look(code: str, at: datetime) -> datetime:
    """When a second person should have looked: today before holding back, else on the next working day."""
    return today(at) if code == "before_withholding" else next_working_day(at)
