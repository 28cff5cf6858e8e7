"""Reading the audit trail as an auditor: is it whole, and who did what, to what, and when."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from isa.platform import audit
from isa.platform.audit import Verification
from isa.platform.clock import LONDON
from isa.platform.database import Database
from isa.platform.event_words import WORDS, About
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may, require
from isa.platform.tables import AuditEventRow, UserRow

PAGE = 50
MOST = 50_000
"""How many events one file holds, newest first."""
_NO_AGENCY = "-"
"""An agency that is none: only a role over the whole installation reaches it."""
_EVENT: sa.Table = AuditEventRow.__table__  # type: ignore[attr-defined]  # a table at run time
_USER: sa.Table = UserRow.__table__  # type: ignore[attr-defined]  # a table at run time


class Wanted(BaseModel):
    """Which events: about what kind of thing, by whom, about which one, and in which days, both counted."""

    model_config = ConfigDict(frozen=True)

    about: About | None = None
    thing: str = ""
    """The identifier of one record, agreement or agency, as it stands in the list."""
    who: str = ""
    """Part of a user's name, or their whole identifier."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Told:
    """An event as a page shows it: codes and identifiers, and who did it where the reader may know.

    ``actor_name`` is empty for the service itself and for people of agencies the reader does not audit.
    """

    n: int
    at: datetime
    type: str
    actor_id: str
    actor_name: str
    object_id: str
    codes: dict[str, Any]


def verify(database: Database, actor: Actor) -> Verification:
    """Walk the whole chain; ``Tampered`` names the first event that does not fit."""
    require(actor, Action.AUDIT_READ)
    with database.read() as session:
        return audit.verify(session)


def events(
    database: Database, actor: Actor, wanted: Wanted, *, before: int = 0, limit: int = PAGE
) -> list[Told]:
    """The events that are wanted, newest first, from the one before ``before`` on (0: from the last)."""
    require(actor, Action.AUDIT_READ)
    with database.read() as session:
        found = session.execute(_asked(wanted, before, _named_to(actor)).limit(limit))
        return [
            Told(n, at, kind, who, name or "", about, json.loads(body)["codes"])
            for n, at, kind, who, about, body, name in found
        ]


def taken(database: Database, actor: Actor, wanted: Wanted) -> list[Told]:
    """The events for a file, the newest ``MOST`` of them. The trail says that they were taken."""
    found = events(database, actor, wanted, limit=MOST)
    with database.write(actor) as work:
        work.record("trail_exported", "installation", count=len(found))
    return found


def _named_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The users whose names an auditor reads: those of the agencies whose records they audit."""
    if may(actor, Action.RECORD_VIEWS_READ, agency_id=_NO_AGENCY):
        return sa.true()
    agencies = {grant.agency_id for grant in actor.grants if grant.agency_id}
    reach = (each for each in agencies if may(actor, Action.RECORD_VIEWS_READ, agency_id=each))
    return _USER.c.agency_id.in_(sorted(reach))


def _asked(wanted: Wanted, before: int, is_named: sa.ColumnElement[bool]) -> sa.Select[Any]:
    event = _EVENT.c
    named = sa.and_(_USER.c.id == event.actor_id, is_named)
    asked = (
        sa.select(
            event.n, event.at, event.type, event.actor_id, event.object_id, event.body, _USER.c.name
        )
        .select_from(_EVENT.outerjoin(_USER, named))
        .order_by(event.n.desc())
    )
    if before:
        asked = asked.where(event.n < before)
    if wanted.about:
        asked = asked.where(event.type.in_(WORDS[wanted.about]))
    if wanted.thing:
        asked = asked.where(event.object_id == wanted.thing)
    if wanted.who:
        is_they = _USER.c.name.icontains(wanted.who, autoescape=True)
        asked = asked.where(sa.or_(event.actor_id == wanted.who, is_they))
    if wanted.since:
        asked = asked.where(event.at >= _midnight(wanted.since))
    if wanted.until:
        asked = asked.where(event.at < _midnight(wanted.until + timedelta(days=1)))
    return asked


def _midnight(day: date) -> datetime:
    """The instant at which a day begins in London."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
