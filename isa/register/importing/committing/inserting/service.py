"""Rows made ready before the database is locked, so that nobody waits while they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Compiled, Dialect, Table, bindparam, delete, insert, select
from sqlmodel import Session, SQLModel

from isa.register.tables import Versioned

_AT_ONCE = 5_000
_PLACES = 800
"""Places to fill in a statement of many rows; older builds of SQLite take no more than 999."""
_THING = {"agreement": "agreement_id", "data_row": "data_row_id"}


class Part(NamedTuple):
    """A statement, and what a driver fills into it time after time."""

    statement: str
    values: list[Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """Statements and rows as a driver takes them: nothing is left to do but to hand them over."""

    parts: tuple[Part, ...] = ()


def made_ready(dialect: Dialect, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> Ready:
    """Rows to insert. All must have the columns of the first."""
    found: list[dict[str, Any]] = [dict(row) for row in rows]
    if not found:
        return Ready()
    table = _table(model)
    told = insert(table).inline().compile(dialect=dialect, column_keys=list(found[0]))
    for name in found[0]:
        tell = table.columns[name].type.dialect_impl(dialect).bind_processor(dialect)
        if tell is not None:
            found = [{**row, name: tell(row[name])} for row in found]
    return _in_places(told, found)


def ready_to_delete(
    dialect: Dialect,
    model: type[SQLModel],
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
) -> Ready:
    """Rows to delete, told by columns that hold texts."""
    table = _table(model)
    same = (table.columns[name] == bindparam(name) for name in columns)
    told = delete(table).where(*same).compile(dialect=dialect)
    return _in_places(told, [{name: row[name] for name in columns} for row in rows])


def _table(model: type[SQLModel]) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]  # a table at run time


def _in_places(told: Compiled, rows: list[dict[str, Any]]) -> Ready:
    """Rows as the driver numbers their places, or by name where it names them."""
    places = getattr(told, "positiontup", None)
    if places is None:
        return Ready((Part(told.string, rows),))
    numbered = [tuple(row[name] for name in places) for row in rows]
    before, values, marks = told.string.rpartition(" VALUES ")
    if not values:
        return Ready((Part(told.string, numbered),))
    # Many rows in one statement take little more than half the time, while everybody else waits.
    some = _PLACES // len(places)
    whole = len(numbered) - len(numbered) % some
    wide = f"{before}{values}{', '.join([marks] * some)}"
    filled = [
        tuple(chain.from_iterable(numbered[start : start + some]))
        for start in range(0, whole, some)
    ]
    return Ready((Part(wide, filled), Part(told.string, numbered[whole:])))


def hand_over(session: Session, ready: Ready) -> None:
    """Insert or delete rows that were made ready."""
    connection = session.connection()
    for statement, values in ready.parts:
        for start in range(0, len(values), _AT_ONCE):
            connection.exec_driver_sql(statement, values[start : start + _AT_ONCE])


def insert_many(session: Session, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows without making an object of each."""
    hand_over(session, made_ready(session.get_bind().dialect, model, rows))


@dataclass(frozen=True, slots=True)
class Coded:
    """Rows with codes beside them. The database numbers the rows; a stretch of one thing tells its number."""

    model: Any
    code: type[SQLModel]
    version: int
    rows: Ready
    codes: dict[tuple[str, date], list[tuple[str, str]]]
    """By the thing and the day a stretch of it begins: its codes, each a kind and a code."""

    def put(self, session: Session) -> None:
        """Insert the rows, then the codes."""
        hand_over(session, self.rows)
        thing = getattr(self.model, _THING[self.model.__tablename__])
        numbered = session.execute(
            select(self.model.row_id, thing, self.model.valid_from).where(
                self.model.known_from == self.version
            )
        )
        beside = (
            {"row_id": number, "kind": kind, "code": code}
            for number, of, day in numbered
            for kind, code in self.codes.get((of, day), ())
        )
        insert_many(session, self.code, beside)


def ready_with_codes(
    dialect: Dialect,
    model: type[Versioned],
    code: type[SQLModel],
    version: int,
    rows: Iterable[tuple[Mapping[str, Any], list[tuple[str, str]]]],
) -> Coded:
    """Rows of agreements or of their sharing tables, each with its codes."""
    found = list(rows)
    thing = _THING[str(model.__tablename__)]
    return Coded(
        model,
        code,
        version,
        made_ready(dialect, model, (row for row, _ in found)),
        {(row[thing], row["valid_from"]): codes for row, codes in found if codes},
    )
