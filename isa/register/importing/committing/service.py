"""Writing an import into the register: all of it in one transaction and one version, or nothing.

Everything is planned and made ready before the transaction begins, because on SQLite nobody else
writes while it lasts. If the register moved meanwhile, it is planned again; the third time inside.
"""

import json
from dataclasses import dataclass

from sqlmodel import Session

from isa.platform import clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.importing.committing.agreements.service import Agreements, ready_agreements
from isa.register.importing.committing.kept.service import ready_kept
from isa.register.importing.committing.lists.service import Lists, Written, ready_lists
from isa.register.importing.committing.whole.service import WholeRows, ready_whole
from isa.register.importing.knowing.service import Basis, basis, kept_plan
from isa.register.importing.limits import MOST_SHOWN
from isa.register.importing.matching import Sureness
from isa.register.importing.model import Weight
from isa.register.importing.plan import Plan
from isa.register.importing.staging.reading.service import (
    COMMITTED,
    Batch,
    batch,
    open_batch,
)
from isa.register.importing.staging.service import forget_papers, open_row
from isa.register.importing.tables import ImportBatchRow, ImportNameRow
from isa.register.timeline.service import open_version

_CHANGED = _(
    "The register has changed since you looked, so nothing was written. Look at what would change "
    "again before you go on."
)
_BY_HAND = (Sureness.CHOSEN, Sureness.LIKELY)
_TURNS = 2
"""How often an import is planned outside the lock before it is planned inside."""


class _Moved(Exception):
    """The register or the import changed between planning and writing."""


@dataclass(slots=True)
class _Prepared:
    """An import ready to be written, and what it rests on."""

    revision: int
    basis: Basis
    plan: Plan
    counts: dict[str, int]
    written: Written
    effects: str
    lists: Lists | None = None
    agreements: Agreements | None = None
    whole: WholeRows | None = None


def commit(database: Database, actor: Actor, batch_id: str, *, digest: str = "") -> Batch:
    """Write an import, whole or not at all.

    ``digest`` is that of the plan the person saw; ``Stale`` when the plan is another one now.
    ``Invalid`` names the faults that stop it, by row and column.
    """
    require(actor, Action.REGISTER_IMPORT)
    for _turn in range(_TURNS):
        with database.read() as session:
            prepared = _prepare(database, session, batch_id, digest)
        try:
            with database.write(actor) as work:
                _put(work, open_row(work.session, batch_id), prepared)
            return batch(database, actor, batch_id)
        except _Moved:
            continue
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        _put(work, row, _prepare(database, work.session, batch_id, digest))
    return batch(database, actor, batch_id)


def _prepare(database: Database, session: Session, batch_id: str, digest: str) -> _Prepared:
    held = open_batch(database.keys, session, batch_id)
    rests_on = basis(session)
    plan = kept_plan(database, session, held)
    _check(plan, digest)
    made = _rows(database, session, held, plan, rests_on.version + 1)
    made.revision, made.basis = held.revision, rests_on
    return made


def _rows(database: Database, session: Session, held: Batch, plan: Plan, version: int) -> _Prepared:
    dialect, at = database.engine.dialect, clock.now()
    nowhere = Basis(0, 0)
    if plan.whole is not None:
        whole, written = ready_whole(session, dialect, version, at, plan.whole)
        whole.kept = ready_kept(session, database.keys, dialect, version, at, held, plan.whole.come)
        return _Prepared(0, nowhere, plan, plan.counts(), written, written.as_json(), whole=whole)
    lists, written = ready_lists(dialect, version, at, plan.agencies, plan.identifiers)
    agreements = ready_agreements(session, dialect, version, plan.agreements, written)
    written.names = _names(session, plan)
    return _Prepared(
        0,
        nowhere,
        plan,
        plan.counts(),
        written,
        written.as_json(),
        lists=lists,
        agreements=agreements,
    )


def _check(plan: Plan, digest: str) -> None:
    if digest and plan.digest() != digest:
        raise Stale(_CHANGED)
    if not plan.is_ready:
        raise Invalid(
            {
                each.where(plan.headings): each.sentence
                for each in plan.of(Weight.FAULT)[:MOST_SHOWN]
            }
        )
    if not plan.changes_anything:
        raise Invalid({"": _("The register has all of this already: nothing would change")})


def _put(work: UnitOfWork, row: ImportBatchRow, prepared: _Prepared) -> None:
    version = open_version(work, "import", batch_id=row.id)
    now = basis(work.session, before=version)
    if (row.revision, now) != (prepared.revision, prepared.basis):
        raise _Moved
    if prepared.lists is not None and prepared.agreements is not None:
        prepared.lists.put(work.session)
        prepared.agreements.put(work.session, prepared.written, on=clock.today())
        _remember_names(work.session, prepared, row.id)
    if prepared.whole is not None:
        prepared.whole.put(work.session)
        forget_papers(work.session, row.id)
    row.state, row.version, row.ended_at = COMMITTED, version, work.at
    row.counts, row.effects = json.dumps(prepared.counts), prepared.effects
    work.session.add(row)
    counts = {name: count for name, count in prepared.counts.items() if count}
    work.record("import_committed", row.id, version=version, **counts)


def _names(session: Session, plan: Plan) -> list[str]:
    """The names a person decided about, which are not yet remembered."""
    return [
        each.key
        for each in plan.names
        if each.match.sureness in _BY_HAND and session.get(ImportNameRow, each.key) is None
    ]


def _remember_names(session: Session, prepared: _Prepared, batch_id: str) -> None:
    """What a person took a name for is known the next time, without asking again."""
    fresh = frozenset(prepared.written.names)
    for each in prepared.plan.names:
        if each.key in fresh:
            agency_id = prepared.written.id_of(each.match.agency_id)
            session.add(ImportNameRow(name=each.key, agency_id=agency_id, batch_id=batch_id))
