"""Keeping a filter under a name: each person's own, and nobody else reads it."""

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.platform.crypto import KeyRing
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.checks import name_faults, raise_if_any
from isa.register.worklist.model import MOST_FILTERS, Wanted, wanted_faults
from isa.register.worklist.tables import WorklistFilterRow

_TABLE = str(WorklistFilterRow.__tablename__)


class KeptFilter(Frozen):
    """A filter with its name."""

    id: str
    name: str
    wanted: Wanted


def kept_filters(database: Database, actor: Actor) -> tuple[KeptFilter, ...]:
    """The actor's own filters by name."""
    require(actor, Action.WORK_LIST_READ)
    with database.read() as session:
        return tuple(_kept(row, database.keys) for row in _rows(session, actor))


def keep_filter(database: Database, actor: Actor, name: str, wanted: Wanted) -> str:
    """Keep a filter; one of the same name takes the new meaning. Returns its id."""
    require(actor, Action.WORK_LIST_READ)
    raise_if_any(
        name_faults("name", name, _("a name for this filter"), limit=60), wanted_faults(wanted)
    )
    with database.write(actor) as work:
        rows = _rows(work.session, actor)
        row = next((each for each in rows if each.name == name.strip()), None)
        if row is None and len(rows) >= MOST_FILTERS:
            raise Invalid(
                {"name": _("You have {most} filters. Delete one first").format(most=MOST_FILTERS)}
            )
        if row is None:
            row = WorklistFilterRow(
                id=new_id("wlf"), actor_id=actor.id, name=name.strip(), token="", at=work.at
            )
        row.token = work.keys.encrypt(
            wanted.model_dump_json(), table=_TABLE, row=row.id, column="token"
        )
        row.at, row.batch_id = work.at, None
        work.session.add(row)
        work.record("worklist_filter_kept", row.id)
        return row.id


def drop_filter(database: Database, actor: Actor, filter_id: str) -> None:
    """Delete one of the actor's own filters; ``NotFound`` for any other."""
    require(actor, Action.WORK_LIST_READ)
    with database.write(actor) as work:
        row = work.session.get(WorklistFilterRow, filter_id)
        if row is None or row.actor_id != actor.id:
            raise NotFound(_("This filter is not there any more."))
        work.session.delete(row)
        work.record("worklist_filter_dropped", filter_id)


def _rows(session: Session, actor: Actor) -> list[WorklistFilterRow]:
    kept = WorklistFilterRow
    return list(
        session.exec(select(kept).where(kept.actor_id == actor.id).order_by(col(kept.name))).all()
    )


def _kept(row: WorklistFilterRow, keys: KeyRing) -> KeptFilter:
    text = keys.decrypt(row.token, table=_TABLE, row=row.id, column="token")
    return KeptFilter(id=row.id, name=row.name, wanted=Wanted.model_validate_json(text))
