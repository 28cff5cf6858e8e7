"""A few questions in other words, where how a decision came about makes the usual ones read wrongly.

What is asked, and what the answer means, stays the same.
"""

from decisions.journey.choices_case import Trigger
from decisions.journey.choices_recipient import HarmIfShared
from decisions.journey.fields import Question, Step
from isa.platform.wording import gettext as _

_LABELS: dict[tuple[Trigger, str], tuple[str, str]] = {
    (Trigger.ROUTINE_SENDING, "about.who"): (
        _("Who is it about?"),
        _("Select who it is about"),
    ),
    (Trigger.ROUTINE_SENDING, "harm.seriousness"): (
        _("What harm could come if it is not sent?"),
        _("Select what harm could come if it is not sent"),
    ),
    (Trigger.ROUTINE_SENDING, "recipient.agency_id"): (
        _("Which agency?"),
        _("Select who will read it"),
    ),
    (Trigger.ROUTINE_SENDING, "recipient.name"): (
        _("Their name"),
        _("Enter the name of who will read it"),
    ),
    (Trigger.ROUTINE_SENDING, "effect.harm"): (
        _("What harm could come of their reading it?"),
        _("Select what harm could come of their reading it"),
    ),
    (Trigger.ROUTINE_SENDING, "decided.sent_to"): (
        _("To which reader, by name?"),
        _("Enter who it goes to"),
    ),
    (Trigger.ROUTINE_SENDING, "recipient.verified"): (
        _("How do you know that it reaches the right person?"),
        _("Select how you know that it reaches the right person"),
    ),
    (Trigger.ROUTINE_SENDING, "telling.safe"): (
        _("Is it safe if the person, or a child's parents, hear of this?"),
        _("Select whether it is safe if they hear of this"),
    ),
    (Trigger.REQUEST_RECEIVED, "recipient.agency_id"): (
        _("Which agency?"),
        _("Select who is asking"),
    ),
    (Trigger.REQUEST_RECEIVED, "recipient.name"): (
        _("Their name"),
        _("Enter the name of who is asking"),
    ),
    (Trigger.REQUEST_RECEIVED, "purpose.aim"): (
        _("What is the main reason for asking, as far as you can tell?"),
        _("Select the main reason for asking"),
    ),
}
"""The label of a question, and what is said when it is left empty."""
_TITLES: dict[tuple[Trigger, str], tuple[str, str]] = {
    (Trigger.ROUTINE_SENDING, "harm"): (_("What harm could come if it is not sent?"), ""),
    (Trigger.ROUTINE_SENDING, "recipient"): (
        _("Who will read it?"),
        _(
            "One reader at a time. You add the others, also as a pasted list, where you check your "
            "answers."
        ),
    ),
    (Trigger.ROUTINE_SENDING, "telling"): (_("Is it safe?"), ""),
    (Trigger.ROUTINE_SENDING, "effect"): (
        _("What harm could come of their reading it?"),
        _("Think of who else could come to see it, and what they might do."),
    ),
}
"""The title and the lede of a step."""


def label(asked: Question, trigger: Trigger) -> str:
    """What a question is called."""
    return _LABELS.get((trigger, f"{asked.step.key}.{asked.name}"), (asked.ask.label, ""))[0]


def error(asked: Question, trigger: Trigger) -> str:
    """What is said when a question is left empty."""
    return _LABELS.get((trigger, f"{asked.step.key}.{asked.name}"), ("", asked.ask.error))[1]


def title(step: type[Step], trigger: Trigger) -> str:
    """What a step is called among others on its page."""
    return _TITLES.get((trigger, step.key), (step.title, ""))[0]


def harm_of_telling(name: str) -> tuple[str, dict[str, str]]:
    """The question what harm telling somebody could do, and its options by code, with their name."""
    told = {
        HarmIfShared.MANAGEABLE: _(
            "Telling {recipient} could do some harm, and that can be managed"
        ),
        HarmIfShared.SERIOUS: _("Telling {recipient} could do serious harm"),
        HarmIfShared.OUTWEIGHS: _("Telling {recipient} would do more harm than telling nobody"),
    }
    asked = _("What harm could telling {recipient} do?").replace("{recipient}", name)
    return asked, {code.value: said.replace("{recipient}", name) for code, said in told.items()}


def lede(step: type[Step], trigger: Trigger) -> str:
    """What stands below the title of a step."""
    return _TITLES.get((trigger, step.key), ("", step.lede))[1]
