"""Making one change to many agreements or parties: a preview, then whole or not at all.

What is carried out is worked out again inside the transaction. If it is not exactly what was looked
at, because somebody else was quicker, nothing is done.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sqlmodel import Session, func, select

from isa.coverage.view import AgreementStatus
from isa.documents.public_register import PublicEntry
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agreements.changes.service import RUNNING
from isa.register.agreements.events.service import put_event
from isa.register.agreements.fields import fields, in_words
from isa.register.agreements.lifecycle import BEING_WRITTEN, LABELS, OVER, WAITING
from isa.register.agreements.moves.service import move_faults, put_move
from isa.register.agreements.tables import AgreementEventRow
from isa.register.agreements.terms.revising.service import put_terms
from isa.register.agreements.terms.service import row_at, terms_at
from isa.register.checks import order_faults, raise_if_any
from isa.register.keepers.service import is_kept_by, require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.publishing.service import ENTRY_ONLY, WHOLE, entries_of
from isa.register.tables import AgreementPartyRow, AgreementRow
from isa.register.timeline.service import held, newest_version, open_version
from isa.register.worklist.changes import (
    Act,
    Change,
    Plan,
    Refused,
    Request,
    next_review,
    request_faults,
)
from isa.register.worklist.model import TaskKey
from isa.register.worklist.service import CHASED
from isa.register.worklist.waiting.service import OWNER

_STATUS = "status"
PUBLICATION = "publication"


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
            found = _of_party if request.act is Act.CHASED else _of_agreement
            _refuse_if_not_kept(session, actor, key, version)
            wanted = found(session, request, key, version)
        except _CannotBe as reason:
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


class _CannotBe(Exception):
    """The change cannot be made to this one."""

    def __init__(self, key: TaskKey, why: str, row: AgreementRow | None, name: str = "") -> None:
        super().__init__()
        self.told = Refused(
            key=key,
            reference=row.reference if row else "",
            name=name or (row.title if row else ""),
            why=why,
        )


def _refuse_if_not_kept(session: Session, actor: Actor, key: TaskKey, version: int) -> None:
    row = _row(session, key, version)
    if not is_kept_by(session, actor, key.agreement_id):
        lead = names_of(session, {row.lead_agency_id} if row.lead_agency_id else set())
        who = lead.get(row.lead_agency_id or "", _("Whoever keeps the whole register"))
        raise _CannotBe(key, _("{agency} keeps it. Ask there").format(agency=who), row)


def _row(session: Session, key: TaskKey, version: int) -> AgreementRow:
    try:
        return row_at(session, key.agreement_id, clock.today(), version)
    except NotFound as error:
        raise _CannotBe(key, _("It is no longer in the register"), None) from error


def _of_agreement(session: Session, request: Request, key: TaskKey, version: int) -> list[Change]:
    row = _row(session, key, version)
    status = AgreementStatus(row.status)
    if status in OVER and request.act in (Act.REVIEWED, Act.REVIEW_DATE):
        raise _CannotBe(key, _("It is over, so it has no review"), row)
    terms = terms_at(session, key.agreement_id, clock.today(), version)
    if request.act is Act.OWNER:
        wanted = {OWNER: request.owner.strip()}
    elif request.act is Act.PUBLICATION:
        wanted = {PUBLICATION: _publication(request, key, row, terms)}
    else:
        wanted = {"review_due_on": _next_due(request, key, row, terms)}
    found = [
        _change(row, code, terms.get(code, ""), value)
        for code, value in wanted.items()
        if terms.get(code, "") != value
    ]
    if request.act is Act.REVIEWED and status is not AgreementStatus.IN_FORCE:
        on = max(request.on or clock.today(), row.valid_from)
        if faults := move_faults(session, row, AgreementStatus.IN_FORCE, on, version):
            raise _CannotBe(key, next(iter(faults.values())), row)
        found.append(_status_change(row))
    return found


def _publication(request: Request, key: TaskKey, row: AgreementRow, terms: dict[str, str]) -> str:
    """What is asked for, where an entry for it would say what one has to."""
    wanted = request.publication
    if wanted not in (ENTRY_ONLY, WHOLE):
        return wanted
    if AgreementStatus(row.status) in OVER:
        raise _CannotBe(key, _("It is over, so it is not in the public register"), row)
    if AgreementStatus(row.status) not in RUNNING:
        why = _("It is not in force yet. Decide it then, when you can see what anybody would see")
        raise _CannotBe(key, why, row)
    if not terms.get("lead_agency_id"):
        raise _CannotBe(key, _("It does not say which agency leads it"), row)
    if wanted == WHOLE and not terms.get("summary"):
        why = _("It does not say what it is for. Only its entry can be published")
        raise _CannotBe(key, why, row)
    return wanted


def _next_due(request: Request, key: TaskKey, row: AgreementRow, terms: dict[str, str]) -> str:
    if request.act is Act.REVIEW_DATE:
        due = request.on
    else:
        if AgreementStatus(row.status) not in RUNNING:
            raise _CannotBe(key, _("It is not in force, so it cannot have been reviewed"), row)
        held_on = request.on or clock.today()
        due = request.next_due or next_review(held_on, terms.get("review_cycle", ""))
        if due is None:
            why = _("It does not say how often it is reviewed. Enter the day of the next review")
            raise _CannotBe(key, why, row)
        if row.starts_on is not None and held_on < row.starts_on:
            raise _CannotBe(key, _("It had not started on that day"), row)
    if faults := order_faults("on", row.starts_on, due, _("The review")):
        raise _CannotBe(key, faults["on"], row)
    return due.isoformat() if due else ""


def _change(row: AgreementRow, code: str, before: str, after: str) -> Change:
    field = fields()[code]
    return Change(
        agreement_id=row.agreement_id,
        reference=row.reference,
        name=row.title,
        field=code,
        what=field.label,
        before=in_words(field, before, {}),
        after=in_words(field, after, {}),
        value=after,
    )


def _status_change(row: AgreementRow) -> Change:
    return Change(
        agreement_id=row.agreement_id,
        reference=row.reference,
        name=row.title,
        field=_STATUS,
        what=_("Standing"),
        before=LABELS[AgreementStatus(row.status)],
        after=LABELS[AgreementStatus.IN_FORCE],
        value=AgreementStatus.IN_FORCE.value,
    )


def _of_party(session: Session, request: Request, key: TaskKey, version: int) -> list[Change]:
    row, party, event = _row(session, key, version), AgreementPartyRow, AgreementEventRow
    name = names_of(session, {key.agency_id}).get(key.agency_id, "")
    standing = session.exec(
        select(party)
        .where(party.agreement_id == key.agreement_id, party.agency_id == key.agency_id)
        .where(held(party, clock.today(), version))
    ).first()
    if standing is None:
        raise _CannotBe(key, _("This is about the agreement, not about a party"), row, name)
    if standing.state not in [each.value for each in WAITING]:
        raise _CannotBe(key, _("It does not keep anybody waiting any more"), row, name)
    on = request.on or clock.today()
    if standing.asked_on is not None and on < standing.asked_on:
        asked = show_date(standing.asked_on)
        raise _CannotBe(key, _("It was asked only on {asked}").format(asked=asked), row, name)
    last = session.exec(
        select(func.max(event.held_on)).where(
            event.agreement_id == key.agreement_id,
            event.agency_id == key.agency_id,
            event.kind == CHASED,
        )
    ).one()
    if last == on:
        return []
    return [
        Change(
            agreement_id=row.agreement_id,
            agency_id=key.agency_id,
            reference=row.reference,
            name=name,
            field=CHASED,
            what=_("Chased"),
            before=show_date(last) if last else _("Never"),
            after=show_date(on),
            value=on.isoformat(),
        )
    ]


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
    terms = {each.field: each.value for each in changes if each.field != _STATUS}
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
