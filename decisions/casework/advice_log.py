"""The conversations in the log that led to one decision, for whoever reads its record.

Of legal advice only that it was asked for, whom and when: its words stay in their compartment. The
log is its keeper's, so a colleague who reads the record sees none of it here.
"""

from datetime import datetime

from sqlmodel import and_, col, or_, select

from decisions.assessment import Frozen
from decisions.casework import rows
from decisions.casework.model import Kind
from decisions.casework.tables import CaseworkRow
from decisions.casework.words import ConsultationWords
from decisions.records import rows as record_rows
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may, require


class Conversation(Frozen):
    """One conversation: with whom and when, and whether its words are kept apart."""

    id: str
    whom: str
    asked_at: datetime | None
    is_privileged: bool


def of_record(database: Database, actor: Actor, record_id: str) -> tuple[Conversation, ...]:
    """The conversations that were linked to a record or to its draft, oldest first."""
    require(actor, Action.RECORD_READ)
    with database.read() as session:
        record = record_rows.readable(session, actor, record_id)
        linked = or_(
            col(CaseworkRow.record_id) == record_id, col(CaseworkRow.draft_id) == record.draft_id
        )
        query = select(CaseworkRow).where(
            and_(linked, col(CaseworkRow.kind) == Kind.CONSULTATION.value)
        )
        found = []
        for row in session.exec(query.order_by(col(CaseworkRow.created_at))):
            if not may(actor, Action.CASEWORK_READ, agency_id=row.agency_id, owner_id=row.actor_id):
                continue
            words = ConsultationWords.model_validate(rows.body(database.keys, row))
            whom = ", ".join(filter(None, (words.role.text if words.role else "", words.where)))
            found.append(
                Conversation(
                    id=row.id,
                    whom=whom,
                    asked_at=words.asked_at,
                    is_privileged=words.is_privileged,
                )
            )
        return tuple(found)
