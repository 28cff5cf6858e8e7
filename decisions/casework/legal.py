"""Legal advice in its compartment, for whoever advises an agency in law and for nobody else but its author.

A list says who asked and when. Opening an entry is noted in the trail each day it is opened. Nothing
here leads to a decision, a record or a person: who else reads those is another permission.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import Session, col, select

from decisions.assessment import Frozen
from decisions.casework import rows
from decisions.casework.model import Kind
from decisions.casework.tables import CaseworkPrivilegedRow, CaseworkRow
from decisions.casework.words import ConsultationWords
from isa.platform import audit, clock
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import MATRIX, Action, Scope, may, require
from isa.platform.tables import UserRow

MOST = 200
OPENED = "legal_advice_opened"


class Sought(Frozen):
    """One conversation with a lawyer in a list: who asked and when, and no word of it."""

    id: str
    asked_by: str
    asked_at: datetime


def sought(database: Database, actor: Actor) -> tuple[Sought, ...]:
    """The legal advice that the actor may open, newest first; what is still being written is left out."""
    require(actor, Action.PRIVILEGED_READ)
    with database.read() as session:
        found = session.exec(
            select(CaseworkRow)
            .join(CaseworkPrivilegedRow, col(CaseworkPrivilegedRow.casework_id) == CaseworkRow.id)
            .where(
                CaseworkRow.kind == Kind.CONSULTATION.value,
                col(CaseworkRow.made_at).is_not(None),
                _within(actor),
            )
            .order_by(col(CaseworkRow.created_at).desc())
            .limit(MOST)
        ).all()
        return tuple(
            Sought(
                id=row.id,
                asked_by=_name(session, row.actor_id),
                asked_at=_words(database, session, row).asked_at or row.created_at,
            )
            for row in found
            if _may_open(actor, row)
        )


def opened(database: Database, actor: Actor, casework_id: str) -> ConsultationWords:
    """One conversation with a lawyer, whole; that it was opened is noted. ``NotFound`` for any other."""
    require(actor, Action.PRIVILEGED_READ)
    with database.read() as session:
        row = session.get(CaseworkRow, casework_id)
        is_advice = row is not None and row.kind == Kind.CONSULTATION and row.made_at is not None
        if row is None or not is_advice or not _may_open(actor, row):
            raise NotFound(rows.NOT_HERE)
        words = _words(database, session, row)
        if not words.is_privileged:
            raise NotFound(rows.NOT_HERE)
        today = clock.today()
        is_noted = any(
            event.actor_id == actor.id and event.at.astimezone(clock.LONDON).date() == today
            for event in audit.events_about(session, casework_id, (OPENED,))
        )
    if not is_noted:
        with database.write(actor) as work:
            work.record(OPENED, casework_id)
    return words


def _may_open(actor: Actor, row: CaseworkRow) -> bool:
    return may(actor, Action.PRIVILEGED_READ, agency_id=row.agency_id, owner_id=row.actor_id)


def _within(actor: Actor) -> ColumnElement[bool]:
    """Whose advice may be among what the actor opens, so that a list is not filled with others'."""
    granted = [
        one.agency_id
        for one in actor.grants
        if MATRIX[one.role].get(Action.PRIVILEGED_READ) is Scope.AGENCY
    ]
    if None in granted:
        return true()
    return or_(col(CaseworkRow.actor_id) == actor.id, col(CaseworkRow.agency_id).in_(granted))


def _words(database: Database, session: Session, row: CaseworkRow) -> ConsultationWords:
    apart = rows.privileged(database.keys, session, row.id)
    return ConsultationWords.model_validate(rows.body(database.keys, row) | apart)


def _name(session: Session, user_id: str) -> str:
    user = session.get(UserRow, user_id)
    return user.name if user else user_id
