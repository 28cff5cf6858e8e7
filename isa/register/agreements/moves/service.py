"""Moving an agreement through its life, its quality checklist, and notes about it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.people import brought, people
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import (
    NO_AGREEMENT,
    RUNNING,
    known_rows,
    supersede,
)
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import (
    CHECK_ANSWERS,
    ENDINGS,
    MOVES,
    entry_faults,
    move_fault,
)
from isa.register.agreements.moves.changed.service import changed_at
from isa.register.agreements.parties.service import signed_count
from isa.register.agreements.tables import (
    AgreementCheckRow,
    AgreementEventRow,
    AgreementNoteRow,
)
from isa.register.agreements.terms.service import completeness_at, row_at, terms_at
from isa.register.checks import Faults, day_faults, name_faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.tables import AgreementRow
from isa.register.timeline.service import (
    change_from,
    newest_version,
    open_version,
)
from isa.register.vocabulary import vocabulary

_COVERAGE_NEEDS = ("lead_agency_id", "purposes", "parties", "rows")
FURTHEST_AHEAD = timedelta(days=366)
"""A move recorded for later keeps every other one away until then: a mistyped year would for decades."""
_CHECKED = ("yes", "not_applicable")


class NextMove(Frozen):
    """A status an agreement may go to, and what stands in the way."""

    status: AgreementStatus
    in_the_way: tuple[str, ...]


class QualityCheck(Frozen):
    """One point of the checklist with its newest answer; ``answer`` is empty when there is none."""

    code: str
    answer: str
    note: str
    by: str
    """The name of whoever answered."""
    at: datetime | None
    is_older: bool
    """Whether the agreement was changed after this answer."""


class AgreementNote(Frozen):
    """A note for those who keep the register."""

    text: str
    actor_id: str
    by: str
    """The name of whoever wrote it."""
    at: datetime


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
    checks = _checks(session, row.agreement_id)
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


def _checks(session: Session, agreement_id: str) -> dict[str, AgreementCheckRow]:
    """The newest answer to each point."""
    rows = session.exec(
        select(AgreementCheckRow)
        .where(AgreementCheckRow.agreement_id == agreement_id)
        .order_by(col(AgreementCheckRow.at), col(AgreementCheckRow.register_version))
    ).all()
    return {row.code: row for row in rows}


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


def quality_checks(database: Database, actor: Actor, agreement_id: str) -> tuple[QualityCheck, ...]:
    """The quality checklist of an agreement, every point in order."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        found = _checks(session, agreement_id)
        changed = changed_at(session, agreement_id)
        who = people(session, (row.actor_id for row in found.values()))
        return tuple(_quality_check(code, found.get(code), changed, who) for code in _points())


def _points() -> tuple[str, ...]:
    return tuple(vocabulary().quality_checks)


def _quality_check(
    code: str, row: AgreementCheckRow | None, changed: int, who: Mapping[str, str]
) -> QualityCheck:
    if row is None:
        return QualityCheck(code=code, answer="", note="", by="", at=None, is_older=False)
    return QualityCheck(
        code=code,
        answer=row.answer,
        note=row.note,
        by=brought(who[row.actor_id], row.batch_id),
        at=row.at,
        is_older=row.register_version < changed,
    )


def answer_checks(
    database: Database, actor: Actor, agreement_id: str, answers: dict[str, tuple[str, str]]
) -> None:
    """Record answers to points of the checklist: by code, the answer and a note."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(*(_check_faults(code, *answer) for code, answer in answers.items()))
    with database.write(actor) as work:
        version = open_version(work, "quality checked")
        row_at(work.session, agreement_id, clock.today(), version)
        changed = changed_at(work.session, agreement_id)
        now = {
            code: (row.answer, row.note)
            for code, row in _checks(work.session, agreement_id).items()
            if row.register_version >= changed
        }
        fresh = {code: each for code, each in answers.items() if now.get(code) != each}
        for code, (answer, note) in fresh.items():
            work.session.add(
                AgreementCheckRow(
                    id=new_id("qac"),
                    agreement_id=agreement_id,
                    code=code,
                    answer=answer,
                    note=note.strip(),
                    register_version=version,
                    actor_id=actor.id,
                    at=work.at,
                )
            )
        work.record("agreement_checked", agreement_id, points=sorted(fresh), version=version)


def _check_faults(code: str, answer: str, note: str) -> Faults:
    found = text_faults(code, note, _("the note"), limit=1000)
    if code not in vocabulary().quality_checks or answer not in CHECK_ANSWERS:
        found[code] = _("Choose yes, no or not applicable")
    elif answer != "yes" and not note.strip():
        found[code] = _("Say why, or what is still to do")
    return found


def add_note(database: Database, actor: Actor, agreement_id: str, text: str) -> None:
    """Keep a note beside an agreement; it is never published."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(
        {} if text.strip() else {"note": _("Write the note first")},
        text_faults("note", text, _("the note"), limit=2000),
    )
    with database.write(actor) as work:
        row_at(work.session, agreement_id, clock.today(), newest_version(work.session))
        work.session.add(
            AgreementNoteRow(
                id=new_id("nte"),
                agreement_id=agreement_id,
                text=text.strip(),
                actor_id=actor.id,
                at=work.at,
            )
        )
        work.record("agreement_note_added", agreement_id)


def notes(database: Database, actor: Actor, agreement_id: str) -> tuple[AgreementNote, ...]:
    """The notes beside an agreement, newest first."""
    require(actor, Action.AGREEMENT_PAPERS_READ)
    with database.read() as session:
        rows = session.exec(
            select(AgreementNoteRow)
            .where(AgreementNoteRow.agreement_id == agreement_id)
            .order_by(col(AgreementNoteRow.at).desc())
        ).all()
        who = people(session, (row.actor_id for row in rows))
        return tuple(
            AgreementNote(
                text=row.text,
                actor_id=row.actor_id,
                by=brought(who[row.actor_id], row.batch_id),
                at=row.at,
            )
            for row in rows
        )
