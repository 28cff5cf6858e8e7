"""One change to many things: what is asked for, what it would do, and what stands in its way (pure)."""

import calendar
import hashlib
from datetime import date
from enum import StrEnum

from isa.coverage.model import Frozen
from isa.documents.public_register import PublicEntry
from isa.platform.wording import gettext as _
from isa.register.agreements.fields import term_faults
from isa.register.checks import Faults, day_faults, name_faults
from isa.register.worklist.model import MOST_AT_ONCE, TaskKey

_CYCLES = {"months_6": 6, "months_12": 12, "months_24": 24}


class Act(StrEnum):
    """What may be done to many at once."""

    REVIEWED = "reviewed"
    REVIEW_DATE = "review_date"
    OWNER = "owner"
    CHASED = "chased"
    PUBLICATION = "publication"
    CONFIRMED = "confirmed"


WITHOUT_REASON = frozenset({Act.CHASED, Act.CONFIRMED})
"""What needs no reason: it says by itself what happened."""


class Request(Frozen):
    """A change somebody wants to make to what they selected."""

    act: Act
    keys: tuple[TaskKey, ...]
    on: date | None = None
    """The new review date; the day the review was held; the day they were chased."""
    next_due: date | None = None
    """When the next review is due; without it, by the cycle of each agreement."""
    owner: str = ""
    publication: str = ""
    """Whether they may be published: a code of the field beside an agreement."""
    reason: str = ""


class Change(Frozen):
    """One thing that would be different: of which agreement (and party), before and after."""

    agreement_id: str
    agency_id: str = ""
    reference: str
    name: str
    """The title of the agreement, or the name of the party."""
    field: str
    what: str
    before: str
    after: str
    value: str
    """What is written, as the register writes it."""


class Refused(Frozen):
    """Something selected to which the change cannot be made, and why."""

    key: TaskKey
    reference: str
    name: str
    why: str


class Plan(Frozen):
    """Exactly what a request would do. Nothing is done while anything is refused."""

    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    unchanged: int
    """How many say already what is asked for."""
    shown: tuple[PublicEntry, ...] = ()
    """What anybody would see of them from then on, exactly."""
    hidden: tuple[PublicEntry, ...] = ()
    """What anybody sees of them now, and would not from then on."""

    @property
    def digest(self) -> str:
        """The same for the same changes: what was looked at is what is carried out, or nothing is."""
        looked_at = (*self.changes, *self.shown, *self.hidden)
        told = "\n".join(each.model_dump_json() for each in looked_at)
        return hashlib.sha256(told.encode()).hexdigest()


def request_faults(request: Request, *, today: date) -> Faults:
    """What is wrong with a request, whatever it is made to."""
    found: Faults = {}
    if not request.keys:
        found[""] = _("Select something in the list first")
    if len(request.keys) > MOST_AT_ONCE:
        found[""] = _("Select at most {most} at once").format(most=MOST_AT_ONCE)
    if request.act is Act.PUBLICATION:
        found |= _publication(request)
    elif request.act is Act.OWNER:
        found |= name_faults("owner", request.owner, _("the post that looks after them"))
    else:
        found |= _day(request, today)
    if request.act not in WITHOUT_REASON:
        found |= name_faults("reason", request.reason, _("why"), limit=1000)
    return found


def _publication(request: Request) -> Faults:
    if not request.publication:
        return {"publication": _("Select whether they may be published")}
    return term_faults({"publication": request.publication})


def _day(request: Request, today: date) -> Faults:
    if request.on is None:
        return {"on": _("Enter the day")}
    if request.act is Act.REVIEW_DATE and request.on <= today:
        return {"on": _("The day of the next review must be in the future")}
    if request.act is not Act.REVIEW_DATE and request.on > today:
        return {"on": _("The day must be today or in the past")}
    if request.next_due is not None and request.next_due <= request.on:
        return {"next_due": _("The next review must be after this one")}
    return {
        **day_faults("on", request.on, _("the day")),
        **day_faults("next_due", request.next_due, _("the next review")),
    }


def next_review(held_on: date, cycle: str) -> date | None:
    """When a review is due after one that was held, by the agreement's cycle; None for no usual cycle."""
    if cycle not in _CYCLES:
        return None
    months = held_on.month - 1 + _CYCLES[cycle]
    year, month = held_on.year + months // 12, months % 12 + 1
    return date(year, month, min(held_on.day, calendar.monthrange(year, month)[1]))
