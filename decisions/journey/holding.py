"""A reply to somebody who asks, before there is an answer: it promises a day and confirms nothing.

The same words go to a police officer, a parent and a stranger, so that getting them says nothing
about anybody. The day is a suggestion of this tool, except for a request to see one's own information.
"""

from datetime import date

from decisions.journey.answers import Answers
from decisions.journey.choices_case import Purpose, Trigger
from decisions.journey.clocks import months_after, working_days_after
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _

WORKING_DAYS = 5
"""How soon an answer is promised where no law sets a time."""


def is_due(answers: Answers, outcomes: tuple[str, ...]) -> bool:
    """Whether somebody asked and is not to be answered at once."""
    is_asked = answers.trigger is Trigger.REQUEST_RECEIVED
    return is_asked and not all(one.startswith("share") for one in outcomes)


def reply_by(answers: Answers, on: date) -> date:
    """The day that is promised: within a month for one's own information, else a working week."""
    aim = answers.purpose.aim if answers.purpose else None
    if aim is Purpose.RIGHTS_REQUEST:
        return months_after(_asked_on(answers) or on, 1)
    return working_days_after(on, WORKING_DAYS)


def _asked_on(answers: Answers) -> date | None:
    received = answers.request.received if answers.request else None
    return received.on if received else None


def holding_reply(name: str, role: str, agency: str, by: date) -> str:
    """The words to copy: nothing in them depends on the case."""
    signed = "\n".join(part for part in (name, role, agency) if part)
    return (
        _(
            "Thank you for your request. It is being looked at by whoever deals with requests here, and you "
            "will have a reply by {day}.\n\nWe answer every request in this way. This message does not say "
            "whether we know anybody, or whether we hold any information.\n\n"
            "If someone is in immediate danger, ring 999."
        ).format(day=show_date(by))
        + f"\n\n{signed}"
    )
