"""Writing an import into the register: all of it in one transaction and one version, or nothing."""

import json

from isa.platform import clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.importing.committing.agreements.service import put_agreements
from isa.register.importing.committing.lists.service import Written, put_agencies, put_identifiers
from isa.register.importing.committing.whole.service import put_whole
from isa.register.importing.knowing.service import plan_in
from isa.register.importing.limits import MOST_SHOWN
from isa.register.importing.matching import Sureness
from isa.register.importing.model import Weight
from isa.register.importing.plan import Plan
from isa.register.importing.staging.service import COMMITTED, Batch, batch, batch_in, open_row
from isa.register.importing.tables import ImportNameRow
from isa.register.timeline.service import open_version

_CHANGED = (
    "The register has changed since you looked, so nothing was written. Look at what would change "
    "again before you go on."
)
_BY_HAND = (Sureness.CHOSEN, Sureness.LIKELY)


def commit(database: Database, actor: Actor, batch_id: str, *, digest: str = "") -> Batch:
    """Write an import, whole or not at all.

    ``digest`` is that of the plan the person saw; ``Stale`` when the plan is another one now.
    ``Invalid`` names the faults that stop it, by row and column.
    """
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        version = open_version(work, "import", batch_id=batch_id)
        plan = plan_in(work.keys, work.session, batch_in(work.keys, work.session, batch_id))
        _check(plan, digest)
        written = _write(work, version, plan, batch_id)
        row.state, row.version, row.ended_at = COMMITTED, version, work.at
        row.counts, row.effects = json.dumps(plan.counts()), written.as_json()
        work.session.add(row)
        counts = {name: count for name, count in plan.counts().items() if count}
        work.record("import_committed", batch_id, version=version, **counts)
    return batch(database, actor, batch_id)


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
        raise Invalid({"": "The register has all of this already: nothing would change"})


def _write(work: UnitOfWork, version: int, plan: Plan, batch_id: str) -> Written:
    if plan.whole is not None:
        return put_whole(work, version, plan.whole)
    written = put_agencies(work, version, plan.agencies)
    put_identifiers(work, plan.identifiers, written)
    put_agreements(work, version, plan.agreements, written, on=clock.today())
    _remember_names(work, plan, batch_id, written)
    return written


def _remember_names(work: UnitOfWork, plan: Plan, batch_id: str, written: Written) -> None:
    """What a person took a name for is known the next time, without asking again."""
    for each in plan.names:
        if each.match.sureness in _BY_HAND and work.session.get(ImportNameRow, each.key) is None:
            work.session.add(
                ImportNameRow(name=each.key, agency_id=each.match.agency_id, batch_id=batch_id)
            )
            written.names.append(each.key)
