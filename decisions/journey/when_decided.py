"""When a decision was taken, where that was before it was written down.

A call is often made from a doorstep and recorded at night. The time that somebody tells is kept apart
from the time of the entry, which is the machine's own. Nothing is asked where nothing went out yet:
there the decision is taken as it is sealed.
"""

from collections.abc import Iterator
from datetime import datetime

from decisions.journey.answers import Answers
from decisions.journey.check_answers import show_dated
from decisions.journey.choices_case import Trigger
from decisions.journey.choices_decided import Gone
from decisions.journey.fields import Dated
from decisions.journey.steps_decide import SHARING, Decided
from isa.platform.clock import LONDON
from isa.platform.wording import gettext as _

PATH = "after.decided"


def was_before(answers: Answers) -> bool:
    """Whether something was said or sent already, so that it was decided before this is entered."""
    return answers.trigger is Trigger.ALREADY_SHARED or any(
        one.gone is Gone.EARLIER for one in _gone(answers)
    )


def faults(answers: Answers, at: datetime) -> Iterator[tuple[str, str]]:
    """What is wrong with the time that was told, by path; whether one is needed is asked elsewhere."""
    told = _told(answers)
    if told is None or told.state != "exact":
        return
    decided = instant(told)
    if decided is None:
        yield PATH, _("Enter the date and the time you decided, or select 'I know about when'")
    elif decided > at:
        yield PATH, _("The time you decided must be now or earlier")
    elif any(sent < decided for sent in _sent(answers)):
        yield (
            PATH,
            _("It was sent before this. Change when you decided, or when it was sent"),
        )


def moment(answers: Answers, entered: datetime) -> tuple[datetime, str]:
    """When it was decided, and how that was told where no exact time is known.

    What was sent a moment ago was decided by then.
    """
    told = _told(answers)
    if told is None:
        return min((entered, *_sent(answers))), ""
    known = instant(told)
    return (known, "") if known else (entered, show_dated(told))


def instant(told: Dated) -> datetime | None:
    """The moment a dated answer names, where it names a day and a time."""
    if told.on is None or told.at is None:
        return None
    return datetime.combine(told.on, told.at, LONDON)


def just_now(at: datetime) -> dict[str, str]:
    """An instant as the answer to when something was sent, to the minute."""
    here = at.astimezone(LONDON)
    return {"state": "exact", "on": here.date().isoformat(), "at": f"{here:%H:%M}:00"}


def _told(answers: Answers) -> Dated | None:
    return answers.after.decided if answers.after and was_before(answers) else None


def _gone(answers: Answers) -> Iterator[Decided]:
    """What was decided of those that were told already."""
    for one in answers.recipients:
        held = one.decided
        if held and held.outcome in SHARING and held.gone in (Gone.NOW, Gone.EARLIER):
            yield held


def _sent(answers: Answers) -> Iterator[datetime]:
    """When things were sent, of those whose time is known."""
    for one in _gone(answers):
        if one.sent and (at := instant(one.sent)):
            yield at
