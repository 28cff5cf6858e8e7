"""What has been kept long enough, oldest first, and what stops any of it: one page or all of it.

A record that was replaced is kept for as long as the one that replaced it, and so on to the last.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, or_
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from decisions.casework.tables import CaseworkRow
from decisions.disposal.holding.service import held_by, is_held, references
from decisions.disposal.model import Due, DueLine, DuePage, Which, due_on, sealed_before
from decisions.records.service import visible
from decisions.records.tables import DisposalRow, RecordRow
from isa.platform.clock import LONDON, show_date
from isa.platform.database import Database
from isa.platform.errors import ConfigurationError
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _

NO_PERIOD = _(
    "Nobody has said how long decisions are kept, so none is due. Set ISA_RETENTION_YEARS to the number of "
    "years in your retention schedule."
)
_AT_ONCE = 500


def due(database: Database, actor: Actor, *, years: int | None, on: date) -> tuple[Due, ...]:
    """All records that have been kept long enough, oldest first, with what stops any of them."""
    require(actor, Action.RECORD_DISPOSE)
    if years is None:
        raise ConfigurationError(NO_PERIOD)
    with database.read() as session:
        found = session.exec(_in_order(_kept_long(actor, years, on))).all()
        return tuple(
            each
            for start in range(0, len(found), _AT_ONCE)
            for each in judged(session, found[start : start + _AT_ONCE], years, on)
        )


def due_page(
    database: Database,
    actor: Actor,
    which: Which,
    *,
    years: int | None,
    on: date,
    offset: int = 0,
    limit: int = 50,
) -> DuePage:
    """Some of those that may go, or of those that something stops, and how many there are of each."""
    require(actor, Action.RECORD_DISPOSE)
    if years is None:
        raise ConfigurationError(NO_PERIOD)
    kept_long, stopped = _kept_long(actor, years, on), _is_stopped(on)
    with database.read() as session:
        total, held_up = session.exec(
            select(func.count(), func.sum(case((stopped, 1), else_=0))).where(kept_long)
        ).one()
        these = and_(kept_long, stopped if which is Which.STOPPED else ~stopped)
        found = session.exec(_in_order(these).offset(offset).limit(limit)).all()
        return DuePage(
            lines=_lines(session, database, actor, judged(session, found, years, on)),
            free=total - int(held_up or 0),
            stopped=int(held_up or 0),
        )


def due_of(
    database: Database, actor: Actor, record_ids: Sequence[str], *, years: int | None, on: date
) -> tuple[DueLine, ...]:
    """Of some records those that are still due, oldest first, with what stops any of them now."""
    require(actor, Action.RECORD_DISPOSE)
    if years is None:
        raise ConfigurationError(NO_PERIOD)
    these = and_(_kept_long(actor, years, on), col(RecordRow.id).in_(record_ids))
    with database.read() as session:
        found = session.exec(_in_order(these)).all()
        return _lines(session, database, actor, judged(session, found, years, on))


def _lines(
    session: Session, database: Database, actor: Actor, found: Sequence[Due]
) -> tuple[DueLine, ...]:
    names = references(session, database, actor, [each.record_id for each in found])
    return tuple(DueLine(**vars(each), reference=names.get(each.record_id, "")) for each in found)


def judged(session: Session, records: Sequence[RecordRow], years: int, on: date) -> tuple[Due, ...]:
    """From which day each record may go, and what stops it all the same."""
    ids = [each.id for each in records]
    last = _last_sealed(session, records)
    held = held_by(session, ids)
    row = CaseworkRow
    unfinished = set(
        session.exec(
            select(row.record_id).where(col(row.record_id).in_(ids), col(row.closed_at).is_(None))
        ).all()
    )
    return tuple(
        Due(
            record_id=each.id,
            agency_id=each.agency_id,
            sealed_at=each.sealed_at,
            due_on=due_on(last[each.id], years),
            stopped_by=(
                *held[each.id],
                *_looked_at_again(each, on),
                *([_UNFINISHED] if each.id in unfinished else []),
            ),
        )
        for each in records
    )


_UNFINISHED = _("What follows from it is not finished: close its follow-up first")


def _looked_at_again(record: RecordRow, on: date) -> tuple[str, ...]:
    if record.review_on is None or record.review_on <= on:
        return ()
    return (_("It is to be looked at again on {day}").format(day=show_date(record.review_on)),)


def _last_sealed(session: Session, records: Sequence[RecordRow]) -> dict[str, date]:
    """The day on which the last record of each one's chain was sealed."""
    at = {each.id: each.sealed_at for each in records}
    of = {each.id: [each.id] for each in records}
    row = RecordRow
    while of:  # ends: no record replaces one that came after it
        newer = session.exec(
            select(row.supersedes, row.id, row.sealed_at).where(col(row.supersedes).in_(list(of)))
        ).all()
        later: dict[str, list[str]] = {}
        for older, record_id, sealed_at in newer:
            first = of[str(older)]
            later[record_id] = first
            at |= dict.fromkeys(first, sealed_at)
        of = later
    return {each.id: at[each.id].astimezone(LONDON).date() for each in records}


def _in_order(these: ColumnElement[bool]) -> SelectOfScalar[RecordRow]:
    row = RecordRow
    return select(row).where(these).order_by(col(row.sealed_at), col(row.id))


def _kept_long(actor: Actor, years: int, on: date) -> ColumnElement[bool]:
    """Sealed long enough ago, with nothing younger in its place, content still there, the actor's to dispose of."""
    row, before = RecordRow, sealed_before(on, years)
    replaced = (
        select(col(row.supersedes).label("id"))
        .where(col(row.supersedes).is_not(None), col(row.sealed_at) >= before)
        .cte("replaced_lately", recursive=True)
    )
    replaced = replaced.union(
        select(col(row.supersedes))
        .join(replaced, col(row.id) == replaced.c.id)
        .where(col(row.supersedes).is_not(None))
    )
    return and_(
        col(row.sealed_at) < before,
        visible(actor, Action.RECORD_DISPOSE),
        ~exists().where(col(DisposalRow.record_id) == col(row.id)),
        col(row.id).not_in(select(replaced.c.id)),
    )


def _is_stopped(on: date) -> ColumnElement[bool]:
    """The same as what ``judged`` says in words, as a condition."""
    row, work = RecordRow, CaseworkRow
    return or_(
        is_held(),
        and_(col(row.review_on).is_not(None), col(row.review_on) > on),
        exists().where(col(work.record_id) == col(row.id), col(work.closed_at).is_(None)),
    )
