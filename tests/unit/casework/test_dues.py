"""When things around a decision are due: weekends, bank holidays, danger."""

from datetime import UTC, datetime

import pytest

from decisions.casework import dues
from isa.platform.clock import LONDON

FRIDAY_EVENING = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 10, 0, tzinfo=UTC)


def test_a_receipt_is_due_on_the_next_working_day_and_in_danger_the_same_day():
    assert dues.receipt(FRIDAY_EVENING, is_urgent=False) == datetime(
        2026, 11, 23, 17, 0, tzinfo=LONDON
    )
    assert dues.receipt(FRIDAY_EVENING, is_urgent=True) == datetime(
        2026, 11, 20, 23, 59, 59, tzinfo=LONDON
    )


def test_bank_holidays_are_no_working_days():
    assert dues.next_working_day(CHRISTMAS_EVE) == datetime(2026, 12, 29, 17, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("code", "day", "hour"), [("before_withholding", 20, 23), ("after", 23, 17)]
)
def test_a_second_look_before_holding_back_is_due_the_same_day(code, day, hour):
    due = dues.second_look(code, FRIDAY_EVENING)

    assert (due.day, due.hour) == (day, hour)


def test_without_a_clock_no_answer_is_due():
    assert dues.answer(None, FRIDAY_EVENING) is None
