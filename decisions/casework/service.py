"""What one has of casework: a piece of it, what is waited for, what is due to be looked at again.

The lists are for one actor, and none of them opens more than it shows.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, true
from sqlmodel import Session, col, select

from decisions.casework import dues, rows
from decisions.casework.model import Casework, Due, Kind, ToReview, Waiting
from decisions.casework.tables import CaseworkRow
from decisions.casework.words import Adviser
from decisions.journey import rows as draft_rows
from decisions.journey.clocks import rest_due
from decisions.journey.tables import DraftRow
from decisions.records import rows as record_rows
from decisions.records.tables import RecordReferenceRow
from isa.platform import clock
from isa.platform.crypto import KeyRing
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import MATRIX, Action, may, require

SOON = timedelta(days=7)
MOST = 50


def casework(
    database: Database, actor: Actor, casework_id: str, kind: Kind | None = None
) -> Casework:
    """One piece of casework, of a kind if one is named; ``NotFound`` for any the actor may not see."""
    require(actor, Action.CASEWORK_READ)
    with database.read() as session:
        row = rows.allowed(session, actor, casework_id)
        if kind is not None and row.kind != kind:
            raise NotFound(rows.NOT_HERE)
        return rows.read(session, database.keys, row)


def follow_up_of(database: Database, actor: Actor, record_id: str) -> Casework | None:
    """What follows a decision; None when nothing was left to follow. ``NotFound`` as for the record."""
    require(actor, Action.FOLLOW_UP_READ)
    with database.read() as session:
        record_rows.readable(session, actor, record_id)
        found = rows.of_record(session, record_id, Kind.FOLLOW_UP)
        if not found:
            return None
        return rows.read(session, database.keys, rows.allowed(session, actor, found[0].id))


def _own(actor: Actor) -> ColumnElement[bool]:
    """Which casework is the actor's own, at an agency where they do any: not where they left."""
    reach = {one.agency_id for one in actor.grants if Action.CASEWORK_READ in MATRIX[one.role]}
    here = true() if None in reach else col(CaseworkRow.agency_id).in_(reach)
    return and_(col(CaseworkRow.actor_id) == actor.id, here)


def mine(database: Database, actor: Actor, kind: Kind) -> tuple[Casework, ...]:
    """The actor's own casework of a kind, newest first."""
    require(actor, Action.CASEWORK_READ)
    with database.read() as session:
        found = session.exec(
            select(CaseworkRow)
            .where(_own(actor), CaseworkRow.kind == kind.value)
            .order_by(col(CaseworkRow.created_at).desc())
            .limit(MOST)
        ).all()
        return tuple(rows.read(session, database.keys, row) for row in found)


def _open(session: Session, actor: Actor) -> list[CaseworkRow]:
    """The actor's open casework, what is due first at the top; what has no date comes last."""
    found = session.exec(
        select(CaseworkRow)
        .where(_own(actor), col(CaseworkRow.closed_at).is_(None))
        .order_by(col(CaseworkRow.next_due).is_(None), col(CaseworkRow.next_due))
        .limit(MOST)
    )
    return list(found.all())


def waiting_on(
    database: Database, actor: Actor, *, at: datetime | None = None
) -> tuple[Waiting, ...]:
    """What the actor waits for from others, or still has to send them: the earliest due first."""
    require(actor, Action.CASEWORK_READ)
    now = at or clock.now()
    with database.read() as session:
        found = [
            line
            for row in _open(session, actor)
            for line in (
                _waits(session, database.keys, row, now)
                if row.made_at
                else _unfinished(session, database.keys, row)
            )
        ]
    return tuple(sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.since)))


def _waits(session: Session, keys: KeyRing, row: CaseworkRow, now: datetime) -> Iterable[Waiting]:
    called = _reference(session, keys, row)
    for stored in rows.party_rows(session, row.id):
        party = rows.party(keys, stored)
        what = party.waits_for
        if what is None:
            continue
        yield Waiting(
            casework_id=row.id,
            kind=Kind.of(row.kind),
            record_id=_followed(row),
            reference=called,
            who=party.words.name,
            what=what,
            since=party.sent_at or row.created_at,
            due_at=party.due_at,
            chased_at=party.chased_at,
            is_overdue=party.due_at is not None and party.due_at < now,
        )


def _unfinished(session: Session, keys: KeyRing, row: CaseworkRow) -> Iterable[Waiting]:
    """A request still being written, or advice that was asked for and has not been noted yet."""
    role = rows.body(keys, row).get("role")
    is_asked = row.kind == Kind.CONSULTATION and isinstance(role, str)
    yield Waiting(
        casework_id=row.id,
        kind=Kind.of(row.kind),
        record_id=None,
        reference=_reference(session, keys, row),
        who=Adviser.of(str(role)).text if is_asked else Kind.of(row.kind).text,
        what=Due.ADVICE if is_asked else Due.UNFINISHED,
        since=row.created_at,
        due_at=None,
        chased_at=None,
        is_overdue=False,
    )


def _followed(row: CaseworkRow) -> str | None:
    """The record that a piece of casework follows; a request that began from one opens by itself."""
    return None if row.kind == Kind.REQUEST else row.record_id


def _reference(session: Session, keys: KeyRing, row: CaseworkRow) -> str:
    """The agency's own reference, from the record; of a request, from its own words."""
    if followed := _followed(row):
        return record_rows.reference(keys, session.get(RecordReferenceRow, followed))
    return str(rows.body(keys, row).get("reference") or "")


def to_review(
    database: Database, actor: Actor, *, at: datetime | None = None
) -> tuple[ToReview, ...]:
    """What the actor has to look at again or finish within a week, the earliest due first.

    The rest of a call that was made with Phone now is due within one working day.
    """
    require(actor, Action.CASEWORK_READ)
    now = at or clock.now()
    with database.read() as session:
        found = [
            ToReview(
                what=Due.of(action.code),
                casework_id=row.id,
                record_id=row.record_id,
                draft_id=None,
                reference=_reference(session, database.keys, row),
                due_at=action.due_at,
                is_overdue=action.due_at < now,
            )
            for row in _open(session, actor)
            for action in rows.action_rows(session, row.id)
            if action.done_at is None and action.due_at <= now + SOON
        ]
        begun = select(DraftRow).where(DraftRow.actor_id == actor.id, DraftRow.state == "open")
        drafts = [
            one
            for one in session.exec(begun)
            if may(actor, Action.DRAFT_READ, agency_id=one.agency_id, owner_id=one.actor_id)
        ]
        for draft in rows.by_phone(session, drafts):
            due = dues.end_of(rest_due(draft.created_at))
            found.append(
                ToReview(
                    what=Due.REMAINDER,
                    casework_id=None,
                    record_id=None,
                    draft_id=draft.id,
                    reference=draft_rows.reference(database.keys, draft),
                    due_at=due,
                    is_overdue=due < now,
                )
            )
    return tuple(sorted(found, key=lambda one: one.due_at))
