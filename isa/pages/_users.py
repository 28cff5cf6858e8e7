"""What the pages about users share: the roles as options, and where a role reaches."""

from collections.abc import Iterable

from isa.platform import users
from isa.platform.errors import NotFound
from isa.platform.identity import ROLE_LABELS, Grant, Role
from isa.platform.users import User
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import site
from isa.ui.door import actor, database

_HINTS = {
    Role.PRACTITIONER: _("Makes decisions and reads their own records."),
    Role.SAFEGUARDING_LEAD: _("Makes decisions and reads every record of their agency."),
    Role.IG_LEAD: _(
        "Keeps their agency's entry in the register and the agreements it leads. Reads no record "
        "about a person."
    ),
    Role.AUDITOR: _("Reads records and the audit trail. Changes nothing."),
    Role.ADMINISTRATOR: _("Adds and stops users. Reads no record about a person."),
    Role.LEGAL_ADVISER: _("Opens the legal advice that colleagues wrote down. Reads no record."),
}
_AT_AN_AGENCY = frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD, Role.IG_LEAD})
_WHOLE_REGISTER = "ig_lead_whole"
ROLE_OPTIONS = [(role.value, label, _HINTS[role]) for role, label in ROLE_LABELS.items()]
ROLE_OPTIONS.insert(
    [option[0] for option in ROLE_OPTIONS].index(Role.IG_LEAD) + 1,
    (
        _WHOLE_REGISTER,
        _("Information governance lead of the whole register"),
        _("Keeps every agency and agreement, imports and exports. Reads no record about a person."),
    ),
)


def grant(code: str, agency_id: str) -> Grant:
    """A role where it is held: auditing and administering everywhere, the others at the user's agency."""
    if code == _WHOLE_REGISTER:
        return Grant(role=Role.IG_LEAD, agency_id=None)
    role = Role(code)
    return Grant(role=role, agency_id=agency_id if role in _AT_AN_AGENCY else None)


def code_of(held: Grant) -> str:
    """The option that stands for a role as it is held."""
    is_whole = held.role is Role.IG_LEAD and held.agency_id is None
    return _WHOLE_REGISTER if is_whole else held.role.value


def opened() -> User:
    """The user whose page this is; ``NotFound`` when the address names none."""
    for user in users.list_users(database(), actor()):
        if user.id == site.param("id"):
            return user
    raise NotFound(_("There is no user at this address."))


def agency_name(agency_id: str) -> str:
    """The agency's name, or its identifier: the first users are there before the register."""
    try:
        return register.agency(database(), actor(), agency_id).name
    except NotFound:
        return agency_id


def role_words(grants: Iterable[Grant]) -> str:
    """The roles held, in words and in their usual order."""
    held = {code_of(each) for each in grants}
    return ", ".join(label for code, label, _hint in ROLE_OPTIONS if code in held) or _("None")
