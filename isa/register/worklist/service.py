"""Showing what waits: the in-tray, most urgent first, and how much there is of each kind."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Subquery, func, select
from sqlmodel import Session, col

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agreements.tables import AgreementDetailRow, AgreementEventRow
from isa.register.agreements.terms.service import completeness_at, terms_at
from isa.register.checks import raise_if_any
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import newest_version, now
from isa.register.worklist.contacts.service import contacts, unchecked_of
from isa.register.worklist.missing.service import missing
from isa.register.worklist.model import (
    MOST_AT_ONCE,
    ONLY_ALONE,
    Task,
    TaskKey,
    TaskKind,
    TaskPage,
    Wanted,
    wanted_faults,
)
from isa.register.worklist.waiting import service as waiting

CHASED = "party_chased"
_WHY = {
    waiting.NO_START: _("no start is recorded"),
    waiting.NO_ROWS: _("no table of what is shared"),
    waiting.NO_DIRECTION: _("a row does not say who gives to whom"),
    waiting.NO_DAY: _("the day it signed is not recorded"),
    waiting.MEMBERS: _("for some members nobody recorded whether they joined"),
    waiting.SUCCESSION: _("its successor is not confirmed"),
}
_MOST_TOLD = 3
_ALONE = {TaskKind.INCOMPLETE: missing, TaskKind.CONTACT: contacts}


def work_list(
    database: Database, actor: Actor, wanted: Wanted, *, on: date, offset: int = 0, limit: int = 50
) -> TaskPage:
    """What waits, as a filter asks: what has been due longest first, what has no day last.

    ``Invalid`` by the field of the filter that will not do.
    """
    require(actor, Action.WORK_LIST_READ)
    raise_if_any(wanted_faults(wanted))
    with database.read() as session:
        found = _found(wanted, on)
        rows = _rows(session, found, offset, limit)
        total = rows[0].total if rows else _count(session, found) if offset else 0
        return TaskPage(tasks=_tasks(session, rows, on), total=total)


def everything(database: Database, actor: Actor, wanted: Wanted, *, on: date) -> tuple[Task, ...]:
    """The whole list of a filter, for an export."""
    require(actor, Action.WORK_LIST_READ)
    raise_if_any(wanted_faults(wanted))
    with database.read() as session:
        return _tasks(session, _rows(session, _found(wanted, on)), on)


def keys_of(database: Database, actor: Actor, wanted: Wanted, *, on: date) -> tuple[TaskKey, ...]:
    """The keys of everything a filter finds, up to what one change may reach."""
    require(actor, Action.WORK_LIST_READ)
    raise_if_any(wanted_faults(wanted))
    with database.read() as session:
        rows = _rows(session, _found(wanted, on), 0, MOST_AT_ONCE)
        return tuple(dict.fromkeys(_key(row) for row in rows))


def how_many(database: Database, actor: Actor, *, on: date) -> dict[TaskKind, int]:
    """How much there is of each kind."""
    require(actor, Action.WORK_LIST_READ)
    with database.read() as session:
        counts = dict.fromkeys(TaskKind, 0)
        for wanted in (Wanted(), *(Wanted(kind=kind) for kind in ONLY_ALONE)):
            found = _found(wanted, on)
            statement = select(found.c.kind, func.count()).group_by(found.c.kind)
            for kind, count in session.connection().execute(statement):
                counts[TaskKind(kind)] = count
        return counts


def _found(wanted: Wanted, on: date) -> Subquery:
    asked = waiting.Asked(wanted, on)
    alone = _ALONE.get(wanted.kind) if wanted.kind else None
    return waiting.tasks(asked, alone(asked) if alone else None)


def _count(session: Session, found: Subquery) -> int:
    return session.connection().execute(select(func.count()).select_from(found)).scalar_one()


def _rows(
    session: Session, found: Subquery, offset: int = 0, limit: int | None = None
) -> Sequence[Row[Any]]:
    statement = (
        select(found, func.count().over().label("total"))
        .order_by(
            found.c.due.is_(None),
            found.c.due,
            found.c.score,
            found.c.reference,
            found.c.kind,
            found.c.agency_id,
            found.c.why,
        )
        .offset(offset)
    )
    if limit is not None:
        statement = statement.limit(limit)
    return session.connection().execute(statement).all()


def _key(row: Row[Any]) -> TaskKey:
    return TaskKey(kind=TaskKind(row.kind), agreement_id=row.agreement_id, agency_id=row.agency_id)


def _tasks(session: Session, rows: Sequence[Row[Any]], on: date) -> tuple[Task, ...]:
    agreements = sorted({row.agreement_id for row in rows})
    names = names_of(session, {row.agency_id for row in rows if row.agency_id})
    owners = _owners(session, agreements, on)
    chased = _chased(session, agreements)
    asked = _questions(session, [r for r in rows if r.kind == TaskKind.QUESTION.value], on)
    version = newest_version(session)
    return tuple(
        Task(
            key=_key(row),
            reference=row.reference,
            title=row.title,
            agency_name=names.get(row.agency_id, ""),
            due=row.due,
            days=(on - row.due).days if row.due else None,
            detail=_detail(session, row, asked, on, version),
            owner=owners.get(row.agreement_id, ""),
            chased_on=chased.get((row.agreement_id, row.agency_id)),
        )
        for row in rows
    )


def _in_parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + MOST_AT_ONCE] for at in range(0, len(ids), MOST_AT_ONCE)]


def _owners(session: Session, agreements: Sequence[str], on: date) -> dict[str, str]:
    detail = AgreementDetailRow
    found: dict[str, str] = {}
    for part in _in_parts(agreements):
        statement = select(col(detail.agreement_id), col(detail.value)).where(
            col(detail.agreement_id).in_(part),
            col(detail.field) == waiting.OWNER,
            now(detail, on),
        )
        found |= {row[0]: row[1] for row in session.connection().execute(statement)}
    return found


def _chased(session: Session, agreements: Sequence[str]) -> dict[tuple[str, str], date]:
    """The last day on which each party of some agreements was recorded as chased."""
    event, found = AgreementEventRow, {}
    for part in _in_parts(agreements):
        statement = (
            select(col(event.agreement_id), col(event.agency_id), func.max(col(event.held_on)))
            .where(col(event.agreement_id).in_(part), col(event.kind) == CHASED)
            .group_by(col(event.agreement_id), col(event.agency_id))
        )
        for agreement_id, agency_id, last in session.connection().execute(statement):
            found[agreement_id, agency_id or ""] = last
    return found


def _questions(
    session: Session, rows: Sequence[Row[Any]], on: date
) -> dict[tuple[str, str], tuple[str, str]]:
    """The clause and the words of each party that asked something."""
    party, found = AgreementPartyRow, {}
    for part in _in_parts(sorted({row.agreement_id for row in rows})):
        statement = select(
            col(party.agreement_id), col(party.agency_id), col(party.clause), col(party.note)
        ).where(col(party.agreement_id).in_(part), now(party, on))
        for agreement_id, agency_id, clause, note in session.connection().execute(statement):
            found[agreement_id, agency_id] = (clause, note)
    return found


def _detail(
    session: Session,
    row: Row[Any],
    asked: dict[tuple[str, str], tuple[str, str]],
    on: date,
    version: int,
) -> str:
    if row.kind == TaskKind.QUESTION.value:
        clause, note = asked.get((row.agreement_id, row.agency_id), ("", ""))
        return _("Clause {clause}: {note}").format(clause=clause, note=note) if clause else note
    if row.kind == TaskKind.CANNOT_SAY.value:
        return "; ".join(_WHY[code] for code in str(row.why).split())
    if row.kind == TaskKind.CONTACT.value:
        return "; ".join(
            str(each) for each in unchecked_of(session, [row.agency_id], on)[row.agency_id]
        )
    if row.kind == TaskKind.INCOMPLETE.value:
        return _what_is_missing(session, row, on, version)
    if row.kind == TaskKind.SIGNATURE.value and row.due is None:
        return _("Nobody recorded that it was asked")
    return ""


def _what_is_missing(session: Session, row: Row[Any], on: date, version: int) -> str:
    terms = terms_at(session, row.agreement_id, on, version)
    found = completeness_at(session, row.agreement_id, terms, on, version)
    labels = [each.label for each in found.missing]
    told = "; ".join(labels[:_MOST_TOLD])
    more = len(labels) - _MOST_TOLD
    words = _("{percent}%: {told}") if more <= 0 else _("{percent}%: {told}; and {more} more")
    return words.format(percent=found.percent, told=told, more=more)
