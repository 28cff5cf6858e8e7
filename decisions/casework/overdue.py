"""What colleagues have overdue, for a lead, and which decisions of theirs a second person looks at.

Whose it is, what, and when it is due. Nobody's words or names.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from decisions.casework import dues, rows
from decisions.casework.model import Due, Overdue, State, Task
from decisions.casework.tables import CaseworkActionRow, CaseworkPartyRow, CaseworkRow
from decisions.journey.clocks import rest_due
from decisions.journey.tables import DraftRow
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import MATRIX, Action, Scope, require
from isa.platform.tables import UserRow
from isa.platform.wording import gettext as _

_MOST = 50
_WAITS = {State.TO_SEND: Due.SEND, State.SENT: Due.RECEIPT, State.RECEIVED: Due.ANSWER}


def of_colleagues(
    database: Database, actor: Actor, *, at: datetime | None = None
) -> tuple[Overdue, ...]:
    """What colleagues at the lead's agency have overdue, the longest overdue first; not their own."""
    require(actor, Action.OVERDUE_READ)
    now = at or clock.now()
    agencies = _agencies(actor)
    with database.read() as session:
        late = session.exec(
            select(CaseworkRow)
            .where(col(CaseworkRow.agency_id).in_(agencies))
            .where(col(CaseworkRow.closed_at).is_(None), col(CaseworkRow.next_due) < now)
            .where(CaseworkRow.actor_id != actor.id)
            .order_by(col(CaseworkRow.next_due))
            .limit(_MOST)
        ).all()
        found = [line for row in late for line in _late(session, row, now)]
        found += _late_drafts(session, actor, agencies, now)
    return tuple(sorted(found, key=lambda one: one.due_at)[:_MOST])


def second_looks(
    database: Database, actor: Actor, *, at: datetime | None = None
) -> tuple[Overdue, ...]:
    """Decisions of colleagues a second person looks at and nobody has yet, the soonest due first.

    Before they are overdue: holding back against a duty is looked at on the day itself.
    """
    require(actor, Action.OVERDUE_READ)
    with database.read() as session:
        found = session.exec(
            select(CaseworkRow, CaseworkActionRow.due_at)
            .join(CaseworkActionRow, col(CaseworkActionRow.casework_id) == CaseworkRow.id)
            .where(col(CaseworkRow.agency_id).in_(_agencies(actor)))
            .where(col(CaseworkRow.closed_at).is_(None), CaseworkRow.actor_id != actor.id)
            .where(CaseworkActionRow.code == Task.SECOND_PERSON.value)
            .where(col(CaseworkActionRow.done_at).is_(None))
            .where(col(CaseworkActionRow.due_at) >= (at or clock.now()))
            .order_by(col(CaseworkActionRow.due_at))
            .limit(_MOST)
        ).all()
        return tuple(
            Overdue(
                owner_name=_name(session, row.actor_id),
                what=Due.SECOND_PERSON,
                due_at=due_at,
                record_id=row.record_id,
                chased_at=None,
            )
            for row, due_at in found
        )


def _agencies(actor: Actor) -> list[str]:
    """Where the actor is a lead."""
    return sorted(
        grant.agency_id or actor.agency_id
        for grant in actor.grants
        if MATRIX[grant.role].get(Action.OVERDUE_READ) is Scope.AGENCY
    )


def _late(session: Session, row: CaseworkRow, now: datetime) -> Iterable[Overdue]:
    owner = _name(session, row.actor_id)
    found: list[tuple[Due, datetime, datetime | None]] = [
        (Due.of(one.code), one.due_at, None)
        for one in rows.action_rows(session, row.id)
        if one.done_at is None
    ]
    for party in rows.party_rows(session, row.id):
        due = _party_due(party)
        if due is not None:
            found.append((_WAITS[State.of(party.state)], due, party.chased_at))
    for what, due, chased_at in found:
        if due < now:
            yield Overdue(
                owner_name=owner,
                what=what,
                due_at=due,
                record_id=row.record_id,
                chased_at=chased_at,
            )


def _party_due(party: CaseworkPartyRow) -> datetime | None:
    dues_of = {
        State.TO_SEND: party.send_due,
        State.SENT: party.receipt_due,
        State.RECEIVED: party.answer_due,
    }
    return dues_of.get(State.of(party.state))


def _late_drafts(
    session: Session, actor: Actor, agencies: list[str], now: datetime
) -> list[Overdue]:
    drafts = session.exec(
        select(DraftRow)
        .where(DraftRow.state == "open", col(DraftRow.agency_id).in_(agencies))
        .where(DraftRow.actor_id != actor.id, col(DraftRow.created_at) < now - timedelta(days=1))
        .order_by(col(DraftRow.created_at))
        .limit(4 * _MOST)
    ).all()
    found = []
    for draft in rows.by_phone(session, list(drafts)):
        due = dues.end_of(rest_due(draft.created_at))
        if due < now:
            owner = _name(session, draft.actor_id)
            found.append(
                Overdue(
                    owner_name=owner,
                    what=Due.REMAINDER,
                    due_at=due,
                    record_id=None,
                    chased_at=None,
                )
            )
    return found


def _name(session: Session, user_id: str) -> str:
    user = session.get(UserRow, user_id)
    return user.name if user else _("Somebody who has left")
