"""Reading the audit trail as an auditor: is it whole, and what happened last."""

from sqlmodel import select

from isa.platform import audit
from isa.platform.audit import AuditEvent, Verification
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.tables import AuditEventRow


def verify(database: Database, actor: Actor) -> Verification:
    """Walk the whole chain; ``Tampered`` names the first event that does not fit."""
    require(actor, Action.AUDIT_READ)
    with database.read() as session:
        return audit.verify(session)


def latest(database: Database, actor: Actor, limit: int = 50) -> list[AuditEvent]:
    """The last events, newest first. They hold codes and identifiers, never a person's details."""
    require(actor, Action.AUDIT_READ)
    with database.read() as session:
        rows = session.exec(
            select(AuditEventRow).order_by(AuditEventRow.n.desc()).limit(limit)  # type: ignore[attr-defined]  # a column at run time
        ).all()
        return [
            AuditEvent(
                n=row.n, at=row.at, type=row.type, actor_id=row.actor_id, object_id=row.object_id
            )
            for row in rows
        ]
