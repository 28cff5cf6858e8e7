"""Agreements narrowed down, in a stable order, a page at a time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func
from sqlmodel import Session, col, select

from isa.coverage.view import MembershipState, PartyState
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.agencies.service import names_of
from isa.register.agreements.service import SETTLED, summaries
from isa.register.agreements.standing import Stands
from isa.register.answers.resolving.service import standings
from isa.register.answers.standing import Standing
from isa.register.checks import raise_if_any
from isa.register.listing.model import (
    AgreementsWanted,
    Order,
    agreements_faults,
)
from isa.register.listing.narrowing.service import narrowed, stands
from isa.register.model import AgreementPage, AgreementSummary
from isa.register.tables import (
    AgencyRow,
    AgreementPartyRow,
    AgreementRow,
)
from isa.register.timeline.service import newest_version, now

_UNSIGNED = [each.value for each in PartyState if each.value not in SETTLED]


def list_agreements(
    database: Database,
    actor: Actor,
    *,
    on: date,
    text: str = "",
    agency_id: str | None = None,
    wanted: AgreementsWanted | None = None,
    order: Order = Order.REFERENCE,
    descending: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> AgreementPage:
    """A page of the agreements a filter finds, as at a day, and how many there are; blanks come last.

    ``text`` and ``agency_id`` are short for a filter of words, and of one party. ``through`` names
    what a party stands behind. ``Invalid`` by the field of the filter that will not do.
    """
    require(actor, Action.AGREEMENT_READ)
    asked = wanted or AgreementsWanted(text=text[:200], party=agency_id or "")
    raise_if_any(agreements_faults(asked))
    with database.read() as session:
        version = newest_version(session)
        behind = _behind(session, asked.party, on, version)
        conditions = narrowed(asked, behind, on)
        total = session.exec(
            select(func.count()).select_from(AgreementRow).where(*conditions)
        ).one()
        statement = _in_order(select(AgreementRow).where(*conditions), order, on, descending)
        rows = session.exec(statement.offset(offset).limit(limit)).all()
        return AgreementPage(
            agreements=summaries(session, rows, on, version),
            total=total,
            through=_through(session, rows, behind, on) if behind else {},
        )


def every_agreement(
    database: Database,
    actor: Actor,
    wanted: AgreementsWanted,
    *,
    on: date,
    order: Order = Order.REFERENCE,
    descending: bool = False,
) -> tuple[AgreementSummary, ...]:
    """The whole list of a filter, for an export."""
    require(actor, Action.AGREEMENT_READ)
    raise_if_any(agreements_faults(wanted))
    with database.read() as session:
        version = newest_version(session)
        behind = _behind(session, wanted.party, on, version)
        conditions = narrowed(wanted, behind, on)
        statement = _in_order(select(AgreementRow).where(*conditions), order, on, descending)
        return summaries(session, session.exec(statement).all(), on, version)


def agreement_ids(
    database: Database, actor: Actor, wanted: AgreementsWanted, *, on: date, limit: int
) -> tuple[str, ...]:
    """The ids of what a filter finds, by reference, up to a number."""
    require(actor, Action.AGREEMENT_READ)
    raise_if_any(agreements_faults(wanted))
    with database.read() as session:
        behind = _behind(session, wanted.party, on, newest_version(session))
        conditions = narrowed(wanted, behind, on)
        statement = _in_order(
            select(AgreementRow.agreement_id).where(*conditions), Order.REFERENCE, on, False
        )
        return tuple(session.exec(statement.limit(limit)).all())


def count(session: Session, wanted: AgreementsWanted, on: date) -> int:
    """How many agreements a filter without a party finds."""
    conditions = narrowed(wanted, [], on)
    return session.exec(select(func.count()).select_from(AgreementRow).where(*conditions)).one()


def _in_order(statement: Any, order: Order, on: date, descending: bool) -> Any:  # noqa: ANN401 -- of any columns
    """Sorted with blanks last, then by reference and id, so that no page repeats or loses one."""
    row = AgreementRow
    if order is Order.UNSIGNED:
        counted = _counted_unsigned(on)
        statement = statement.outerjoin(counted, counted.c.agreement_id == col(row.agreement_id))
        by: Any = counted.c.unsigned
    elif order is Order.LEAD:
        statement = statement.outerjoin(AgencyRow, col(AgencyRow.id) == col(row.lead_agency_id))
        by = func.lower(col(AgencyRow.name))
    else:
        by = {
            Order.REFERENCE: col(row.reference),
            Order.TITLE: func.lower(col(row.title)),
            Order.STANDING: _rank(on),
            Order.REVIEW: col(row.review_due_on),
            Order.ENDS: col(row.ends_on),
        }[order]
    turned = by.desc() if descending else by.asc()
    return statement.order_by(by.is_(None), turned, col(row.reference), col(row.agreement_id))


def _rank(on: date) -> ColumnElement[int]:
    """The place of a standing in its list."""
    places = {code.value: place for place, code in enumerate(Stands)}
    return case(places, value=stands(on), else_=len(places))


def _counted_unsigned(on: date) -> Subquery:
    party = AgreementPartyRow
    counted = (
        select(party.agreement_id, func.count().label("unsigned"))
        .where(col(party.state).in_(_UNSIGNED), now(party, on))
        .group_by(col(party.agreement_id))
    )
    return counted.subquery("counted")


def _behind(session: Session, agency_id: str, on: date, version: int) -> list[str]:
    """An agency with everything it stands behind, without what it stayed out of."""
    if not agency_id:
        return []
    if session.get(AgencyRow, agency_id) is None:
        return [agency_id]
    stands = standings(session, {"agency": agency_id}, on, version)[agency_id]
    return [agency_id, *(each for each in stands.party_ids if not _declined(stands, each))]


def _declined(stands: Standing, party_id: str) -> bool:
    return stands.memberships.get((party_id, None)) is MembershipState.DECLINED


def _through(
    session: Session, rows: Sequence[AgreementRow], behind: list[str], on: date
) -> dict[str, str]:
    """By agreement, the parties an agency stands behind where it is not one itself."""
    party = AgreementPartyRow
    found: dict[str, set[str]] = {}
    for agreement_id, party_id in session.exec(
        select(party.agreement_id, party.agency_id)
        .where(col(party.agreement_id).in_([row.agreement_id for row in rows]))
        .where(col(party.agency_id).in_(behind), now(party, on))
    ).all():
        found.setdefault(agreement_id, set()).add(party_id)
    names = names_of(session, set(behind))
    return {
        agreement_id: ", ".join(sorted(names[each] for each in ids))
        for agreement_id, ids in found.items()
        if behind[0] not in ids
    }
