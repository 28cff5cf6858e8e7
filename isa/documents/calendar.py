"""Reviews and endings of agreements as calendar entries (pure).

A title names the agreement's reference and nothing else: no agency, no subject.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from isa.coverage.model import Frozen
from isa.platform.wording import gettext as _

MIME = "text/calendar"


class Milestone(Frozen):
    """A day on which an agreement has to be looked at: an opaque id, a title, the day."""

    id: str
    title: str
    day: date


def milestones(
    agreement_id: str, reference: str, review_due_on: date | None, ends_on: date | None
) -> tuple[Milestone, ...]:
    """The days of one agreement."""
    found = []
    if review_due_on is not None:
        title = _("{reference}: review due").format(reference=reference)
        found.append(Milestone(id=f"{agreement_id}-review", title=title, day=review_due_on))
    if ends_on is not None:
        title = _("{reference}: last day").format(reference=reference)
        found.append(Milestone(id=f"{agreement_id}-end", title=title, day=ends_on))
    return tuple(found)


def subscription(found: Sequence[Milestone], *, service: str, at: datetime) -> bytes:
    """A calendar file to subscribe to or to import: whole days, the same ids every time."""
    made = Calendar()
    made.add("prodid", f"-//{service}//register//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Information sharing agreements"))
    for one in sorted(found, key=lambda each: (each.day, each.title)):
        event = Event()
        event.add("uid", f"{one.id}@isa")
        event.add("dtstamp", at)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
