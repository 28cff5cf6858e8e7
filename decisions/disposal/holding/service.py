"""Legal holds: placed and lifted with a reason; while one stands, no disposal of the record is possible."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from decisions.disposal.model import HOLDS, Hold, HoldKind
from decisions.disposal.tables import HoldRow
from decisions.records.tables import DisposalRow, RecordRow
from isa.platform.clock import LONDON, show_date
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _
from isa.register.checks import raise_if_any, text_faults

_TABLE = str(HoldRow.__tablename__)
_WHY_LIMIT = 500


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
        _own(work.session, actor, record_id)
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
        _own(work.session, actor, row.record_id)
        if row.lifted_at is not None:
            raise Invalid({"": _("This hold was lifted already")})
        row.lifted_at, row.lifted_by = work.at, actor.id
        row.lifted_why = work.keys.encrypt(
            why.strip(), table=_TABLE, row=hold_id, column="lifted_why"
        )
        work.session.add(row)
        work.record("record_hold_lifted", row.record_id, hold=hold_id)


def holds(database: Database, actor: Actor, record_id: str) -> tuple[Hold, ...]:
    """The holds that are in force on a record, oldest first."""
    require(actor, Action.RECORD_HOLD)
    with database.read() as session:
        _own(session, actor, record_id)
        return tuple(
            Hold(
                id=row.id,
                kind=HoldKind(row.kind),
                placed_at=row.placed_at,
                placed_by=row.placed_by,
            )
            for row in _in_force(session, record_id)
        )


def held_by(session: Session, record_id: str) -> Iterator[str]:
    """Each hold in force on a record, as a sentence."""
    for row in _in_force(session, record_id):
        yield _("It is held for {what} since {day}").format(
            what=HOLDS[HoldKind(row.kind)],
            day=show_date(row.placed_at.astimezone(LONDON).date()),
        )


def _in_force(session: Session, record_id: str) -> list[HoldRow]:
    row = HoldRow
    return list(
        session.exec(
            select(row)
            .where(row.record_id == record_id, col(row.lifted_at).is_(None))
            .order_by(col(row.placed_at), col(row.id))
        ).all()
    )


def _own(session: Session, actor: Actor, record_id: str) -> None:
    """Take the record's lock, so that a hold and a disposal of one record wait for each other."""
    record = session.exec(
        select(RecordRow).where(RecordRow.id == record_id).with_for_update()
    ).first()
    if record is None or not may(actor, Action.RECORD_HOLD, agency_id=record.agency_id):
        raise NotFound(_("There is no record with this id among those you may hold."))
