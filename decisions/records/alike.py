"""Reasons that stand word for word in other decisions: a sign of copying, for whoever reviews.

Each decision needs its own reasons. Equal ones can be right, after one meeting about six children;
so they are pointed out and judged by nobody here. Compared are keyed hashes: no text is opened.
"""

from sqlmodel import Session, col, func, select

from decisions.assessment import Frozen
from decisions.decision import Decision
from decisions.records import rows
from decisions.records.tables import DisposalRow, ReasonRow, RecordRow
from isa.platform.crypto import KeyRing
from isa.platform.database import Database, UnitOfWork
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require


class Alike(Frozen):
    """How often reasons of a record stand elsewhere: in other records, and twice in this one."""

    elsewhere: int
    within: bool


def hashes(keys: KeyRing, decision: Decision) -> list[str]:
    """A keyed hash of each recipient's reasons; letters count and nothing between them does."""
    return [
        keys.reference_hash(decision.agency_id, f"reasons:{_core(one.reasons)}")
        for one in decision.recipients
    ]


def _core(reasons: str) -> str:
    return "".join(c for c in reasons if c.isalnum())


def put(work: UnitOfWork, record_id: str, decision: Decision) -> None:
    """Keep the hashes of a record that is being sealed."""
    for place, found in enumerate(hashes(work.keys, decision)):
        if not _core(decision.recipients[place].reasons):
            continue
        work.session.add(ReasonRow(record_id=record_id, place=place, hash=found))


def alike(database: Database, actor: Actor, record_id: str) -> Alike:
    """Whether reasons of this record stand in others of its agency; for whoever reviews it.

    A record and the one it replaces are one decision, so they are not counted against each other.
    """
    require(actor, Action.DECISION_REVIEW)
    with database.read() as session:
        row = rows.readable(session, actor, record_id, Action.DECISION_REVIEW)
        own = list(session.exec(select(ReasonRow.hash).where(ReasonRow.record_id == record_id)))
        return Alike(elsewhere=_elsewhere(session, row, own), within=len(set(own)) < len(own))


def _elsewhere(session: Session, row: RecordRow, own: list[str]) -> int:
    if not own:
        return 0
    newer = select(RecordRow.id).where(RecordRow.supersedes == row.id)
    query = (
        select(func.count(func.distinct(ReasonRow.record_id)))
        .where(col(ReasonRow.hash).in_(own), ReasonRow.record_id != row.id)
        .where(ReasonRow.record_id != (row.supersedes or ""))
        .where(col(ReasonRow.record_id).not_in(newer))
        .where(col(ReasonRow.record_id).not_in(select(DisposalRow.record_id)))
    )
    return session.exec(query).one()
