"""Moving an agreement through its life."""

from datetime import date, timedelta

from sqlmodel import Session, func, select

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import NO_AGREEMENT, RUNNING, known_rows, supersede
from isa.register.agreements.checklist.service import newest_answers
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import ENDINGS, MOVES, entry_faults, move_fault
from isa.register.agreements.moves.changed.service import changed_at
from isa.register.agreements.parties.service import signed_count
from isa.register.agreements.tables import AgreementEventRow
from isa.register.agreements.terms.service import completeness_at, row_at, terms_at
from isa.register.checks import Faults, day_faults, name_faults, raise_if_any
from isa.register.keepers.service import require_agreement_keeper
from isa.register.tables import AgreementRow
from isa.register.timeline.service import change_from, newest_version, open_version
from isa.register.vocabulary import vocabulary

_COVERAGE_NEEDS = ("lead_agency_id", "purposes", "parties", "rows")
FURTHEST_AHEAD = timedelta(days=366)
"""A move recorded for later keeps every other one away until then: a mistyped year would for decades."""
_CHECKED = ("yes", "not_applicable")


class NextMove(Frozen):
    """A status an agreement may go to, and what stands in the way."""

    status: AgreementStatus
    in_the_way: tuple[str, ...]


def next_moves(
    database: Database, actor: Actor, agreement_id: str, *, on: date
) -> tuple[NextMove, ...]:
    """Where an agreement may go from where it is on a day."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        row = row_at(session, agreement_id, on, version)
        return tuple(
            NextMove(
                status=status,
                in_the_way=_in_the_way(session, row, status, on, version),
            )
            for status in MOVES[AgreementStatus(row.status)]
        )


def _in_the_way(
    session: Session, row: AgreementRow, status: AgreementStatus, on: date, version: int
) -> tuple[str, ...]:
    terms = terms_at(session, row.agreement_id, on, version)
    found = completeness_at(session, row.agreement_id, terms, on, version)
    parties, signed = signed_count(session, row.agreement_id, on, version)
    checks = newest_answers(session, row.agreement_id)
    changed = changed_at(session, row.agreement_id)
    return entry_faults(
        status,
        missing=tuple(each.label for each in found.missing if each.code in _COVERAGE_NEEDS),
        unchecked=sum(
            1
            for code in vocabulary().quality_checks
            if code not in checks
            or checks[code].answer not in _CHECKED
            or checks[code].register_version < changed
        ),
        is_changed_since=changed > _approved_at(session, row.agreement_id),
        parties=parties,
        signed=signed,
        needs_all=row.requires_all_signatures,
        has_start=row.starts_on is not None,
    )


def move_agreement(
    database: Database,
    actor: Actor,
    agreement_id: str,
    status: AgreementStatus,
    *,
    on: date,
    reason: str,
) -> None:
    """Record that from a day an agreement has another status, and why.

    ``Invalid`` when the lifecycle does not allow it, something stands in the way, or a later change
    is recorded already. An agreement that replaces another ends that one when it comes into force.
    """
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(
        day_faults("on", on, _("the day of the change")),
        name_faults("reason", reason, _("why it moves on"), limit=1000),
    )
    with database.write(actor) as work:
        version = open_version(work, "agreement moved")
        if not known_rows(work.session, agreement_id, version):
            raise NotFound(NO_AGREEMENT)
        before = row_at(work.session, agreement_id, on, version)
        raise_if_any(move_faults(work.session, before, status, on, version))
        if status in RUNNING and before.supersedes_id:
            require_agreement_keeper(database, actor, before.supersedes_id)
        put_move(work, version, agreement_id, status, on, reason)
        work.record(
            "agreement_status_changed",
            agreement_id,
            before=before.status,
            status=status.value,
            version=version,
        )


def put_move(
    work: UnitOfWork,
    version: int,
    agreement_id: str,
    status: AgreementStatus,
    on: date,
    reason: str,
) -> None:
    """Write a move without faults inside a transaction that has a version."""
    session = work.session
    rows = known_rows(session, agreement_id, version)
    before = row_at(session, agreement_id, on, version)
    change_from(session, version, rows, on, {"status": status.value})
    if status in RUNNING and before.supersedes_id:
        start = max(on, before.starts_on or on)
        _replace(work, version, before.supersedes_id, start, before.reference)
    put_event(
        work,
        version,
        agreement_id,
        "status",
        held_on=on,
        before=before.status,
        after=status.value,
        reason=reason,
    )


def move_faults(
    session: Session, before: AgreementRow, status: AgreementStatus, on: date, version: int
) -> Faults:
    """Why an agreement may not move on a day: its life, a later change, or what stands in the way."""
    if fault := move_fault(AgreementStatus(before.status), status):
        return {"status": fault}
    if before.valid_to is not None:
        return {
            "on": _(
                "A later change is recorded already, for {valid_to}. Enter that day or a later one"
            ).format(valid_to=show_date(before.valid_to))
        }
    if on > clock.today() + FURTHEST_AHEAD:
        return {"on": _("The day is more than a year from now. Check the year")}
    if status in ENDINGS and before.starts_on is not None and on < before.starts_on:
        return {
            "on": _("It cannot end before it starts, on {day}. Check the day").format(
                day=show_date(before.starts_on)
            )
        }
    found = _in_the_way(session, before, status, on, version)
    return {"status": ". ".join(found)} if found else {}


def _replace(
    work: UnitOfWork, version: int, agreement_id: str, start: date, reference: str
) -> None:
    """End the agreement that another one replaces, unless it has ended already."""
    old = row_at(work.session, agreement_id, start, version)
    if AgreementStatus(old.status) not in RUNNING:
        return
    supersede(work.session, version, agreement_id, start)
    put_event(
        work,
        version,
        agreement_id,
        "status",
        held_on=start,
        before=old.status,
        after=AgreementStatus.SUPERSEDED.value,
        reason=_("{reference} replaces it").format(reference=reference),
    )


def _approved_at(session: Session, agreement_id: str) -> int:
    """The version that approved an agreement; beyond all others where the register did not see it."""
    event = AgreementEventRow
    found = session.exec(
        select(func.max(event.register_version)).where(
            event.agreement_id == agreement_id,
            event.kind == "status",
            event.after == AgreementStatus.APPROVED.value,
        )
    ).one()
    return newest_version(session) if found is None else found
