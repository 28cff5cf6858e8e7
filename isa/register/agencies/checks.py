"""What an agency and its contacts must be before they are written (pure)."""

from datetime import date

from isa.platform.wording import gettext as _
from isa.register.checks import (
    Faults,
    code_faults,
    id_faults,
    name_faults,
    number_faults,
    text_faults,
)
from isa.register.model import AgencyContact, Identifier, NewAgency
from isa.register.vocabulary import vocabulary

MOST_CONTACTS = 20


def new_agency_faults(new: NewAgency) -> Faults:
    """Everything wrong with an agency that somebody wants to add."""
    words = vocabulary()
    found = {
        **id_faults("id", new.id),
        **name_faults("name", new.name, _("the agency's name")),
        **code_faults(
            "type", [new.type], words.agency_types, _("agency type"), "agency_types.toml"
        ),
        **contact_faults(new.contacts, None),
    }
    for number, other in enumerate(new.other_names):
        found |= name_faults(f"other_names[{number}]", other, _("the other name"))
    for number, identifier in enumerate(new.identifiers):
        found |= identifier_faults(f"identifiers[{number}]", identifier)
    return found


def identifier_faults(path: str, identifier: Identifier) -> Faults:
    """An identifier's kind must be known; an unusual shape is only a warning, given elsewhere."""
    kinds = vocabulary().identifier_kinds
    return {
        **code_faults(
            path, [identifier.kind], kinds, _("identifier kind"), "identifier_kinds.toml"
        ),
        **name_faults(f"{path}.value", identifier.value, _("the code"), limit=40),
    }


def contact_faults(contacts: tuple[AgencyContact, ...], today: date | None) -> Faults:
    """Numbers that can be dialled, verified on a day that has been."""
    if len(contacts) > MOST_CONTACTS:
        return {
            "contacts": _("Keep at most {most_contacts} contacts; there are {count}").format(
                most_contacts=MOST_CONTACTS, count=len(contacts)
            )
        }
    found: Faults = {}
    for number, contact in enumerate(contacts):
        path = f"contacts[{number}]"
        found |= name_faults(f"{path}.label", contact.label, _("what people call the number"))
        found |= number_faults(f"{path}.number", contact.number)
        found |= text_faults(f"{path}.hours", contact.hours, _("the hours"), limit=100)
        if today and contact.verified_on and contact.verified_on > today:
            found[f"{path}.verified_on"] = _("The day it was checked must not be after today")
    return found


def checked_themselves(
    wanted: tuple[AgencyContact, ...], before: tuple[AgencyContact, ...]
) -> tuple[AgencyContact, ...]:
    """The contacts without days of checking that belong to numbers they replace.

    Somebody rang the old number on that day. Nobody knows yet who answers the new one.
    """
    kept = {_digits(each) for each in wanted}
    theirs = {each.verified_on for each in before if _digits(each) not in kept}
    known = {_digits(each) for each in before}
    return tuple(
        each.model_copy(update={"verified_on": None})
        if each.verified_on in theirs and _digits(each) not in known
        else each
        for each in wanted
    )


def _digits(contact: AgencyContact) -> str:
    return "".join(each for each in contact.number if each.isdigit() or each == "+")
