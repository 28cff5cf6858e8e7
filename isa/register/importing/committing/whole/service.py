"""An export read in again: rows that went are closed, rows that came are put in, sheet by sheet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col

from isa.platform.database import UnitOfWork
from isa.platform.ids import new_id
from isa.register.exporting.service import numbered_rows, withdrawn_agencies
from isa.register.exporting.shape import CODED, ORDINARY, SHAPE, VERSIONED, Kind, Row, Value
from isa.register.importing.committing.lists.service import Written, insert_many
from isa.register.importing.whole import Whole, row_key
from isa.register.naming import search_key
from isa.register.tables import AgencyRow, AgencyStatusRow

_AT_ONCE = 500


def put_whole(work: UnitOfWork, version: int, whole: Whole) -> Written:
    """Write the differences of an export, agencies first because everything refers to them."""
    session = work.session
    made = Written()
    for name in ORDINARY:
        made.come[name] = [dict(row) for row in whole.come[name]]
        made.go[name] = [dict(row) for row in whole.go[name]]
    _put_agencies(work, version, whole.come["agencies"])
    for name in list(ORDINARY)[1:]:
        put_ordinary(session, name, go=whole.go[name], come=whole.come[name])
    for name in VERSIONED:
        close_rows(session, version, name, whole.go[name])
        insert_versioned(session, version, name, whole.come[name])
    return made


def _put_agencies(work: UnitOfWork, version: int, rows: Sequence[Row]) -> None:
    session = work.session
    gone = withdrawn_agencies(session)
    there = {key for key, _ in numbered_rows(session, "agencies")}
    write_agencies(session, [row for row in rows if row["id"] in there])
    insert_many(
        session,
        AgencyRow,
        (
            {**_agency(row), "id": row["id"], "created_at": work.at}
            for row in rows
            if row["id"] not in there
        ),
    )
    back = sorted(str(row["id"]) for row in rows if row["id"] in gone)
    for start in range(0, len(back), _AT_ONCE):
        session.execute(
            update(AgencyStatusRow)
            .where(col(AgencyStatusRow.agency_id).in_(back[start : start + _AT_ONCE]))
            .where(col(AgencyStatusRow.known_to).is_(None))
            .values(known_to=version)
        )


def write_agencies(session: Session, rows: Sequence[Row]) -> None:
    """Let agencies have the names, kinds and places of these rows."""
    for row in rows:
        session.execute(
            update(AgencyRow).where(col(AgencyRow.id) == row["id"]).values(**_agency(row))
        )


def _agency(row: Row) -> dict[str, Any]:
    others = tuple(str(row["other_names"]).splitlines())
    kept = {
        name: value
        for name, value in row.items()
        if name in AgencyRow.model_fields and name != "id"
    }
    return {**kept, "search_key": search_key(str(row["name"]), others)}


def put_ordinary(session: Session, name: str, *, go: Sequence[Row], come: Sequence[Row]) -> None:
    """Take out and put in rows that are not kept in time: codes and contacts of agencies."""
    model: Any = ORDINARY[name]
    numbers = _numbers(session, name, go)
    for start in range(0, len(numbers), _AT_ONCE):
        session.execute(delete(model).where(model.id.in_(numbers[start : start + _AT_ONCE])))
    insert_many(session, model, ({"id": new_id(name[:3]), **row} for row in come))


def close_rows(session: Session, version: int, name: str, rows: Sequence[Row]) -> None:
    """Close the rows of a sheet that hold exactly these values."""
    model: Any = VERSIONED[name]
    numbers = _numbers(session, name, rows)
    for start in range(0, len(numbers), _AT_ONCE):
        session.execute(
            update(model)
            .where(model.row_id.in_(numbers[start : start + _AT_ONCE]))
            .values(known_to=version)
        )


def _numbers(session: Session, name: str, rows: Sequence[Row]) -> list[Any]:
    if not rows:
        return []
    wanted = {row_key(name, row) for row in rows}
    return [number for number, row in numbered_rows(session, name) if row_key(name, row) in wanted]


def insert_versioned(session: Session, version: int, name: str, rows: Sequence[Row]) -> None:
    """Put rows into a versioned table, with the codes beside them."""
    model: Any = VERSIONED[name]
    codes = [column.name for column in SHAPE[name] if column.kind is Kind.CODES]
    plain = [
        {k: v for k, v in row.items() if k not in codes} | {"known_from": version} for row in rows
    ]
    if not codes:
        insert_many(session, model, plain)
        return
    beside: list[dict[str, Any]] = []
    for start in range(0, len(rows), _AT_ONCE):
        numbers = session.execute(
            insert(model).returning(model.row_id, sort_by_parameter_order=True),
            plain[start : start + _AT_ONCE],
        ).scalars()
        for number, row in zip(numbers, rows[start : start + _AT_ONCE], strict=True):
            beside.extend(
                {"row_id": number, "kind": kind, "code": code}
                for kind in codes
                for code in _codes(row[kind])
            )
    insert_many(session, CODED[name][0], beside)


def _codes(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
