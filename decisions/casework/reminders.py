"""Calendar entries for what is due, fit for a calendar that others can see.

A title says what kind of thing is due and nothing else: no case, no person, no place, no agency. The
only address in it holds an opaque id, which opens nothing without signing in.
"""

from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from decisions.assessment import Assessment, Frozen
from decisions.casework.model import Casework, Due
from isa.platform.clock import LONDON
from isa.platform.wording import gettext as _

MIME = "text/calendar"
_LASTS = timedelta(minutes=15)
_END_OF_DAY = (23, 59)
"""When a day that is due ends: a whole day in a calendar, and no meeting shortly before midnight."""
_IN_THE_AFTERNOON = timedelta(hours=15)
_TITLES: dict[str, str] = {
    Due.SEND: _("Something to send"),
    Due.RECEIPT: _("Receipt due"),
    Due.ANSWER: _("Reply due"),
    Due.ADVICE: _("Reply due"),
    Due.REVIEW: _("Review due"),
    Due.SECOND_PERSON: _("Second look due"),
    Due.REMAINDER: _("Record to finish"),
}
NEXT_STEP = _("Next step due")


class Reminder(Frozen):
    """Something due: an id that stays the same when it is downloaded again, a title, an instant."""

    id: str
    title: str
    at: datetime


def reminders(casework: Casework | None, advice: Assessment | None = None) -> tuple[Reminder, ...]:
    """What is due under casework, and under the next steps of the advice; the same hour once."""
    found: dict[tuple[str, datetime], Reminder] = {}
    for party in casework.parties if casework else ():
        if party.waits_for and party.due_at:
            _add(found, party.id, _TITLES[party.waits_for], party.due_at)
    for action in casework.actions if casework else ():
        if action.done_at is None:
            _add(found, action.id, _TITLES[action.code.value], action.due_at)
    for one in advice.recipients if advice else ():
        for step in (*one.conditions, *one.consult, *one.next_steps):
            if step.due_at and step.due_at > (advice.at if advice else step.due_at):
                _add(found, "step", NEXT_STEP, step.due_at)
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.title)))


def _add(
    found: dict[tuple[str, datetime], Reminder], reminder_id: str, title: str, at: datetime
) -> None:
    found.setdefault(
        (title, at), Reminder(id=f"{reminder_id}-{at:%Y%m%dT%H%M}", title=title, at=at)
    )


def calendar(
    found: tuple[Reminder, ...], *, about: str, address: str, service: str, at: datetime
) -> bytes:
    """The entries as a file. ``about`` is the opaque id they belong to; ``address`` may be empty."""
    made = Calendar()
    made.add("prodid", f"-//{service}//calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for one in found:
        made.add_component(_event(one, about=about, address=address, at=at))
    years = [one.at.year for one in found] or [at.year]
    made.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    return bytes(made.to_ical())


def _event(one: Reminder, *, about: str, address: str, at: datetime) -> Event:
    ends = one.at.astimezone(LONDON)
    event = Event()
    event.add("uid", f"{about}-{one.id}")
    event.add("dtstamp", at)
    event.add("summary", one.title)
    is_whole_day = (ends.hour, ends.minute) == _END_OF_DAY
    event.add("dtstart", ends.date() if is_whole_day else ends - _LASTS)
    event.add("dtend", ends.date() + timedelta(days=1) if is_whole_day else ends)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if address:
        event.add("url", address)
        event.add("description", address)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.title)
    alarm.add("trigger", _IN_THE_AFTERNOON if is_whole_day else timedelta(hours=-1))
    event.add_component(alarm)
    return event
