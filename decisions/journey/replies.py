"""Replies to somebody who asks that confirm nothing: one until there is an answer, one where it is declined.

The same words go to a police officer, a parent and a stranger, so that getting them says nothing
about anybody. The day is a suggestion of this tool, except for a request to see one's own information.
"""

from datetime import date

from decisions.journey.answers import Answers
from decisions.journey.choices_case import Purpose, Trigger
from decisions.journey.choices_decided import Outcome
from decisions.journey.clocks import months_after, working_days_after
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _

WORKING_DAYS = 5
"""How soon an answer is promised where no law sets a time."""
_ANSWERED_ELSEWHERE = (Purpose.RIGHTS_REQUEST, Purpose.COURT_CORONER)
"""What others here answer, with reasons and by a time that the law sets: never declined in these words."""
_TO_NOBODY = (Purpose.INFORM_FAMILY, Purpose.MEDIA, Purpose.NONE_STATED)
"""What no other way here answers, so that nothing more is to be promised."""


def is_due(answers: Answers, outcomes: tuple[str, ...]) -> bool:
    """Whether somebody asked and is not to be answered at once."""
    is_asked = answers.trigger is Trigger.REQUEST_RECEIVED
    return is_asked and not all(one.startswith("share") for one in outcomes)


def is_declined(outcome: str, aim: str) -> bool:
    """Whether what was decided of whoever asked is the end of it; ``aim`` is what they asked for it for."""
    if aim in _ANSWERED_ELSEWHERE:
        return False
    is_ended = outcome == Outcome.ROUTE_ELSEWHERE and aim in _TO_NOBODY
    return outcome == Outcome.DO_NOT_SHARE or is_ended


def reply_by(aim: str, asked_on: date | None, on: date) -> date:
    """The day that is promised: within a month for one's own information, else a working week."""
    if aim == Purpose.RIGHTS_REQUEST:
        return months_after(asked_on or on, 1)
    return working_days_after(on, WORKING_DAYS)


def holding_reply(name: str, role: str, agency: str, by: date) -> str:
    """The words to copy until there is an answer: nothing in them depends on the case."""
    said = _(
        "Thank you for your request. It is being looked at by whoever deals with requests here, and you "
        "will have a reply by {day}.\n\nWe answer every request in this way. This message does not say "
        "whether we know anybody, or whether we hold any information.\n\n"
        "If someone is in immediate danger, ring 999."
    ).format(day=show_date(by))
    return _signed(said, name, role, agency)


def declining_reply(name: str, role: str, agency: str) -> str:
    """The words to copy where nothing is given: the same whether anything is held or not."""
    said = _(
        "Thank you for your request. We do not give information in answer to it.\n\nEvery request that "
        "we decline is answered in these words. They do not say whether we know anybody, or whether we hold any "
        "information.\n\n"
        "If a law or an order obliges us to answer, tell us in writing which it is, and send us the order or "
        "notice. If you asked for information about yourself, say so: you have a right to ask for it, and it "
        "is answered separately.\n\nIf you are worried about someone, ring the social care front door of "
        "their council. If someone is in immediate danger, ring 999."
    )
    return _signed(said, name, role, agency)


def _signed(said: str, name: str, role: str, agency: str) -> str:
    below = "\n".join(part for part in (name, role, agency) if part)
    return f"{said}\n\n{below}"
