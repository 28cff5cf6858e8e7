"""Making one change to many agreements or parties: a preview, then whole or not at all.

What is carried out is worked out again inside the transaction. If it is not exactly what was looked
at, because somebody else was quicker, nothing is done.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sqlmodel import Session

from isa.coverage.view import AgreementStatus
from isa.documents.public_register import PublicEntry
from isa.platform import clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import BEING_WRITTEN
from isa.register.agreements.moves.service import put_move
from isa.register.agreements.terms.revising.service import put_terms
from isa.register.agreements.terms.service import row_at
from isa.register.checks import raise_if_any
from isa.register.keepers.service import require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.publishing.service import entries_of
from isa.register.timeline.service import newest_version, open_version
from isa.register.worklist.changes import Act, Change, Plan, Refused, Request, request_faults
from isa.register.worklist.model import TaskKey
from isa.register.worklist.service import CHASED
from isa.register.worklist.together.changing.service import STATUS, CannotBe, changes_of


def preview(database: Database, actor: Actor, request: Request) -> Plan:
    """Exactly what a request would change, and what it cannot be made to. Nothing is written."""
    require(actor, Action.WORK_LIST_READ)
    raise_if_any(request_faults(request, today=clock.today()))
    with database.read() as session:
        return _plan(session, actor, request, newest_version(session))


def carry_out(database: Database, actor: Actor, request: Request, *, seen: str) -> int:
    """Make the change that was looked at, whole or not at all; returns how many agreements it reached.

    ``seen`` is the digest of the plan that was shown. ``Stale`` when it would now do anything else.
    """
    for each in request.keys:
        require_agreement_keeper(database, actor, each.agreement_id)
    raise_if_any(request_faults(request, today=clock.today()))
    with database.write(actor) as work:
        version = open_version(work, f"many changed: {request.act.value}")
        plan = _plan(work.session, actor, request, version)
        if plan.digest != seen or plan.refused:
            raise Stale(
                _(
                    "Something you selected has changed since you looked. Nothing was changed. "
                    "Look at what would change again."
                )
            )
        if not plan.changes:
            raise Invalid({"": _("Everything you selected says so already")})
        reached = 0
        for agreement_id, changes in groupby(plan.changes, key=lambda each: each.agreement_id):
            _write(work, version, agreement_id, list(changes), request)
            reached += 1
    return reached


def _plan(session: Session, actor: Actor, request: Request, version: int) -> Plan:
    changes: list[Change] = []
    refused: list[Refused] = []
    unchanged = 0
    for key in _distinct(request):
        try:
            wanted = changes_of(session, actor, request, key, version)
        except CannotBe as reason:
            refused.append(reason.told)
            continue
        unchanged += not wanted
        changes += wanted
    shown, hidden = _public(session, request, changes)
    changes.sort(key=lambda each: (each.reference, each.agreement_id, each.name, each.field))
    return Plan(
        changes=tuple(changes),
        refused=tuple(refused),
        unchanged=unchanged,
        shown=shown,
        hidden=hidden,
    )


def _public(
    session: Session, request: Request, changes: list[Change]
) -> tuple[tuple[PublicEntry, ...], tuple[PublicEntry, ...]]:
    """What anybody would see of what changes, and what they would not see any more."""
    if request.act is not Act.PUBLICATION or not changes:
        return (), ()
    ids, today = {each.agreement_id for each in changes}, clock.today()
    then = entries_of(session, ids, today, said=request.publication)
    kept = {each.reference for each in then}
    before = entries_of(session, ids, today)
    return then, tuple(each for each in before if each.reference not in kept)


def _distinct(request: Request) -> Iterable[TaskKey]:
    """Each agreement once, or each party of one."""
    by = {
        (key.agreement_id, key.agency_id if request.act is Act.CHASED else ""): key
        for key in request.keys
    }
    return by.values()


def _write(
    work: UnitOfWork, version: int, agreement_id: str, changes: list[Change], request: Request
) -> None:
    """Write what is planned for one agreement, its history and its audit event."""
    session, today = work.session, clock.today()
    row = row_at(session, agreement_id, today, version)
    if request.act is Act.CHASED:
        for each in changes:
            on = date.fromisoformat(each.value)
            put_event(work, version, agreement_id, CHASED, agency_id=each.agency_id, held_on=on)
        work.record("parties_chased", agreement_id, count=len(changes), version=version)
        return
    is_being_written = AgreementStatus(row.status) in BEING_WRITTEN
    held_on = request.on if request.act is Act.REVIEWED and request.on else today
    terms = {each.field: each.value for each in changes if each.field != STATUS}
    if terms:
        start = FROM_THE_BEGINNING if is_being_written else held_on
        put_terms(session, version, agreement_id, terms, start, seen_on=today)
        kind = "reviewed" if request.act is Act.REVIEWED else "terms_changed"
        put_event(
            work,
            version,
            agreement_id,
            kind,
            held_on=start,
            after=", ".join(terms),
            reason=request.reason,
        )
    if len(terms) < len(changes):
        on = max(held_on, row.valid_from)
        put_move(work, version, agreement_id, AgreementStatus.IN_FORCE, on, request.reason)
    fields_changed = sorted(each.field for each in changes)
    work.record("agreement_revised", agreement_id, fields=fields_changed, version=version)
