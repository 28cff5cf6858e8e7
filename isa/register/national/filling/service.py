"""Putting an invented nation into a demonstration, in one transaction and one version of the register.

Rows go straight into the tables: a service call for each of a million rows would take an hour. What
they hold is what the services would have written, and ``isa register check`` finds no fault in it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlmodel import Session, SQLModel

from isa.coverage.view import ANY
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import ConfigurationError
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.model import FROM_THE_BEGINNING
from isa.register.naming import search_key
from isa.register.national.agencies import (
    CARE_BOARD,
    FORMER,
    GPS,
    Size,
    agencies,
    agency_id,
    names,
    places,
)
from isa.register.national.agreements import Agreed, agreements
from isa.register.tables import (
    AgencyRow,
    AgencyStatusRow,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
    ClassMembershipRow,
    DataRowCodeRow,
    DataRowRow,
    SuccessionRow,
)
from isa.register.timeline.service import open_version
from isa.register.vocabulary import vocabulary

MERGED_ON = date(2025, 7, 1)
REVIEW_AFTER_YEARS = 3
_AT_ONCE = 20_000
_Rows = Iterable[dict[str, Any]]


def load_national(database: Database, actor: Actor, size: Size | None = None) -> bool:
    """Fill a demonstration with a nation; False when it has one already and is left as it is.

    ``ConfigurationError`` on a live installation: nobody could tell invented agencies from real ones.
    """
    require(actor, Action.AGENCY_WRITE)
    require(actor, Action.AGREEMENT_WRITE)
    if not database.is_demo:
        raise ConfigurationError(
            _(
                "This is a live installation, so invented agencies may not be put into it. "
                "Point ISA_DATABASE_URL at an empty database."
            )
        )
    size = size or Size()
    with database.read() as session:
        if session.get(AgencyRow, agency_id(0)) is not None:
            return False
    with database.write(actor) as work:
        version = open_version(work, "national demonstration loaded")
        _put_agencies(work, size, version)
        _put_agreements(work, size, version)
        work.record(
            "national_demo_loaded",
            "register",
            agencies=size.agencies,
            agreements=size.agreements,
            parties=size.parties,
            version=version,
        )
    _tidy(database)
    return True


def _tidy(database: Database) -> None:
    """Tell the engine how much there is now, and on PostgreSQL that all of it can be seen by everyone."""
    statement = "VACUUM ANALYZE" if database.is_postgresql else "ANALYZE"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))


def _put(work: UnitOfWork, model: type[SQLModel], rows: _Rows) -> None:
    """Insert rows in parts; what a row leaves out has the value the table's class gives it."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # a table at run time
    left_out = {
        name: field.default
        for name, field in model.model_fields.items()
        if not field.is_required() and name != "row_id"
    }
    connection, waiting = work.session.connection(), ({**left_out, **row} for row in rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, waiting)
        return
    while part := list(islice(waiting, _AT_ONCE)):
        connection.execute(insert(table), part)


def _copy(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Stream rows to PostgreSQL, where a statement for each would take four times as long."""
    first = next(rows)
    columns = ", ".join(first)
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as stream,
    ):
        for row in chain((first,), rows):
            stream.write_row(tuple(row.values()))


def _times(version: int, valid_from: date = FROM_THE_BEGINNING) -> dict[str, Any]:
    return {"valid_from": valid_from, "valid_to": None, "known_from": version, "known_to": None}


def _put_agencies(work: UnitOfWork, size: Size, version: int) -> None:
    _put(
        work,
        AgencyRow,
        (
            {
                "id": agency_id(each.number),
                "name": each.name,
                "search_key": search_key(each.name, ()),
                "type": each.kind,
                "area": each.place,
                "created_at": work.at,
            }
            for each in agencies(size)
        ),
    )
    _put(work, AgencyStatusRow, _statuses(size, version))
    _put(work, ClassMembershipRow, _rosters(size, version))
    _put(
        work,
        SuccessionRow,
        (
            {
                **_times(version, MERGED_ON),
                "predecessor_id": agency_id(place.first + FORMER),
                "successor_id": agency_id(place.first + CARE_BOARD),
                "is_confirmed": number % 2 == 0,
            }
            for number, place in enumerate(places(size))
            if place.end - place.first > FORMER
        ),
    )


def _statuses(size: Size, version: int) -> Iterator[dict[str, Any]]:
    merged = {place.first + FORMER for place in places(size)}
    for each in agencies(size):
        row = {
            **_times(version),
            "agency_id": agency_id(each.number),
            "status": "active",
            "controller_id": None if each.controller is None else agency_id(each.controller),
        }
        if each.number in merged:
            yield {**row, "valid_to": MERGED_ON}
            yield {**row, "valid_from": MERGED_ON, "status": "closed"}
        else:
            yield row


def _rosters(size: Size, version: int) -> Iterator[dict[str, Any]]:
    """Each surgery is on the roster of its place; most have acceded."""
    groups = {place.name: place.first + GPS for place in places(size)}
    states = ("acceded", "acceded", "acceded", "not_recorded", "declined")
    for each in agencies(size):
        if each.kind == "gp":
            yield {
                **_times(version),
                "class_id": agency_id(groups[each.place]),
                "member_id": agency_id(each.number),
                "agreement_id": None,
                "state": states[each.number % len(states)],
            }


def _put_agreements(work: UnitOfWork, size: Size, version: int) -> None:
    first, first_line = (_next_row(work.session, model) for model in (AgreementRow, DataRowRow))
    made = list(agreements(size, vocabulary()))
    _put(work, AgreementRow, (_terms(one, first, version) for one in made))
    # Parties first: what an agreement reaches is then written once for each of its purposes.
    _put(work, AgreementPartyRow, (row for one in made for row in _parties(one, version)))
    _put(
        work,
        AgreementCodeRow,
        (
            {"row_id": first + one.number, "kind": "purpose", "code": code}
            for one in made
            for code in one.purposes
        ),
    )
    _put(work, DataRowRow, (row for one in made for row in _lines(one, first_line, version)))
    _put(work, DataRowCodeRow, (row for one in made for row in _codes(one, first_line)))
    if work.session.connection().dialect.name == "postgresql":
        _count_on(work.session, AgreementRow, DataRowRow)


def _next_row(session: Session, model: type[AgreementRow | DataRowRow]) -> int:
    return (session.execute(select(func.max(model.row_id))).scalar() or 0) + 1


def _count_on(session: Session, *models: type[AgreementRow | DataRowRow]) -> None:
    """Let the engine's own numbers go on after those that were given."""
    for model in models:
        name = model.__tablename__
        session.connection().execute(
            select(func.setval(func.pg_get_serial_sequence(name, "row_id"), func.max(model.row_id)))
        )


def _agreement_id(number: int) -> str:
    return f"nat-agreement-{number:06}"


def _terms(one: Agreed, first: int, version: int) -> dict[str, Any]:
    purpose = vocabulary().purposes[one.purposes[0]].label
    review = one.starts_on.replace(year=one.starts_on.year + REVIEW_AFTER_YEARS, day=1)
    return {
        **_times(version),
        "row_id": first + one.number,
        "agreement_id": _agreement_id(one.number),
        "reference": f"NAT-{one.number:06}",
        "title": names().agreement.format(place=one.place, purpose=purpose, number=one.number),
        "type": "tier2_isa",
        "status": one.status,
        "lead_agency_id": agency_id(one.lead),
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "review_due_on": review,
        "requires_all_signatures": one.needs_everyone,
    }


def _parties(one: Agreed, version: int) -> Iterator[dict[str, Any]]:
    for number, state in zip(one.parties, one.states, strict=True):
        has_signed = state in ("signed", "signed_unverified")
        yield {
            **_times(version),
            "agreement_id": _agreement_id(one.number),
            "agency_id": agency_id(number),
            "role": "controller",
            "state": state,
            "asked_on": one.starts_on,
            "signed_on": one.starts_on if has_signed else None,
        }


def _lines(one: Agreed, first: int, version: int) -> Iterator[dict[str, Any]]:
    for step, line in enumerate(one.lines):
        yield {
            **_times(version),
            "row_id": first + 2 * one.number + step,
            "data_row_id": f"nat-row-{one.number:06}-{step + 1}",
            "agreement_id": _agreement_id(one.number),
            "number": step + 1,
            "direction": line.direction,
        }


def _codes(one: Agreed, first: int) -> Iterator[dict[str, Any]]:
    for step, line in enumerate(one.lines):
        recipient = ANY if line.recipient is None else agency_id(line.recipient)
        for kind, codes in (
            ("provider", (ANY,)),
            ("recipient", (recipient,)),
            ("category", line.categories),
            ("subject", line.subjects),
        ):
            for code in codes:
                yield {"row_id": first + 2 * one.number + step, "kind": kind, "code": code}
