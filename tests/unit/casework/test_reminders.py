"""Calendar entries that anyone may see over a shoulder, and read by a calendar as what they are."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from decisions.casework import reminders
from decisions.casework.model import Action, Casework, Kind, Party, PartyWords, State, Task
from isa.platform.clock import LONDON
from tests.unit.records.sample import ASSESSMENT, SOCIAL_CARE, step

AT = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
SUMMER = datetime(2027, 5, 4, 17, 0, tzinfo=LONDON)
ADDRESS = "https://share.example.org/follow_up?record=rec_4k2m"


def followed(state: State = State.SENT) -> Casework:
    party = Party(
        id="pty_1",
        state=state,
        send_due=None,
        sent_at=AT,
        receipt_due=SUMMER,
        acknowledged_at=None,
        answer_due=None,
        answered_at=None,
        chased_at=None,
        words=PartyWords(name="Exampleshire front door"),
    )
    review = Action(
        id="act_1", code=Task.REVIEW, due_at=AT + timedelta(days=2), done_at=None, log=()
    )
    return Casework(
        id="fup_1",
        kind=Kind.FOLLOW_UP,
        owner_id="amina",
        agency_id="school",
        created_at=AT,
        made_at=AT,
        closed_at=None,
        record_id="rec_4k2m",
        draft_id=None,
        version=1,
        body={},
        parties=(party,),
        actions=(review,),
    )


def written(casework: Casework | None = None) -> bytes:
    found = reminders.reminders(casework or followed(), ASSESSMENT)
    return reminders.calendar(
        found, about="rec_4k2m", address=ADDRESS, service="Share safely", at=AT
    )


def test_titles_are_neutral_and_nothing_else_says_anything():
    events = Calendar.from_ical(written()).walk("VEVENT")

    assert {"Review due", "Receipt due"} <= {str(one["summary"]) for one in events}
    assert {str(one["description"]) for one in events} == {ADDRESS}
    for name in ("Exampleshire", "front door", "Sami", "CASE", "child"):
        assert name.encode() not in written()


def test_times_are_of_london_in_winter_and_in_summer():
    events = Calendar.from_ical(written()).walk("VEVENT")
    summer = next(one for one in events if str(one["summary"]) == "Receipt due")

    assert summer["dtend"].params["TZID"] == "Europe/London"
    assert summer.decoded("dtend").astimezone(UTC) == datetime(2027, 5, 4, 16, 0, tzinfo=UTC)
    assert b"TZID:Europe/London" in written()


def test_the_same_file_again_replaces_its_own_entries():
    first, second = (Calendar.from_ical(written()).walk("VEVENT") for _ in range(2))

    assert [one["uid"] for one in first] == [one["uid"] for one in second]
    assert len({str(one["uid"]) for one in first}) == len(first)


def test_what_has_ended_and_what_is_over_gets_no_entry():
    over = step("x", "Ring them.", "You", "at once", AT - timedelta(days=1))
    advice = ASSESSMENT.model_copy(
        update={"at": AT, "recipients": (SOCIAL_CARE.model_copy(update={"next_steps": (over,)}),)}
    )

    titles = [one.title for one in reminders.reminders(followed(State.ANSWERED), advice)]

    assert "Receipt due" not in titles
    assert reminders.NEXT_STEP not in titles
    assert reminders.reminders(None) == ()


def test_what_is_due_by_the_end_of_a_day_is_that_whole_day_and_says_so_in_the_afternoon():
    tonight = SUMMER.replace(hour=23, minute=59)
    due = reminders.Reminder(id="pty_1", title="Something to send", at=tonight)
    made = reminders.calendar((due,), about="rec_4k2m", address="", service="Share safely", at=AT)

    (event,) = Calendar.from_ical(made).walk("VEVENT")
    (alarm,) = event.walk("VALARM")

    assert event.decoded("dtstart") == date(2027, 5, 4)
    assert event.decoded("dtend") == date(2027, 5, 5)
    assert alarm.decoded("trigger") == timedelta(hours=15)
