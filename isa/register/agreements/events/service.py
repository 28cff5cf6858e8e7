"""What happened to an agreement or a party: written with the change itself, read on the history page."""

from datetime import date, datetime

from sqlmodel import Session, col, func, select

from isa.coverage.model import Frozen
from isa.platform.database import Database, UnitOfWork
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.people import brought, people
from isa.platform.permissions import Action, require
from isa.register.agencies.service import names_of
from isa.register.agreements.tables import AgreementEventRow
from isa.register.tables import AgreementRow

PAGE = 50


class AgreementEvent(Frozen):
    """A move, with who made it, when, from which day it is true, and why."""

    kind: str
    agency_id: str | None
    agency_name: str
    before: str
    after: str
    held_on: date
    clause: str
    reason: str
    actor_id: str
    by: str
    """The name of whoever recorded it."""
    at: datetime


class EventPage(Frozen):
    """Some of what happened, newest first, and how much there is."""

    events: tuple[AgreementEvent, ...]
    total: int


def put_event(
    work: UnitOfWork,
    version: int,
    agreement_id: str,
    kind: str,
    *,
    held_on: date,
    agency_id: str | None = None,
    before: str = "",
    after: str = "",
    clause: str = "",
    reason: str = "",
) -> None:
    """Write what happened, inside the transaction of the change."""
    work.session.add(
        AgreementEventRow(
            id=new_id("evt"),
            agreement_id=agreement_id,
            agency_id=agency_id,
            kind=kind,
            before=before,
            after=after,
            held_on=held_on,
            clause=clause.strip(),
            reason=reason.strip(),
            register_version=version,
            actor_id=work.actor.id,
            at=work.at,
        )
    )


def agreement_events(
    database: Database,
    actor: Actor,
    agreement_id: str,
    *,
    agency_id: str | None = None,
    offset: int = 0,
    limit: int = PAGE,
) -> EventPage:
    """What happened to an agreement, or to one party of it, newest first."""
    require(actor, Action.AGREEMENT_READ)
    event = AgreementEventRow
    wanted = [col(event.agreement_id) == agreement_id]
    if agency_id is not None:
        wanted.append(col(event.agency_id) == agency_id)
    with database.read() as session:
        total = session.exec(select(func.count()).select_from(event).where(*wanted)).one()
        rows = session.exec(
            select(event)
            .where(*wanted)
            .order_by(col(event.at).desc(), col(event.register_version).desc(), col(event.id))
            .offset(offset)
            .limit(limit)
        ).all()
        names = names_of(session, {row.agency_id for row in rows if row.agency_id})
        who = people(session, (row.actor_id for row in rows))
        return EventPage(
            events=tuple(
                AgreementEvent(
                    agency_name=names.get(row.agency_id or "", ""),
                    by=brought(who[row.actor_id], row.batch_id),
                    **row.model_dump(
                        exclude={"id", "agreement_id", "register_version", "batch_id"}
                    ),
                )
                for row in rows
            ),
            total=total,
        )


def references_of(session: Session, agreement_ids: set[str]) -> dict[str, str]:
    """The references of some agreements, by id, as they are known now."""
    if not agreement_ids:
        return {}
    return dict(
        session.exec(
            select(AgreementRow.agreement_id, AgreementRow.reference)
            .where(col(AgreementRow.agreement_id).in_(sorted(agreement_ids)))
            .where(col(AgreementRow.known_to).is_(None))
        ).all()
    )
