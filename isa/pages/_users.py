"""What the pages about users share: the roles as options, and where a role reaches."""

from collections.abc import Iterable

from isa.platform.identity import ROLE_LABELS, Grant, Role
from isa.platform.wording import gettext as _

_HINTS = {
    Role.PRACTITIONER: _("Makes decisions and reads their own records."),
    Role.SAFEGUARDING_LEAD: _("Makes decisions and reads every record of their agency."),
    Role.IG_LEAD: _(
        "Keeps the register of agencies and agreements. Reads no record about a person."
    ),
    Role.AUDITOR: _("Reads records and the audit trail. Changes nothing."),
    Role.ADMINISTRATOR: _("Adds and stops users. Reads no record about a person."),
    Role.LEGAL_ADVISER: _("Opens the legal advice that colleagues wrote down. Reads no record."),
}
ROLE_OPTIONS = [(role.value, label, _HINTS[role]) for role, label in ROLE_LABELS.items()]
_AT_AN_AGENCY = frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD})


def grant(code: str, agency_id: str) -> Grant:
    """A role where it is held: deciding at the user's own agency, the others everywhere."""
    role = Role(code)
    return Grant(role=role, agency_id=agency_id if role in _AT_AN_AGENCY else None)


def role_words(grants: Iterable[Grant]) -> str:
    """The roles held, in words and in their usual order."""
    held = {each.role for each in grants}
    return ", ".join(label for role, label in ROLE_LABELS.items() if role in held) or _("None")
