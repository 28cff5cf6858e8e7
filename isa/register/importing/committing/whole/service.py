"""An export read in again: rows that went are closed, rows that came are put in, sheet by sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, delete, update
from sqlmodel import Session, col

from isa.platform.ids import new_id
from isa.register.exporting.service import numbered_rows, withdrawn_agencies
from isa.register.exporting.shape import CODED, ORDINARY, SHAPE, VERSIONED, Kind, Row, Value
from isa.register.importing.committing.inserting.service import (
    Coded,
    Ready,
    hand_over,
    made_ready,
    ready_with_codes,
)
from isa.register.importing.committing.lists.service import Written
from isa.register.importing.whole import Whole, row_key
from isa.register.naming import search_key
from isa.register.tables import AgencyRow, AgencyStatusRow

_AT_ONCE = 500


@dataclass(slots=True)
class WholeRows:
    """The differences of an export, ready: by sheet the numbers of rows that go, and the rows that come."""

    version: int
    renamed: Sequence[Row] = ()
    agencies: Ready | None = None
    back: list[str] = field(default_factory=list)
    """Agencies of an import that was undone, which are there again."""
    go: dict[str, list[Any]] = field(default_factory=dict)
    come: dict[str, Ready | Coded] = field(default_factory=dict)
    kept: tuple[Ready, ...] = ()
    """What was kept as it was made, after everything it speaks of."""

    def put(self, session: Session) -> None:
        """Write them, agencies first because everything refers to them."""
        write_agencies(session, self.renamed)
        if self.agencies is not None:
            hand_over(session, self.agencies)
        for some in _parts(self.back):
            session.execute(
                update(AgencyStatusRow)
                .where(col(AgencyStatusRow.agency_id).in_(some))
                .where(col(AgencyStatusRow.known_to).is_(None))
                .values(known_to=self.version)
            )
        for name, ready in self.come.items():
            if name in VERSIONED:
                _close(session, self.version, name, self.go[name])
            else:
                _delete(session, name, self.go[name])
            if isinstance(ready, Coded):
                ready.put(session)
            else:
                hand_over(session, ready)
        for each in self.kept:
            hand_over(session, each)


def ready_whole(
    session: Session, dialect: Dialect, version: int, at: datetime, whole: Whole
) -> tuple[WholeRows, Written]:
    """The differences of an export, and what an undo needs to know of them."""
    made = Written()
    for name in ORDINARY:
        made.come[name] = [dict(row) for row in whole.come[name]]
        made.go[name] = [dict(row) for row in whole.go[name]]
    rows = WholeRows(version)
    _ready_agencies(session, dialect, rows, whole.come["agencies"], at)
    for name in list(ORDINARY)[1:]:
        rows.go[name] = _numbers(session, name, whole.go[name])
        rows.come[name] = _ready_ordinary(dialect, name, whole.come[name])
    for name in VERSIONED:
        rows.go[name] = _numbers(session, name, whole.go[name])
        rows.come[name] = _ready_versioned(dialect, version, name, whole.come[name])
    return rows, made


def _ready_agencies(
    session: Session, dialect: Dialect, made: WholeRows, rows: Sequence[Row], at: datetime
) -> None:
    gone = withdrawn_agencies(session)
    there = {key for key, _ in numbered_rows(session, "agencies")}
    made.renamed = [row for row in rows if row["id"] in there]
    made.agencies = made_ready(
        dialect,
        AgencyRow,
        (
            {**_agency(row), "id": row["id"], "created_at": at}
            for row in rows
            if row["id"] not in there
        ),
    )
    made.back = sorted(str(row["id"]) for row in rows if row["id"] in gone)


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
    _delete(session, name, _numbers(session, name, go))
    hand_over(session, _ready_ordinary(session.get_bind().dialect, name, come))


def _ready_ordinary(dialect: Dialect, name: str, rows: Sequence[Row]) -> Ready:
    return made_ready(dialect, _ordinary(name), ({"id": new_id(name[:3]), **row} for row in rows))


def _ordinary(name: str) -> Any:  # noqa: ANN401 -- a table
    return ORDINARY[name]


def _delete(session: Session, name: str, numbers: Sequence[Any]) -> None:
    model = _ordinary(name)
    for some in _parts(numbers):
        session.execute(delete(model).where(model.id.in_(some)))


def _close(session: Session, version: int, name: str, numbers: Sequence[Any]) -> None:
    model: Any = VERSIONED[name]
    for some in _parts(numbers):
        session.execute(update(model).where(model.row_id.in_(some)).values(known_to=version))


def _parts(numbers: Sequence[Any]) -> list[Sequence[Any]]:
    return [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]


def _numbers(session: Session, name: str, rows: Sequence[Row]) -> list[Any]:
    """The keys in the database of the rows that hold exactly these values."""
    if not rows:
        return []
    wanted = {row_key(name, row) for row in rows}
    return [number for number, row in numbered_rows(session, name) if row_key(name, row) in wanted]


def _ready_versioned(
    dialect: Dialect, version: int, name: str, rows: Sequence[Row]
) -> Ready | Coded:
    kinds = [column.name for column in SHAPE[name] if column.kind is Kind.CODES]
    plain = [
        {k: v for k, v in row.items() if k not in kinds} | {"known_from": version} for row in rows
    ]
    if not kinds:
        return made_ready(dialect, VERSIONED[name], plain)
    codes = [[(kind, code) for kind in kinds for code in _codes(row[kind])] for row in rows]
    return ready_with_codes(
        dialect, VERSIONED[name], CODED[name][0], version, zip(plain, codes, strict=True)
    )


def _codes(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
