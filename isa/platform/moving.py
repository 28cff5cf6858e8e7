"""Moving a user to another agency: one person, another employer.

What they made stays where they made it, because records, drafts and requests belong to the agency
and not to whoever wrote them. So the roles end with the move and are given anew, and with them goes
the reading of everything at the agency that is left. The sign-in ends too, and where the address
changes the account that it was tied to is let go: the old employer's account opens nothing any more.
"""

import sqlalchemy as sa
from sqlmodel import Session, select

from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor, Grant
from isa.platform.permissions import Action, require
from isa.platform.tables import UserRoleRow, UserRow
from isa.platform.wording import gettext as _

_ROLE: sa.Table = UserRoleRow.__table__  # type: ignore[attr-defined]  # a table at run time


def move_user(
    database: Database,
    actor: Actor,
    user_id: str,
    *,
    agency_id: str,
    email: str,
    job_title: str,
    grants: frozenset[Grant],
) -> None:
    """Let a user work for another agency from now on, in the roles given and in no other.

    Raises ``NotFound`` for no such user, ``Invalid`` for one who was stopped, for oneself, for the
    agency they are at, for an address that another user has, and for no role.
    """
    require(actor, Action.USER_WRITE)
    address = email.strip().casefold()
    if user_id == actor.id:
        raise Invalid({"": _("Somebody else who manages users has to move you")})
    with database.write(actor) as work:
        row = work.session.get(UserRow, user_id, with_for_update=True)
        if row is None:
            raise NotFound(_("There is no user with this id."))
        if faults := _faults(work.session, row, agency_id, address, grants):
            raise Invalid(faults)
        if address != row.email:
            row.email, row.issuer, row.subject = address, None, None
        before, row.agency_id = row.agency_id, agency_id
        row.job_title, row.sign_in_after = job_title.strip(), work.at
        work.session.add(row)
        work.session.flush()
        work.connection.execute(sa.delete(_ROLE).where(_ROLE.c.user_id == user_id))
        for grant in grants:
            held = UserRoleRow(
                user_id=user_id, role=grant.role.value, agency_id=grant.agency_id or ""
            )
            work.session.add(held)
        roles = sorted(grant.role.value for grant in grants)
        work.record("user_moved", user_id, before=before, to=agency_id, roles=roles)


def _faults(
    session: Session, row: UserRow, agency_id: str, address: str, grants: frozenset[Grant]
) -> dict[str, str]:
    """What is wrong with a move, by field."""
    if row.disabled_at is not None:
        return {"": _("Their access was stopped, so they cannot be moved")}
    found = {}
    if not agency_id:
        found["agency"] = _("Select the agency they move to")
    elif row.agency_id == agency_id:
        found["agency"] = _("They work for this agency already. Select another")
    taken = select(UserRow).where(UserRow.email == address, UserRow.id != row.id)
    if "@" not in address:
        found["email"] = _("Enter an e-mail address, like name@agency.gov.uk")
    elif session.exec(taken).first():
        found["email"] = _("This e-mail address already has a user")
    if not grants:
        found["roles"] = _("Select at least one role")
    return found
