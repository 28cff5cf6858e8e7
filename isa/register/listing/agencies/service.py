"""Agencies narrowed down, in a stable order, a page at a time, with what is not recorded about each."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_
from sqlmodel import Session, col, select

from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.agencies.service import never_was
from isa.register.agencies.tables import (
    AgencyAssuranceRow,
    AgencyContactRow,
    AgencyOfficerRow,
    AgencySignatoryRow,
)
from isa.register.checks import raise_if_any
from isa.register.listing.model import (
    AgenciesWanted,
    AgencyOrder,
    Lack,
    Operating,
    agencies_faults,
)
from isa.register.model import AgencyPage, ListedAgency
from isa.register.naming import fold
from isa.register.tables import (
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    ClassMembershipRow,
)
from isa.register.timeline.service import now
from isa.register.vocabulary import vocabulary

CHECKED_EVERY = timedelta(days=365)
"""A number or a post is checked again after a year."""
Conditions = list[ColumnElement[bool]]


def list_agencies(
    database: Database,
    actor: Actor,
    *,
    text: str = "",
    wanted: AgenciesWanted | None = None,
    order: AgencyOrder = AgencyOrder.NAME,
    descending: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> AgencyPage:
    """A page of the agencies a filter finds, and how many there are; blanks come last.

    ``text`` is short for a filter of words. ``Invalid`` by the field of the filter that will not do.
    """
    require(actor, Action.AGENCY_READ)
    asked = wanted or AgenciesWanted(text=text[:200])
    raise_if_any(agencies_faults(asked))
    narrowed = _narrowed(asked, clock.today())
    with database.read() as session:
        total = session.exec(select(func.count()).select_from(AgencyRow).where(*narrowed)).one()
        found = select(AgencyRow).where(*narrowed)
        rows = session.exec(_in_order(found, order, descending).offset(offset).limit(limit)).all()
        return AgencyPage(hits=_listed(session, rows, clock.today()), total=total)


def every_agency(
    database: Database,
    actor: Actor,
    wanted: AgenciesWanted,
    *,
    order: AgencyOrder = AgencyOrder.NAME,
    descending: bool = False,
) -> tuple[ListedAgency, ...]:
    """The whole list of a filter, for an export."""
    require(actor, Action.AGENCY_READ)
    raise_if_any(agencies_faults(wanted))
    today = clock.today()
    found = select(AgencyRow).where(*_narrowed(wanted, today))
    with database.read() as session:
        return _listed(session, session.exec(_in_order(found, order, descending)).all(), today)


def unchecked(on: date) -> ColumnElement[bool]:
    """A number or a post of this agency that nobody checked for a year."""
    long_ago = on - CHECKED_EVERY
    return or_(
        *(
            exists().where(
                col(each.agency_id) == col(AgencyRow.id),
                or_(col(each.verified_on).is_(None), col(each.verified_on) < long_ago),
            )
            for each in (AgencyContactRow, AgencyOfficerRow)
        )
    )


def open_to_ask(on: date) -> Conditions:
    """Agencies that can be rung: neither a group nor closed."""
    groups = [code for code, kind in vocabulary().agency_types.items() if kind.is_class]
    return [col(AgencyRow.type).not_in(groups), ~_is_closed(on)]


def _narrowed(wanted: AgenciesWanted, on: date) -> Conditions:
    row = AgencyRow
    found: Conditions = [
        *(col(row.search_key).like(f"% {word}%") for word in fold(wanted.text).split()),
        col(row.id).not_in(never_was()),
    ]
    if wanted.type:
        found.append(col(row.type) == wanted.type)
    if wanted.group:
        member = ClassMembershipRow
        found.append(
            col(row.id).in_(
                select(member.member_id).where(
                    member.class_id == wanted.group,
                    col(member.agreement_id).is_(None),
                    now(member, on),
                )
            )
        )
    if wanted.operating is not None:
        is_closed = _is_closed(on)
        found.append(is_closed if wanted.operating is Operating.CLOSED else ~is_closed)
    if wanted.lack is not None:
        found += [*open_to_ask(on), _lacks(wanted.lack, on)]
    return found


def _is_closed(on: date) -> ColumnElement[bool]:
    status = AgencyStatusRow
    return col(AgencyRow.id).in_(
        select(status.agency_id).where(now(status, on), status.status == AgencyState.CLOSED.value)
    )


def _lacks(wanted: Lack, on: date) -> ColumnElement[bool]:
    officer, signatory, assurance = AgencyOfficerRow, AgencySignatoryRow, AgencyAssuranceRow
    may_sign = and_(
        col(signatory.valid_from) <= on,
        or_(col(signatory.valid_to).is_(None), col(signatory.valid_to) >= on),
    )
    if wanted is Lack.NOT_CHECKED:
        return unchecked(on)
    if wanted is Lack.ASSURANCE_OVER:
        return col(AgencyRow.id).in_(_run_out(on))
    return {
        Lack.NO_NUMBER: ~_has(AgencyContactRow),
        Lack.NO_POST: ~_has(officer),
        Lack.NO_SIGNATORY: ~_has(signatory, may_sign),
        Lack.NO_ASSURANCE: ~_has(assurance),
    }[wanted]


def _has(row: Any, *wanted: ColumnElement[bool]) -> ColumnElement[bool]:  # noqa: ANN401 -- a table with an agency
    return exists().where(col(row.agency_id) == col(AgencyRow.id), *wanted)


def _run_out(on: date) -> Any:  # noqa: ANN401 -- a statement of ids
    """Agencies whose newest assurance of a kind has run out."""
    row = AgencyAssuranceRow
    newest = (
        select(row.agency_id, row.kind, func.max(row.confirmed_on).label("last"))
        .group_by(col(row.agency_id), col(row.kind))
        .subquery("newest")
    )
    return (
        select(row.agency_id)
        .join(
            newest,
            and_(
                newest.c.agency_id == col(row.agency_id),
                newest.c.kind == col(row.kind),
                newest.c.last == col(row.confirmed_on),
            ),
        )
        .where(col(row.expires_on) < on)
    )


def _in_order(statement: Any, order: AgencyOrder, descending: bool) -> Any:  # noqa: ANN401 -- of any columns
    row = AgencyRow
    by: Any = col(row.name)
    if order is AgencyOrder.KIND:
        labels = {code: kind.label for code, kind in vocabulary().agency_types.items()}
        by = case(labels, value=col(row.type), else_="")
    elif order is AgencyOrder.AREA:
        by = func.nullif(col(row.area), "")
    turned = by.desc() if descending else by.asc()
    return statement.order_by(by.is_(None), turned, col(row.name), col(row.id))


def _listed(session: Session, rows: Sequence[AgencyRow], on: date) -> tuple[ListedAgency, ...]:
    ids = [row.id for row in rows]
    closed = _those(session, ids, _is_closed(on))
    lacking = {
        lack: _those(session, ids, and_(*open_to_ask(on), _lacks(lack, on))) for lack in Lack
    }
    kinds = vocabulary().agency_types
    return tuple(
        ListedAgency(
            id=row.id,
            name=row.name,
            type=row.type,
            type_label=kinds[row.type].label,
            area=row.area,
            is_closed=row.id in closed,
            lacks=tuple(lack.value for lack in Lack if row.id in lacking[lack]),
        )
        for row in rows
    )


_MOST_AT_ONCE = 500


def _those(session: Session, ids: Sequence[str], wanted: ColumnElement[bool]) -> set[str]:
    """Which of some agencies a condition holds for."""
    found: set[str] = set()
    for at in range(0, len(ids), _MOST_AT_ONCE):
        part = col(AgencyRow.id).in_(ids[at : at + _MOST_AT_ONCE])
        found |= set(session.exec(select(AgencyRow.id).where(part, wanted)).all())
    return found
