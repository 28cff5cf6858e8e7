"""Legal holds: placed and lifted with a reason; while one stands, no disposal of the record is possible."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists
from sqlmodel import Session, col, func, select

from decisions.disposal.model import HOLDS, HeldLine, HeldPage, HoldKind, ToHold
from decisions.disposal.tables import HoldRow
from decisions.records import rows
from decisions.records.service import visible
from decisions.records.tables import DisposalRow, RecordReferenceRow, RecordRow
from isa.platform.clock import LONDON, show_date
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, may, require
from isa.platform.tables import UserRow
from isa.platform.wording import gettext as _
from isa.register.checks import raise_if_any, text_faults

_TABLE = str(HoldRow.__tablename__)
_WHY_LIMIT = 500
_IN_FORCE = col(HoldRow.lifted_at).is_(None)


def hold(database: Database, actor: Actor, record_id: str, *, kind: str, why: str) -> str:
    """Place a hold on a record; returns its id."""
    require(actor, Action.RECORD_HOLD)
    known = [each.value for each in HoldKind]
    raise_if_any(
        {}
        if kind in known
        else {"kind": _("Select what it is held for: {names}").format(names=", ".join(known))},
        {} if why.strip() else {"why": _("Say what it is held for")},
        text_faults("why", why, _("what it is held for"), limit=_WHY_LIMIT),
    )
    with database.write(actor) as work:
        _own(work.session, actor, record_id, for_update=True)
        if work.session.get(DisposalRow, record_id) is not None:
            raise Stale(_("The content of this record was disposed of already."))
        hold_id = new_id("hld")
        work.session.add(
            HoldRow(
                id=hold_id,
                record_id=record_id,
                kind=kind,
                placed_at=work.at,
                placed_by=actor.id,
                why=work.keys.encrypt(why.strip(), table=_TABLE, row=hold_id, column="why"),
            )
        )
        work.record("record_held", record_id, hold=hold_id, kind=kind)
    return hold_id


def lift(database: Database, actor: Actor, hold_id: str, *, why: str) -> None:
    """Lift a hold. That it was placed, by whom and why, stays."""
    require(actor, Action.RECORD_HOLD)
    raise_if_any(
        {} if why.strip() else {"why": _("Say why it need not be held any more")},
        text_faults("why", why, _("why it need not be held any more"), limit=_WHY_LIMIT),
    )
    with database.write(actor) as work:
        row = work.session.get(HoldRow, hold_id)
        if row is None:
            raise NotFound(_("There is no hold with this id."))
        _own(work.session, actor, row.record_id, for_update=True)
        if row.lifted_at is not None:
            raise Invalid({"": _("This hold was lifted already")})
        row.lifted_at, row.lifted_by = work.at, actor.id
        row.lifted_why = work.keys.encrypt(
            why.strip(), table=_TABLE, row=hold_id, column="lifted_why"
        )
        work.session.add(row)
        work.record("record_hold_lifted", row.record_id, hold=hold_id)


def lift_as_disposed(work: UnitOfWork, record_id: str, disposed_at: datetime) -> None:
    """Lift what was placed before a record went: while a hold stands no record goes, so it had been."""
    row = HoldRow
    for each in work.session.exec(
        select(row).where(
            col(row.record_id) == record_id, _IN_FORCE, col(row.placed_at) < disposed_at
        )
    ):
        each.lifted_at, each.lifted_by = work.at, work.actor.id
        each.lifted_why = work.keys.encrypt(
            _("It had been lifted when the record was disposed of, after the copy was taken."),
            table=_TABLE,
            row=each.id,
            column="lifted_why",
        )
        work.session.add(each)
    work.session.flush()


def holds(database: Database, actor: Actor, record_id: str) -> tuple[HeldLine, ...]:
    """The holds that are in force on a record, oldest first."""
    require(actor, Action.RECORD_HOLD)
    with database.read() as session:
        _own(session, actor, record_id)
        return _lines(session, database, actor, col(HoldRow.record_id) == record_id)


def held_page(database: Database, actor: Actor, *, offset: int = 0, limit: int = 50) -> HeldPage:
    """Some of the holds in force on the records that the actor may hold, oldest first."""
    require(actor, Action.RECORD_HOLD)
    theirs = _theirs(actor)
    with database.read() as session:
        total = session.exec(
            select(func.count()).select_from(HoldRow).where(_IN_FORCE, theirs)
        ).one()
        return HeldPage(
            lines=_lines(session, database, actor, theirs, offset=offset, limit=limit), total=total
        )


def find_to_hold(database: Database, actor: Actor, reference: str) -> tuple[ToHold, ...]:
    """The records of the actor's own agency with exactly this case reference, newest first."""
    require(actor, Action.RECORD_HOLD)
    wanted = database.keys.reference_hash(actor.agency_id, reference)
    row = RecordRow
    with database.read() as session:
        ids = select(RecordReferenceRow.record_id).where(RecordReferenceRow.hash == wanted)
        found = session.exec(
            select(row)
            .where(col(row.id).in_(ids), visible(actor, Action.RECORD_HOLD))
            .order_by(col(row.sealed_at).desc(), col(row.id))
        ).all()
        return tuple(_to_hold(session, database, actor, each) for each in found)


def to_hold(database: Database, actor: Actor, record_id: str) -> ToHold:
    """One record that the actor may hold: nothing of what it says."""
    require(actor, Action.RECORD_HOLD)
    with database.read() as session:
        return _to_hold(session, database, actor, _own(session, actor, record_id))


def _to_hold(session: Session, database: Database, actor: Actor, record: RecordRow) -> ToHold:
    names = references(session, database, actor, [record.id])
    return ToHold(
        reference=names.get(record.id, ""),
        record_id=record.id,
        sealed_at=record.sealed_at,
        is_disposed=session.get(DisposalRow, record.id) is not None,
        holds=len(held_by(session, [record.id])[record.id]),
    )


def is_held() -> ColumnElement[bool]:
    """Whether a record of the statement around it is held, as a condition."""
    return exists().where(col(HoldRow.record_id) == col(RecordRow.id), _IN_FORCE)


def held_by(session: Session, record_ids: Sequence[str]) -> dict[str, list[str]]:
    """Each hold in force on each of these records, as a sentence."""
    row = HoldRow
    found: dict[str, list[str]] = {each: [] for each in record_ids}
    for each in session.exec(
        select(row)
        .where(col(row.record_id).in_(record_ids), _IN_FORCE)
        .order_by(col(row.placed_at), col(row.id))
    ):
        found[each.record_id].append(
            _("It is held for {what} since {day}").format(
                what=HOLDS[HoldKind(each.kind)],
                day=show_date(each.placed_at.astimezone(LONDON).date()),
            )
        )
    return found


def references(
    session: Session, database: Database, actor: Actor, record_ids: Sequence[str]
) -> dict[str, str]:
    """The case references of records, of those that the actor may read."""
    readable = and_(col(RecordRow.id).in_(record_ids), visible(actor))
    found = rows.newest(session.connection(), readable, max(len(record_ids), 1))
    return {each.id: rows.told(database.keys, each).reference for each in found}


def _theirs(actor: Actor) -> ColumnElement[bool]:
    """Holds on the records that the actor may hold."""
    row = RecordRow
    return exists().where(col(row.id) == col(HoldRow.record_id), visible(actor, Action.RECORD_HOLD))


def _lines(
    session: Session,
    database: Database,
    actor: Actor,
    these: ColumnElement[bool],
    *,
    offset: int = 0,
    limit: int = 500,
) -> tuple[HeldLine, ...]:
    row = HoldRow
    found = session.exec(
        select(row, UserRow.name)
        .join(UserRow, col(UserRow.id) == col(row.placed_by), isouter=True)
        .where(these, _IN_FORCE)
        .order_by(col(row.placed_at), col(row.id))
        .offset(offset)
        .limit(limit)
    ).all()
    names = references(session, database, actor, [each.record_id for each, _name in found])
    return tuple(
        HeldLine(
            id=each.id,
            kind=HoldKind(each.kind),
            placed_at=each.placed_at,
            placed_by=each.placed_by,
            placed_by_name=name or each.placed_by,
            record_id=each.record_id,
            reference=names.get(each.record_id, ""),
            why=database.keys.decrypt(each.why, table=_TABLE, row=each.id, column="why"),
        )
        for each, name in found
    )


def _own(session: Session, actor: Actor, record_id: str, *, for_update: bool = False) -> RecordRow:
    """The record; a write takes its lock, so that a hold and a disposal of one record wait for each other."""
    record = session.get(RecordRow, record_id, with_for_update=for_update or None)
    if record is None or not may(actor, Action.RECORD_HOLD, agency_id=record.agency_id):
        raise NotFound(_("There is no record with this id among those you may hold."))
    return record
