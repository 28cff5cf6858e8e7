"""What needs an information governance lead's attention, as at a day."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import Session, col, func, select

from isa.coverage.view import AgreementStatus, AgreementType, PartyState
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.agreements.lifecycle import OVER
from isa.register.agreements.service import summaries
from isa.register.agreements.standing import WARNED_BEFORE
from isa.register.model import RegisterHealth
from isa.register.tables import AgreementPartyRow, AgreementRow, DataRowRow
from isa.register.timeline.service import held, newest_version

MOST_LAPSING = 20
_RUNNING = (
    AgreementStatus.IN_FORCE.value,
    AgreementStatus.REVIEW_DUE.value,
    AgreementStatus.IN_REVIEW.value,
)
_WITHOUT_ROWS = (AgreementType.TIER1_CHARTER.value, AgreementType.IOA.value)
_WAITING = (PartyState.INVITED.value, PartyState.VIEWED.value, PartyState.QUERIED.value)


def register_health(database: Database, actor: Actor, *, on: date) -> RegisterHealth:
    """Counts of what is in force, overdue, unsigned, unanswerable; and what lapses within 90 days."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        row = AgreementRow
        shown = held(row, on, version)
        running = [shown, *_in_force(on)]
        # An import often knows no start: what its register calls running is reviewed like the rest.
        listed = [shown, *_in_force(on, is_start_needed=False)]
        has_rows = (
            select(DataRowRow.row_id)
            .where(col(DataRowRow.agreement_id) == col(row.agreement_id))
            .where(held(DataRowRow, on, version))
            .exists()
        )
        is_listed = col(row.status).in_(_RUNNING)
        cannot_say = or_(
            col(row.starts_on).is_(None), ~has_rows & col(row.type).not_in(_WITHOUT_ROWS)
        )
        outstanding, oldest, not_asked = _outstanding(session, on, version)
        lapsing = session.exec(
            select(row)
            .where(*running, col(row.ends_on) <= on + WARNED_BEFORE)
            .order_by(col(row.ends_on))
            .limit(MOST_LAPSING)
        ).all()
        return RegisterHealth(
            agreements=_count(session, shown),
            in_force=_count(session, *running),
            reviews_overdue=_count(session, *listed, col(row.review_due_on) < on),
            signatures_outstanding=outstanding,
            not_asked=not_asked,
            oldest_outstanding_days=(on - oldest).days if oldest else None,
            cannot_say=_count(session, shown, is_listed, cannot_say),
            lapsing=summaries(session, lapsing, on, version),
        )


def _in_force(on: date, *, is_start_needed: bool = True) -> list[ColumnElement[bool]]:
    row = AgreementRow
    has_begun = col(row.starts_on) <= on
    return [
        col(row.status).in_(_RUNNING),
        has_begun if is_start_needed else or_(col(row.starts_on).is_(None), has_begun),
        or_(col(row.ends_on).is_(None), col(row.ends_on) >= on),
    ]


def _count(session: Session, *wanted: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(AgreementRow).where(*wanted)).one()


def _outstanding(session: Session, on: date, version: int) -> tuple[int, date | None, int]:
    """Parties that have not signed, in agreements that have not ended: waited for, since when, never asked."""
    party, terms = AgreementPartyRow, AgreementRow
    never = and_(col(party.asked_on).is_(None), col(party.state) == PartyState.INVITED.value)
    count, oldest, not_asked = session.exec(
        select(func.count(), func.min(party.asked_on), func.sum(case((never, 1), else_=0)))
        .select_from(party)
        .join(terms, col(terms.agreement_id) == col(party.agreement_id))
        .where(
            col(party.state).in_(_WAITING),
            held(party, on, version),
            held(terms, on, version),
            col(terms.status).not_in([each.value for each in OVER]),
            or_(col(terms.ends_on).is_(None), col(terms.ends_on) >= on),
        )
    ).one()
    return count - (not_asked or 0), oldest, not_asked or 0
