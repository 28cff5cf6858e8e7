"""What waits for nothing, above the title: the number to ring first, then the others.

A number is held here only where somebody checked it; where there is none, nobody rings 999 for want of it.
"""

from decisions.assessment import ActNow, Contact
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.text import plain

_EMERGENCY = "999"
_NOBODY_HELD = _("No checked number of the front door is held here.")


def shown(now: ActNow) -> None:
    """The panel above an advice: the number to ring first, then the others and when they were checked."""
    first, others = _first_and_others(now)
    lines = [number(first, with_number=False) if first else _NOBODY_HELD]
    lines += [plain(now.sentence), *(number(contact) for contact in others)]
    panels.act_now(now.headline, *_large(first), lines)


def in_short(now: ActNow) -> None:
    """The same above a question: one number, the one after it, and 999."""
    first, others = _first_and_others(now)
    short = [*others[:1], *(one for one in others[1:] if one.number == _EMERGENCY)]
    lines = [plain(first.label) if first else _NOBODY_HELD]
    lines += [f"{plain(one.label)}: {panels.telephone(one.number)}" for one in short]
    panels.act_now(now.headline, *_large(first), ["  \n".join(lines)])


def _large(first: Contact | None) -> tuple[str, str]:
    """What stands large: the number, or whom to ring where no number of theirs is held."""
    return ("", first.number) if first else (_("Ring your council's switchboard"), "")


def _first_and_others(now: ActNow) -> tuple[Contact | None, list[Contact]]:
    """In danger to life 999 is the large number; otherwise the first that is not 999, if there is one.

    A number that two front doors share, as of one team at night, stands once.
    """
    is_999 = now.code == "call_999"
    once = {contact.number: contact for contact in reversed(now.contacts)}
    held = [contact for contact in now.contacts if once[contact.number] is contact]
    first = next((c for c in held if (c.number == _EMERGENCY) is is_999), None)
    return first, [contact for contact in held if contact is not first]


def number(contact: Contact, *, with_number: bool = True) -> str:
    """A contact in one line: whom, the number, its hours, and when somebody checked it."""
    number = f": {panels.telephone(contact.number)}" if with_number else ""
    checked = (
        _(" Number checked {checked_on}.").format(checked_on=show_date(contact.checked_on))
        if contact.checked_on
        else ""
    )
    return f"{plain(contact.label)}{number}. {plain(contact.hours)}.{checked}"
