"""Working days of England: bank holidays count, and an emergency never waits for Monday."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from decisions.journey.clocks import (
    due_at,
    due_in_words,
    is_in_office_hours,
    is_working_day,
    months_after,
    rest_due,
    working_days_after,
)
from decisions.policy.pack import Pack, load_pack
from decisions.policy.released import newest_folder
from decisions.policy.source import Timescale
from isa.platform.errors import ConfigurationError

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


def test_a_clock_without_a_number_gives_its_words_and_no_date() -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    unnumbered = Timescale(text="as soon as possible", is_national=True)

    assert due_at(unnumbered, friday) is None
    assert due_in_words(unnumbered, friday) == "as soon as possible"


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 11, 20), 1, date(2026, 12, 18)),  # the 20th is a Sunday
        (date(2027, 1, 29), 1, date(2027, 2, 26)),  # no 29 February, and the 28th is a Sunday
        (date(2028, 1, 31), 1, date(2028, 2, 29)),  # a leap year, and a Tuesday
        (date(2026, 10, 1), 3, date(2026, 12, 31)),  # New Year's Day is a bank holiday
        (date(2026, 12, 14), 6, date(2027, 6, 14)),
    ],
)
def test_months_keep_the_day_number_and_step_back_to_a_working_day(
    start: date, months: int, due: date
) -> None:
    assert months_after(start, months) == due


@pytest.mark.parametrize(
    ("at", "due"),
    [
        # The clocks go back on 25 October 2026: that day is 25 hours long.
        (
            datetime(2026, 10, 24, 12, 0, tzinfo=LONDON),
            datetime(2026, 10, 25, 11, 0, tzinfo=LONDON),
        ),
        # They go forward on 28 March 2027: that day is 23 hours long.
        (
            datetime(2027, 3, 27, 12, 0, tzinfo=LONDON),
            datetime(2027, 3, 28, 13, 0, tzinfo=LONDON),
        ),
    ],
)
def test_hours_pass_as_hours_when_the_clocks_change(at: datetime, due: datetime) -> None:
    assert due_at(clock(24, "hours"), at) == due


def test_bank_holidays_are_those_of_the_nation() -> None:
    easter_monday, second_of_january, battle_of_the_boyne = (
        date(2027, 3, 29),
        date(2026, 1, 2),
        date(2027, 7, 12),
    )

    for nation in ("england", "wales"):
        assert not is_working_day(easter_monday, nation)
        assert is_working_day(second_of_january, nation)
        assert is_working_day(battle_of_the_boyne, nation)
    assert not is_working_day(second_of_january, "scotland")
    assert not is_working_day(battle_of_the_boyne, "northern_ireland")
    with pytest.raises(ConfigurationError, match="only for england, wales"):
        is_working_day(easter_monday, "atlantis")


def test_bank_holidays_of_england_are_the_published_ones() -> None:
    """As published for 2026 to 2027, with the days given instead of a weekend."""
    published = {
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 3),
        date(2027, 5, 31),
        date(2027, 8, 30),
        date(2027, 12, 27),
        date(2027, 12, 28),
    }
    first, last = date(2026, 12, 1).toordinal(), date(2027, 12, 31).toordinal()
    days = [date.fromordinal(number) for number in range(first, last + 1)]

    for nation in ("england", "wales"):
        free = {day for day in days if day.weekday() < 5 and not is_working_day(day, nation)}
        assert free == published


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(newest_folder())


def test_every_clock_of_the_pack_says_what_starts_it_and_what_it_rests_on(pack: Pack) -> None:
    for key, timescale in pack.timescales.items():
        assert timescale.starts, key
        assert timescale.cites, key
        assert "counted from when" not in timescale.starts, key


@pytest.mark.parametrize(
    ("key", "amount", "unit"),
    [
        ("referral_decision", 1, "working_days"),
        ("initial_conference", 15, "working_days"),
        ("core_group", 10, "working_days"),
        ("assessment", 45, "working_days"),
        ("review_conference_first", 3, "months"),
        ("review_conference_next", 6, "months"),
        ("lado_referral", 1, "working_days"),
        ("fgm_report", 1, "working_days"),
        ("fgm_report_latest", 1, "months"),
        ("serious_incident", 5, "working_days"),
        ("access_request", 1, "months"),
        ("pupil_file_in_year", 5, "working_days"),
        ("pupil_file_new_term", 4, "working_days"),
        ("police_protection", 72, "hours"),
    ],
)
def test_national_clocks_have_their_numbers(pack: Pack, key: str, amount: int, unit: str) -> None:
    found = pack.timescales[key]

    assert (found.amount, found.unit, found.is_national) == (amount, unit, True)


@pytest.mark.parametrize(
    "key",
    [
        "strategy_discussion",
        "section_47_9_request",
        "section_16h_request",
        "care_act_enquiry",
        "dbs_referral",
        "nrm_notification",
        "child_death_notification",
        "emergency_protection_order",
    ],
)
def test_what_has_no_national_number_gets_none_here(pack: Pack, key: str) -> None:
    assert pack.timescales[key].amount is None


def test_the_rest_of_a_call_is_due_on_the_next_working_day() -> None:
    friday = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    late = datetime(2026, 7, 2, 23, 30, tzinfo=UTC)  # already Friday in London

    assert rest_due(friday) == date(2026, 11, 23)
    assert rest_due(late) == date(2026, 7, 6)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=LONDON), True),
        (datetime(2026, 11, 23, 15, 59, tzinfo=LONDON), True),
        (datetime(2026, 11, 23, 16, 0, tzinfo=LONDON), False),
        (datetime(2026, 11, 23, 8, 59, tzinfo=LONDON), False),
        (datetime(2026, 11, 22, 12, 0, tzinfo=LONDON), False),  # a Sunday
        (datetime(2026, 12, 25, 12, 0, tzinfo=LONDON), False),
        (datetime(2026, 7, 1, 8, 30, tzinfo=UTC), True),  # half past nine in summer
    ],
)
def test_front_doors_answer_on_a_working_day(at: datetime, is_open: bool) -> None:
    assert is_in_office_hours(at) is is_open
