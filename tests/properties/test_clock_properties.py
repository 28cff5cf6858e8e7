"""What holds of every clock, whenever it starts: never early, never shorter for more, never on a day off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from decisions.journey.clocks import due_at, is_working_day
from decisions.policy.source import Timescale
from isa.platform.clock import LONDON

NATIONS = ("england", "wales", "scotland", "northern_ireland")
UNITS = ("minutes", "hours", "days", "working_days", "months")

instants = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)
starts = st.one_of(
    instants,
    st.sampled_from(
        [
            datetime(2028, 2, 29, 9, 0, tzinfo=LONDON),
            datetime(2027, 3, 28, 0, 30, tzinfo=LONDON),
            datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1),
            datetime(2026, 12, 31, 23, 59, 59, tzinfo=LONDON),
            datetime(2027, 12, 24, 17, 0, 0, tzinfo=LONDON),
        ]
    ),
)


def due(amount: int, unit: str, at: datetime, nation: str = "england") -> datetime:
    timescale = Timescale.model_validate(
        {"text": "in time", "amount": amount, "unit": unit, "is_national": True}
    )
    found = due_at(timescale, at, nation)
    assert found is not None
    return found.astimezone(UTC)


@given(starts, st.integers(0, 60), st.sampled_from(UNITS), st.sampled_from(NATIONS))
@example(datetime(2026, 12, 31, 23, 59, 59, tzinfo=LONDON), 0, "days", "england")
def test_nothing_is_due_before_it_starts(at: datetime, amount: int, unit: str, nation: str) -> None:
    assert due(amount, unit, at, nation) >= at


@given(starts, st.integers(0, 60), st.integers(0, 10), st.sampled_from(UNITS))
def test_a_longer_clock_is_never_due_sooner(
    at: datetime, amount: int, more: int, unit: str
) -> None:
    assert due(amount, unit, at) <= due(amount + more, unit, at)


@given(starts, st.integers(1, 60), st.sampled_from(("working_days", "months")))
@example(datetime(2026, 12, 24, 12, 0, tzinfo=LONDON), 1, "working_days")
@example(datetime(2028, 2, 29, 12, 0, tzinfo=LONDON), 12, "months")
def test_working_days_and_months_end_on_a_working_day(at: datetime, amount: int, unit: str) -> None:
    for nation in NATIONS:
        day = due(amount, unit, at, nation).astimezone(LONDON).date()
        assert is_working_day(day, nation), nation


@given(starts)
def test_an_emergency_and_today_never_wait_for_a_working_day(at: datetime) -> None:
    today = at.astimezone(LONDON).date()

    assert due(0, "minutes", at) == at.astimezone(UTC)
    assert due(0, "working_days", at).astimezone(LONDON).date() == today
    assert due(0, "days", at).astimezone(LONDON).date() == today


@given(starts, st.integers(0, 200))
def test_hours_are_as_long_as_hours_are(at: datetime, amount: int) -> None:
    assert due(amount, "hours", at) - at.astimezone(UTC) == timedelta(hours=amount)


@given(starts, st.integers(0, 60))
def test_england_and_wales_keep_the_same_days(at: datetime, amount: int) -> None:
    assert due(amount, "working_days", at) == due(amount, "working_days", at, "wales")


@given(starts, st.integers(0, 40))
def test_working_days_are_counted_one_by_one(at: datetime, amount: int) -> None:
    """Against counting them by hand, day after day."""
    day = at.astimezone(LONDON).date()
    last = due(amount, "working_days", at).astimezone(LONDON).date()
    passed = [date.fromordinal(n) for n in range(day.toordinal() + 1, last.toordinal() + 1)]

    assert sum(is_working_day(one) for one in passed) == amount


@pytest.mark.parametrize("unit", UNITS)
def test_the_day_is_londons_and_not_the_servers(unit: str) -> None:
    """Half past midnight in London on 2 July is still 1 July in UTC."""
    in_london = datetime(2026, 7, 2, 0, 30, tzinfo=LONDON)

    assert due(3, unit, in_london) == due(3, unit, in_london.astimezone(UTC))
