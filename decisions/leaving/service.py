"""How much a user has not finished, for whoever is about to move them: counted, and nothing read.

A draft never changes hands (the database sees to that), and a request waits for whoever asked. Both
belong to the agency where they were begun, so they stay there when their owner leaves, and nobody
can finish them. Sealed records and what follows them are read by the safeguarding lead of the agency.
"""

from sqlmodel import col, select

from decisions.assessment import Frozen
from decisions.casework.model import Kind
from decisions.casework.tables import CaseworkRow
from decisions.journey.tables import DraftRow
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require


class Unfinished(Frozen):
    """How much one user has not finished at one agency."""

    agency_id: str
    drafts: int
    requests: int


def unfinished(database: Database, actor: Actor, user_id: str) -> tuple[Unfinished, ...]:
    """What a user has not finished, agency by agency; empty when there is nothing."""
    require(actor, Action.USER_WRITE)
    begun = select(DraftRow.agency_id).where(DraftRow.actor_id == user_id, DraftRow.state == "open")
    asked = select(CaseworkRow.agency_id).where(
        CaseworkRow.actor_id == user_id,
        CaseworkRow.kind == Kind.REQUEST.value,
        col(CaseworkRow.closed_at).is_(None),
    )
    with database.read() as session:
        drafts, requests = session.exec(begun).all(), session.exec(asked).all()
    return tuple(
        Unfinished(agency_id=one, drafts=drafts.count(one), requests=requests.count(one))
        for one in sorted({*drafts, *requests})
    )
