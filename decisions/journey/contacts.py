"""Whom to ring: numbers somebody checked, and the two that everybody may ring."""

from decisions.assessment import Contact, Frozen
from isa.platform.wording import gettext as _

EMERGENCY = Contact(
    label=_("Emergency services"), number="999", hours=_("Day and night"), checked_on=None
)
NHS_111 = Contact(label="NHS 111", number="111", hours=_("Day and night"), checked_on=None)
POLICE_101 = Contact(
    label=_("Police, for what is not an emergency"),
    number="101",
    hours=_("Day and night"),
    checked_on=None,
)


class Contacts(Frozen):
    """Names and checked numbers for one decision, looked up beforehand."""

    names: dict[str, str]
    """What to call each recipient, by the recipient's id in the answers."""
    front_door: tuple[Contact, ...] = ()
    """The safeguarding front doors that fit the people in play."""
    for_police: bool = False
    """Whether the help is first of all the police's: an adult alone, who needs no care or support."""


def for_act_now(code: str, contacts: Contacts) -> tuple[Contact, ...]:
    """The numbers to show for what must happen now, the one to ring first at the top."""
    if code == "call_999":
        return (EMERGENCY, *contacts.front_door)
    if code == "urgent_clinical":
        return (NHS_111, EMERGENCY)
    police = (POLICE_101,) if contacts.for_police else ()
    return (*police, *contacts.front_door, EMERGENCY)
