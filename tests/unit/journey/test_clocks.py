"""Working days of England: bank holidays count, and an emergency never waits for Monday."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from decisions.journey.clocks import due_at, due_in_words, working_days_after
from decisions.policy.source import Timescale

LONDON = ZoneInfo("Europe/London")


def clock(amount: int, unit: str) -> Timescale:
    return Timescale.model_validate(
        {"text": "within that time", "amount": amount, "unit": unit, "is_national": True}
    )


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 19), 1, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 3, 25), 1, date(2027, 3, 30)),
        (date(2027, 12, 24), 1, date(2027, 12, 29)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_step_over_weekends_and_bank_holidays(
    start: date, days: int, due: date
) -> None:
    assert working_days_after(start, days) == due


def test_today_means_today_on_a_sunday_too() -> None:
    sunday = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)

    assert due_at(clock(0, "working_days"), sunday) == datetime(2026, 11, 22, 23, 59, tzinfo=LONDON)
    assert due_at(clock(0, "minutes"), sunday) == sunday


def test_the_day_is_counted_in_london() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert due_at(clock(1, "days"), late) == datetime(2026, 7, 3, 23, 59, tzinfo=LONDON)
    assert due_at(clock(24, "hours"), late) == datetime(2026, 7, 2, 23, 30, tzinfo=UTC)


def test_words_name_the_day_unless_it_is_today() -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    assert due_in_words(clock(0, "working_days"), friday) == "within that time"
    assert due_in_words(clock(1, "working_days"), friday) == (
        "within that time: by Monday 23 November 2026"
    )
