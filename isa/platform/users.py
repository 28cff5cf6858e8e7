"""Users and their roles: adding, disabling, and turning a signed-in identity into an actor."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, select

from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor, Grant, Role
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.tables import UserRoleRow, UserRow
from isa.platform.wording import gettext as _

_USER: sa.Table = UserRow.__table__  # type: ignore[attr-defined]  # a table at run time
_ROLE: sa.Table = UserRoleRow.__table__  # type: ignore[attr-defined]  # a table at run time
SIGN_IN_LASTS = timedelta(hours=12)
_CLOCKS_DIFFER = timedelta(minutes=5)


class User(BaseModel):
    """A user as an administrator sees them."""

    model_config = ConfigDict(frozen=True)

    id: str
    email: str
    name: str
    job_title: str
    agency_id: str
    grants: frozenset[Grant]
    is_disabled: bool


def _grants(session: Session, user_id: str) -> frozenset[Grant]:
    rows = session.exec(select(UserRoleRow).where(UserRoleRow.user_id == user_id))
    return frozenset(Grant(role=Role(row.role), agency_id=row.agency_id or None) for row in rows)


def _actor(session: Session, row: UserRow) -> Actor:
    return Actor(
        id=row.id,
        name=row.name,
        job_title=row.job_title,
        agency_id=row.agency_id,
        grants=_grants(session, row.id),
    )


def _with_roles(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """A user with their roles, one row for each."""
    return (
        sa.select(
            _USER.c.id,
            _USER.c.name,
            _USER.c.job_title,
            _USER.c.agency_id,
            _USER.c.disabled_at,
            _USER.c.sign_in_after,
            _ROLE.c.role,
            _ROLE.c.agency_id.label("held_at"),
        )
        .select_from(_USER.outerjoin(_ROLE, _ROLE.c.user_id == _USER.c.id))
        .where(*where)
    )


_BY_ID = _with_roles(_USER.c.id == sa.bindparam("user"))
_BY_SUBJECT = _with_roles(
    _USER.c.issuer == sa.bindparam("issuer"), _USER.c.subject == sa.bindparam("subject")
)


def _found(
    database: Database, statement: sa.Select[Any], **values: str
) -> tuple[Actor, bool, float] | None:
    """The user a statement finds as an actor, whether they are enabled, and from when they may sign in.

    One statement on a bare connection: every run of every page begins with it.
    """
    with database.look() as connection:
        rows = connection.execute(statement, values).all()
    if not rows:
        return None
    first = rows[0]
    held = [Grant(role=Role(row.role), agency_id=row.held_at or None) for row in rows if row.role]
    actor = Actor(
        id=first.id,
        name=first.name,
        job_title=first.job_title,
        agency_id=first.agency_id,
        grants=frozenset(held),
    )
    ended = first.sign_in_after
    return actor, first.disabled_at is None, ended.timestamp() if ended else 0.0


def actor_by_id(database: Database, user_id: str) -> Actor | None:
    """The actor behind an id, read afresh; None when unknown or disabled."""
    found = _found(database, _BY_ID, user=user_id)
    return found[0] if found is not None and found[1] else None


def all_actors(database: Database) -> list[Actor]:
    """Every enabled user: the identities to pick from in a demonstration (never offered when live)."""
    with database.read() as session:
        rows = session.exec(
            select(UserRow).where(UserRow.disabled_at == None).order_by(UserRow.id)  # noqa: E711 -- SQL
        ).all()
        return [_actor(session, row) for row in rows]


def resolve(database: Database, claims: Mapping[str, Any]) -> Actor | None:
    """The actor for OpenID Connect claims, or None when unknown, disabled or signed in too long ago.

    A user is added by e-mail address. The first sign-in with that verified address binds the
    provider's issuer and subject; from then on only that pair is accepted. Claims that do not say
    when they were made (``iat``, which OpenID Connect requires) are not accepted.
    """
    issuer, subject = str(claims.get("iss", "")), str(claims.get("sub", ""))
    if not issuer or not subject or not _is_recent(claims.get("iat")):
        return None
    if (bound := _found(database, _BY_SUBJECT, issuer=issuer, subject=subject)) is not None:
        actor, is_enabled, ended = bound
        return actor if is_enabled and claims["iat"] >= ended else None
    return _bind_first_sign_in(database, claims, issuer, subject)


def _is_recent(issued: object) -> bool:
    """Whether claims made at this time (seconds since 1970) still count."""
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False
    age = clock.now().timestamp() - issued
    return -_CLOCKS_DIFFER.total_seconds() <= age <= SIGN_IN_LASTS.total_seconds()


def _bind_first_sign_in(
    database: Database, claims: Mapping[str, Any], issuer: str, subject: str
) -> Actor | None:
    email = str(claims.get("email", "")).strip().casefold()
    verified = claims.get("email_verified", True)  # some providers leave it out, some write "true"
    if not email or str(verified).casefold() != "true":
        return None
    with database.read() as session:
        row = session.exec(select(UserRow).where(UserRow.email == email)).first()
        if row is None or row.disabled_at is not None or row.subject is not None:
            return None
        actor = _actor(session, row)
    with database.write(actor) as work:
        fresh = work.session.get_one(UserRow, actor.id)
        fresh.issuer, fresh.subject = issuer, subject
        work.session.add(fresh)
        work.record("user_first_signed_in", actor.id)
    return actor


def add_user(
    database: Database,
    actor: Actor,
    *,
    email: str,
    name: str,
    job_title: str,
    agency_id: str,
    grants: frozenset[Grant],
    user_id: str | None = None,
) -> User:
    """Add a person who may sign in with this e-mail address; returns the new user."""
    require(actor, Action.USER_WRITE)
    faults = {}
    address = email.strip().casefold()
    if "@" not in address:
        faults["email"] = _("Enter an e-mail address, like name@agency.gov.uk")
    if not name.strip():
        faults["name"] = _("Enter the person's name")
    if not agency_id:
        faults["agency"] = _("Select the agency they work for")
    if not grants:
        faults["roles"] = _("Select at least one role")
    if faults:
        raise Invalid(faults)
    with database.write(actor) as work:
        if work.session.exec(select(UserRow).where(UserRow.email == address)).first():
            raise Invalid({"email": _("This e-mail address already has a user")})
        row = UserRow(
            id=user_id or new_id("usr"),
            email=address,
            name=name.strip(),
            job_title=job_title.strip(),
            agency_id=agency_id,
            created_at=work.at,
        )
        work.session.add(row)
        work.session.flush()
        for grant in grants:
            work.session.add(
                UserRoleRow(user_id=row.id, role=grant.role.value, agency_id=grant.agency_id or "")
            )
        work.record("user_added", row.id, roles=sorted(grant.role.value for grant in grants))
    return User(
        id=row.id,
        email=row.email,
        name=row.name,
        job_title=row.job_title,
        agency_id=agency_id,
        grants=grants,
        is_disabled=False,
    )


def set_role(database: Database, actor: Actor, user_id: str, grant: Grant, *, held: bool) -> None:
    """Give a user a role at an agency, or take it away.

    Raises ``NotFound`` when there is no such user, or when the role to take away is not held there:
    somebody who believes that it is gone would leave it open.
    """
    require(actor, Action.USER_WRITE)
    with database.write(actor) as work:
        if work.session.get(UserRow, user_id) is None:
            raise NotFound(_("There is no user with this id."))
        key = (user_id, grant.role.value, grant.agency_id or "")
        existing = work.session.get(UserRoleRow, key)
        if not held and existing is None:
            raise NotFound(
                _("This user does not hold this role there, so there is nothing to take.")
            )
        if held and existing is None:
            work.session.add(UserRoleRow(user_id=key[0], role=key[1], agency_id=key[2]))
        if not held and existing is not None:
            work.session.delete(existing)
        work.record(
            "user_role_given" if held else "user_role_taken", user_id, role=grant.role.value
        )


def disable_user(database: Database, actor: Actor, user_id: str) -> None:
    """Stop a user at their next click; their records stay."""
    require(actor, Action.USER_WRITE)
    with database.write(actor) as work:
        row = work.session.get(UserRow, user_id)
        if row is None:
            raise NotFound(_("There is no user with this id."))
        row.disabled_at = work.at
        work.session.add(row)
        work.record("user_disabled", user_id)


def list_users(database: Database, actor: Actor) -> list[User]:
    """Every user, by name."""
    require(actor, Action.USER_READ)
    with database.read() as session:
        rows = session.exec(select(UserRow).order_by(UserRow.name)).all()
        return [
            User(
                id=row.id,
                email=row.email,
                name=row.name,
                job_title=row.job_title,
                agency_id=row.agency_id,
                grants=_grants(session, row.id),
                is_disabled=row.disabled_at is not None,
            )
            for row in rows
        ]


def find_user(database: Database, actor: Actor, email: str) -> User:
    """The user with this e-mail address; ``NotFound`` if there is none."""
    wanted = email.strip().casefold()
    for user in list_users(database, actor):
        if user.email == wanted:
            return user
    raise NotFound(_("There is no user with this e-mail address. Add one with: isa user add"))
