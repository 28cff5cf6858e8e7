"""Finding and showing agencies."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from isa.platform import audit, clock
from isa.platform.database import Database
from isa.platform.errors import NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.people import people
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.tables import AgencyContactRow, ContactKind
from isa.register.checks import raise_if_any
from isa.register.model import (
    FROM_THE_BEGINNING,
    Agency,
    AgencyContact,
    AgencyHit,
    AgencyInBrief,
    Identifier,
)
from isa.register.naming import fold
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
)
from isa.register.timeline.service import held, newest_version
from isa.register.vocabulary import vocabulary

SHORTEST_SEARCH = 2
MOST_HITS = 20
MOST_IN_CHAIN = 5
_IN_BRIEF = select(AgencyRow.id, AgencyRow.name, AgencyRow.type).where(
    col(AgencyRow.id).in_(bindparam("ids", expanding=True))
)
_CONTACT: Table = AgencyContactRow.__table__  # type: ignore[attr-defined]  # a table at run time
_CONTACTS = (
    sa_select(_CONTACT)
    .where(_CONTACT.c.agency_id.in_(bindparam("ids", expanding=True)))
    .order_by(_CONTACT.c.kind, _CONTACT.c.label)
)
NO_AGENCY = _("There is no agency with this id in the register.")


def _hit(row: AgencyRow) -> AgencyHit:
    kind = vocabulary().agency_types[row.type]
    return AgencyHit(id=row.id, name=row.name, type=row.type, type_label=kind.label)


def search_agencies(
    database: Database, actor: Actor, text: str, limit: int = MOST_HITS
) -> tuple[AgencyHit, ...]:
    """Agencies to pick from: each word typed begins a word of a name. Closed ones are left out.

    Fewer than two letters find nothing. Accents and case do not matter.
    """
    require(actor, Action.AGENCY_READ)
    folded = fold(text)[:200]
    if len(folded) < SHORTEST_SEARCH:
        return ()
    groups = [code for code, kind in vocabulary().agency_types.items() if kind.is_class]
    with database.read() as session:
        wanted = select(AgencyRow).where(
            *(col(AgencyRow.search_key).like(f"% {word}%") for word in folded.split()),
            col(AgencyRow.type).not_in(groups),
            col(AgencyRow.id).not_in(_closed_today(session)),
        )
        begins = col(AgencyRow.search_key).like(f"%| {folded}%")
        rows = session.exec(
            wanted.order_by(begins.desc(), col(AgencyRow.name)).limit(min(limit, MOST_HITS))
        ).all()
        return tuple(_hit(row) for row in rows)


def _closed_today(session: Session) -> SelectOfScalar[str]:
    return (
        select(AgencyStatusRow.agency_id)
        .where(held(AgencyStatusRow, clock.today(), newest_version(session)))
        .where(AgencyStatusRow.status == AgencyState.CLOSED.value)
    )


def nearby_agencies(
    database: Database, actor: Actor, agency_type: str, *, limit: int = MOST_HITS
) -> tuple[AgencyHit, ...]:
    """The agencies of a kind that serve the place of the actor's own agency, by name.

    Another place's front door would cost time in danger, so it is never among them. Agencies for
    which nobody has recorded a place count as serving one and the same.
    """
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        own = session.get(AgencyRow, actor.agency_id)
        rows = session.exec(
            select(AgencyRow)
            .where(AgencyRow.type == agency_type)
            .where(AgencyRow.area == (own.area if own else ""))
            .where(col(AgencyRow.id).not_in(_closed_today(session)))
            .order_by(col(AgencyRow.name))
            .limit(limit)
        ).all()
        return tuple(_hit(row) for row in rows)


def never_was() -> SelectOfScalar[str]:
    """Agencies of an import that was undone: closed since ever, as the register knows it now."""
    row = AgencyStatusRow
    return select(row.agency_id).where(
        col(row.known_to).is_(None),
        row.status == AgencyState.CLOSED.value,
        row.valid_from == FROM_THE_BEGINNING,
        col(row.valid_to).is_(None),
    )


def agency(database: Database, actor: Actor, agency_id: str) -> Agency:
    """One agency as it stands today; ``NotFound`` when there is none."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        row = session.get(AgencyRow, agency_id)
        if row is None:
            raise NotFound(NO_AGENCY)
        return shown(session, row)


def agencies_in_brief(
    database: Database, actor: Actor, agency_ids: Collection[str]
) -> dict[str, AgencyInBrief]:
    """These agencies by id, without those that are not in the register.

    Two statements for all of them: every run of a page of the journey asks this.
    """
    require(actor, Action.AGENCY_READ)
    if not agency_ids:
        return {}
    ids = sorted(set(agency_ids))
    with database.look() as connection:
        found = connection.execute(_IN_BRIEF, {"ids": ids}).all()
        rows = connection.execute(_CONTACTS, {"ids": ids}).all()
    kinds = vocabulary().agency_types
    return {
        id_: AgencyInBrief(
            id=id_,
            name=name,
            type=type_,
            recipient_class=kinds[type_].recipient_class,
            acting_as=kinds[type_].acting_as,
            health_or_secrecy=kinds[type_].health_or_secrecy,
            listed_16la=kinds[type_].listed_16la,
            contacts=tuple(_contact(row) for row in rows if row.agency_id == id_),
        )
        for id_, name, type_ in found
    }


def shown(session: Session, row: AgencyRow) -> Agency:
    """An agency's row as its value, as at today."""
    kind = vocabulary().agency_types[row.type]
    on, version = clock.today(), newest_version(session)
    status = session.exec(
        select(AgencyStatusRow)
        .where(AgencyStatusRow.agency_id == row.id)
        .where(held(AgencyStatusRow, on, version))
    ).first()
    chain = controller_chains(session, (row.id,), on, version)[row.id]
    controller = session.get_one(AgencyRow, chain[-1])
    identifiers = session.exec(
        select(AgencyIdentifierRow)
        .where(AgencyIdentifierRow.agency_id == row.id)
        .order_by(AgencyIdentifierRow.kind, AgencyIdentifierRow.value)
    ).all()
    contacts = session.exec(
        select(AgencyContactRow)
        .where(AgencyContactRow.agency_id == row.id)
        .order_by(AgencyContactRow.kind, AgencyContactRow.label)
    ).all()
    return Agency(
        id=row.id,
        name=row.name,
        type=row.type,
        type_label=kind.label,
        area=row.area,
        other_names=other_names(row),
        is_class=kind.is_class,
        is_closed=status is not None and status.status == AgencyState.CLOSED.value,
        parent_id=status.controller_id if status else None,
        controller_id=controller.id,
        controller_name=controller.name,
        recipient_class=kind.recipient_class,
        acting_as=kind.acting_as,
        health_or_secrecy=kind.health_or_secrecy,
        listed_16la=kind.listed_16la,
        identifiers=tuple(Identifier(kind=each.kind, value=each.value) for each in identifiers),
        contacts=tuple(_contact(each) for each in contacts),
    )


def other_names(row: AgencyRow) -> tuple[str, ...]:
    """An agency's other spellings; folded ones where they were recorded before spellings were kept."""
    if row.other_names:
        return tuple(row.other_names.splitlines())
    return tuple(each.strip() for each in row.search_key.split("|")[2:])


def _contact(row: AgencyContactRow | Row[Any]) -> AgencyContact:
    return AgencyContact(
        kind=ContactKind(row.kind),
        label=row.label,
        number=row.number,
        hours=row.hours,
        verified_on=row.verified_on,
    )


def controller_chains(
    session: Session, agency_ids: tuple[str, ...], on: date, version: int
) -> dict[str, tuple[str, ...]]:
    """For each agency, itself and the bodies it is a service of, the controller last."""
    chains: dict[str, tuple[str, ...]] = {agency_id: (agency_id,) for agency_id in agency_ids}
    tops = set(agency_ids)
    for _step in range(MOST_IN_CHAIN):
        above = dict(
            session.exec(
                select(AgencyStatusRow.agency_id, AgencyStatusRow.controller_id)
                .where(col(AgencyStatusRow.agency_id).in_(sorted(tops)))
                .where(col(AgencyStatusRow.controller_id).is_not(None))
                .where(held(AgencyStatusRow, on, version))
            ).all()
        )
        if not above:
            break
        chains = {
            start: (*chain, parent) if (parent := above.get(chain[-1])) else chain
            for start, chain in chains.items()
        }
        tops = {parent for parent in above.values() if parent}
    return chains


def names_of(session: Session, agency_ids: set[str]) -> dict[str, str]:
    """The names of some agencies, by id."""
    if not agency_ids:
        return {}
    return dict(
        session.exec(
            select(AgencyRow.id, AgencyRow.name).where(col(AgencyRow.id).in_(sorted(agency_ids)))
        ).all()
    )


def changed_meanwhile(session: Session, agency_id: str, *events: str) -> Stale:
    """The refusal for whoever saves second: it names whoever was first, by the audit events they left."""
    before = audit.events_about(session, agency_id, events)
    names = people(session, (each.actor_id for each in before[:1]))
    who = next(iter(names.values()), _("Somebody else"))
    return Stale(
        _("{who} changed this while you were writing. Look at it again, then choose.").format(
            who=who
        )
    )


def require_agencies(session: Session, ids: dict[str, str]) -> None:
    """``Invalid`` for each path whose id is not in the register."""
    raise_if_any(
        {
            path: _("Choose an agency that is in the register")
            for path, agency_id in ids.items()
            if session.get(AgencyRow, agency_id) is None
        }
    )
