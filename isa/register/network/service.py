"""Whom the network is drawn of: the agencies of a place, the parties of an agreement."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from isa.coverage.network.book import Book
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.answers.resolving.service import standings
from isa.register.network.joined.service import parties_of, stands_in
from isa.register.network.reading.service import Reading
from isa.register.network.reading.service import agreement_known_as as known_as
from isa.register.tables import (
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    AgreementPartyRow,
)
from isa.register.timeline.service import held, newest_version
from isa.register.vocabulary import vocabulary

MOST_AGENCIES = 400
"""How many agencies one picture or matrix may have; a whole nation is asked pair by pair."""


MOST_AGREEMENTS = 6_000
"""How many agreements may join them: more would take longer to read than anybody waits."""


def network_book(
    database: Database, actor: Actor, agency_ids: Collection[str], *, on: date
) -> Book:
    """What the register says about some agencies on a day, ready for the matrix.

    It holds the agreements in which at least two of them stand: no other can join a pair. ``Invalid``
    names an agency that is not in the register, or that there are too many, or too much between them.
    """
    require(actor, Action.AGREEMENT_READ)
    _few_enough(agency_ids)
    with database.read() as session:
        reading = Reading(session, sorted(set(agency_ids)), on)
        keys = reading.joined()
        if len(keys) > MOST_AGREEMENTS:
            words = _(
                "{count:,} agreements join these agencies, and at most {most:,} can be held against each "
                "other at once. Choose a smaller place, or the parties of one agreement."
            )
            raise Invalid({"agencies": words.format(count=len(keys), most=MOST_AGREEMENTS)})
        return reading.book(keys)


def network_sides(
    database: Database, actor: Actor, agency_ids: Collection[str], *, on: date
) -> Book:
    """Who some agencies are, and none of their agreements: enough to say what would be needed."""
    require(actor, Action.AGREEMENT_READ)
    _few_enough(agency_ids)
    with database.read() as session:
        return Reading(session, sorted(set(agency_ids)), on).book()


def _few_enough(agency_ids: Collection[str]) -> None:
    if len(agency_ids) > MOST_AGENCIES:
        words = _("Choose at most {most} agencies; there are {count}.")
        raise Invalid({"agencies": words.format(most=MOST_AGENCIES, count=len(agency_ids))})


def partnership(database: Database, actor: Actor, area: str | None, *, on: date) -> tuple[str, ...]:
    """The agencies of one place that operate on a day; a group is no agency, its members are.

    An empty place is that of agencies for which nobody recorded one, None is everywhere. Where there
    are more than a picture can hold, those with the most agreements come first.
    """
    require(actor, Action.AGENCY_READ)
    kinds = [code for code, kind in vocabulary().agency_types.items() if not kind.is_class]
    with database.read() as session:
        version = newest_version(session)
        party = AgreementPartyRow
        has = (
            select(func.count())
            .where(col(party.agency_id) == col(AgencyRow.id), held(party, on, version))
            .scalar_subquery()
        )
        statement = (
            select(col(AgencyRow.id))
            .join(AgencyStatusRow, col(AgencyStatusRow.agency_id) == col(AgencyRow.id))
            .where(
                *([] if area is None else [col(AgencyRow.area) == area]),
                col(AgencyRow.type).in_(kinds),
                col(AgencyStatusRow.status) == AgencyState.ACTIVE.value,
                held(AgencyStatusRow, on, version),
            )
            .order_by(has.desc(), col(AgencyRow.id))
            .limit(MOST_AGENCIES)
        )
        return tuple(sorted(row[0] for row in session.connection().execute(statement)))


def version_now(database: Database, actor: Actor) -> int:
    """The version of the register: what was worked out at another may be out of date."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        return newest_version(session)


def areas(database: Database, actor: Actor) -> tuple[str, ...]:
    """Every place that an agency of the register serves; empty where somebody's is not recorded."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        statement = select(col(AgencyRow.area)).distinct().order_by(col(AgencyRow.area))
        return tuple(row[0] for row in session.connection().execute(statement))


def stakeholders(
    database: Database, actor: Actor, *, on: date, agreement_id: str = "", agency_id: str = ""
) -> tuple[str, ...]:
    """Who a change touches: the parties of an agreement, or those an agency has agreements with.

    ``Invalid`` when there is no such agreement or agency.
    """
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        if agreement_id:
            return parties_of(session, [known_as(session, agreement_id)], on, version)
        own = standings(session, {"agency": agency_id}, on, version)[agency_id]
        mine = stands_in(session, own.party_ids, on, version)
        found = parties_of(session, mine, on, version)
        return tuple(sorted({agency_id, *found}))


def agreement_known_as(database: Database, actor: Actor, text: str) -> str:
    """The id of an agreement given by its id or its reference; ``Invalid`` if there is none."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        return known_as(session, text)
