"""The times of a decision in a line: event, known, advice, decided, sent, entered; late entries marked.

A thing is entered late when it was written down more than one working day after it was done. That it
is late is said as a fact and blames nobody: a call made from a doorstep is written up afterwards.
"""

from collections.abc import Iterator
from datetime import date, datetime

from pydantic import JsonValue

from decisions.assessment import Frozen
from decisions.decision import Decision
from decisions.journey.clocks import working_days_after
from decisions.records.content import Content, is_sent
from isa.platform.clock import LONDON, show_instant
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext

IN_TIME = 1
"""Working days after which an entry is late."""


class Moment(Frozen):
    """One time: what it is of, when, and what is to be said of it."""

    what: str
    when: str
    note: str = ""
    is_late: bool = False


def moments(content: Content) -> tuple[Moment, ...]:
    """The times in the order in which they are asked for; what was never said stays "Not known".

    A check of something about to be sent asks of no event, so it has neither of its times.
    """
    decision = content.decision
    event = (
        Moment(what=_("When it happened"), when=decision.happened),
        Moment(what=_("When it became known"), when=decision.known, note=_since_known(content)),
    )
    found = [
        *(() if content.is_check else event),
        *_advised(content),
        _decided(decision),
    ]
    for one in decision.recipients:
        if not is_sent(one):
            continue
        what = _("When it was sent to {name}").format(name=content.advice_for(one).name)
        if one.sent_on is not None:
            found.append(_done(what, one.sent_on, decision.entered_at))
        elif one.sent_words:
            found.append(Moment(what=what, when=one.sent_words))
    found.append(Moment(what=_("When it was entered"), when=show_instant(decision.entered_at)))
    return tuple(found)


def _advised(content: Content) -> Iterator[Moment]:
    """When advice was first shown, and when the advice decided on was, if that came to be another."""
    first, shown = content.decision.advice_first, show_instant(content.shown_at)
    if first is not None and (was := show_instant(first)) != shown:
        yield Moment(what=_("When advice was first shown"), when=was)
        note = _("It was not the first: answers, the law or the register had changed.")
        yield Moment(what=_("When the advice decided on was shown"), when=shown, note=note)
    else:
        yield Moment(what=_("When the advice was shown"), when=shown)


def _decided(decision: Decision) -> Moment:
    """When it was decided; as it was told where no exact time is known."""
    what = _("When it was decided")
    if decision.decided_words:
        return Moment(what=what, when=decision.decided_words)
    return _done(what, decision.decided_at, decision.entered_at)


def _done(what: str, at: datetime, entered: datetime) -> Moment:
    day, written = at.astimezone(LONDON).date(), entered.astimezone(LONDON).date()
    is_late = written > working_days_after(day, IN_TIME)
    note = _("Entered late: {days} after it.").format(days=_days(day, written)) if is_late else ""
    return Moment(what=what, when=show_instant(at), note=note, is_late=is_late)


def _days(start: date, end: date) -> str:
    days = (end - start).days
    return ngettext("{days} day", "{days} days", days).format(days=days)


def _since_known(content: Content) -> str:
    """How long it was known before it was decided, where the day is known exactly."""
    day = _exact(content.answers.get("story"))
    decided = content.decision.decided_at.astimezone(LONDON).date()
    if day is None or day >= decided or content.decision.decided_words:
        return ""  # where no exact time of the decision is known, nothing is counted to it
    return _("{days} before it was decided.").format(days=_days(day, decided))


def _exact(story: JsonValue) -> date | None:
    known = story.get("known") if isinstance(story, dict) else None
    if not isinstance(known, dict) or known.get("state") != "exact":
        return None
    try:
        return date.fromisoformat(str(known.get("on")))
    except ValueError:
        return None
