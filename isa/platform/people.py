"""The names of those who did something, for pages that tell what happened.

A name is shown and never stored beside what was done: there the id stands. Somebody who may no
longer sign in keeps their name here, with words that say so.
"""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from isa.platform.identity import SYSTEM
from isa.platform.tables import UserRow
from isa.platform.wording import gettext as _

_REMOVED = _("a user since removed")
_BROUGHT = _("as an imported file says")


def brought(name: str, batch_id: str | None) -> str:
    """Who did something: for what an import brought, that a file says so and nobody here saw it."""
    if batch_id is None:
        return name
    return _BROUGHT if name == _REMOVED else f"{name}, {_BROUGHT}"


def people(session: Session, user_ids: Iterable[str]) -> dict[str, str]:
    """The name for each of some user ids: every id asked for has one."""
    wanted = {each for each in user_ids if each}
    found = {SYSTEM.id: SYSTEM.name}
    ordinary = sorted(wanted - {SYSTEM.id})
    if ordinary:
        rows = session.exec(
            select(UserRow.id, UserRow.name, UserRow.disabled_at).where(
                col(UserRow.id).in_(ordinary)
            )
        )
        for user_id, name, stopped in rows:
            found[user_id] = _("{name} (no longer a user)").format(name=name) if stopped else name
    return {each: found.get(each, _REMOVED) for each in wanted}
