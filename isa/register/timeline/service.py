"""Changing bitemporal rows: allocate a version, insert, close and replace.

A version is one batch, allocated under the lock on ``register_head``; nothing else orders changes,
because clocks of several machines disagree and versions do not.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    and_,
    bindparam,
    func,
    insert,
    or_,
)
from sqlmodel import Session, SQLModel, col, select

from isa.platform.database import UnitOfWork
from isa.register.tables import (
    AgreementCodeRow,
    AgreementRow,
    DataRowCodeRow,
    DataRowRow,
    RegisterChangeRow,
    RegisterHeadRow,
    Versioned,
)

RowType = TypeVar("RowType", bound=Versioned)
Codes = Mapping[str, Sequence[str]]
"""By kind, the codes beside a row."""
CodeRow = type[AgreementCodeRow] | type[DataRowCodeRow]
_CODES: dict[type[Versioned], CodeRow] = {
    AgreementRow: AgreementCodeRow,
    DataRowRow: DataRowCodeRow,
}
_TIMES = {"row_id", "valid_from", "valid_to", "known_from", "known_to"}


_NEWEST = select(RegisterHeadRow.version)


def open_version(work: UnitOfWork, reason: str, *, batch_id: str | None = None) -> int:
    """Allocate the next version for this transaction; other writers wait until it ends."""
    head = work.session.exec(select(RegisterHeadRow).with_for_update()).one()
    head.version += 1
    work.session.add(head)
    work.session.add(
        RegisterChangeRow(
            version=head.version,
            at=work.at,
            actor_id=work.actor.id,
            reason=reason,
            batch_id=batch_id,
        )
    )
    work.session.flush()
    return head.version


def newest_version(session: Session) -> int:
    """The version of everything committed so far; 0 for an empty register."""
    return int(session.connection().execute(_NEWEST).scalar_one())


def version_at(session: Session, at: datetime) -> int:
    """The newest version made at or before an instant; 0 when there was none."""
    newest = session.exec(
        select(func.max(RegisterChangeRow.version)).where(col(RegisterChangeRow.at) <= at)
    ).one()
    return newest or 0


def known(row: type[Versioned], version: int | BindParameter[int]) -> ColumnElement[bool]:
    """The condition that a row was held by the register at a version."""
    return and_(
        col(row.known_from) <= version,
        or_(col(row.known_to).is_(None), col(row.known_to) > version),
    )


def held(
    row: type[Versioned], on: date | BindParameter[date], version: int | BindParameter[int]
) -> ColumnElement[bool]:
    """The condition that a row held on a day, as known at a version."""
    return and_(
        col(row.valid_from) <= on,
        or_(col(row.valid_to).is_(None), col(row.valid_to) > on),
        known(row, version),
    )


def now(row: type[Versioned], on: date) -> ColumnElement[bool]:
    """The condition that a row holds on a day as the register knows it now.

    ``known_to IS NULL`` and not a version, so that the index on open rows serves at any size.
    """
    return and_(
        col(row.known_to).is_(None),
        col(row.valid_from) <= on,
        or_(col(row.valid_to).is_(None), col(row.valid_to) > on),
    )


def held_then(row: type[Versioned]) -> ColumnElement[bool]:
    """``held`` for a statement that is made once: the day is bound as ``on``, the version as ``version``."""
    return held(row, bindparam("on", type_=Date), bindparam("version", type_=Integer))


def change_from(
    session: Session, version: int, rows: Sequence[RowType], on: date, changes: dict[str, Any]
) -> RowType | None:
    """From a day on, let a thing be different: close the row that holds then and put two in its place.

    ``rows`` are those known of one thing; only the one that holds on the day is touched, so what was
    already recorded for later stays. Returns the new row, or None when none holds on that day.
    """
    for row in rows:
        if row.known_to is None and row.valid_from <= on and (row.valid_to or date.max) > on:
            row.known_to = version
            session.add(row)
            if row.valid_from < on:
                _copy(session, row, version, row.valid_from, on, {})
            return _copy(session, row, version, on, row.valid_to, changes)
    return None


def change_onwards(
    session: Session,
    version: int,
    rows: Sequence[RowType],
    on: date,
    changes: dict[str, Any],
    *,
    seen_on: date,
    codes: Codes | None = None,
) -> None:
    """From a day on, let fields say something else, also in what was recorded for later.

    ``seen_on`` is the day as at which the author saw what they changed. A stretch that begins after
    both days keeps what it says differently on purpose. ``codes`` replaces the codes of its kinds.
    """
    settled = max(on, seen_on)
    ahead = _ahead(rows, on)
    seen = [row for row in ahead if row.valid_from <= settled] or ahead
    before = _values(session, seen[-1]) if seen else {}
    for row in ahead:
        held_now = _values(session, row)
        wanted = {**changes, **(codes or {})}
        if row.valid_from > settled:
            wanted = {n: each for n, each in wanted.items() if held_now.get(n) == before.get(n)}
        _close(session, version, row)
        if row.valid_from < on:
            _copy(session, row, version, row.valid_from, on, {})
        fields = {name: value for name, value in wanted.items() if name in changes}
        kinds = {name: value for name, value in wanted.items() if name not in changes}
        _copy(session, row, version, max(row.valid_from, on), row.valid_to, fields, kinds)


def _values(session: Session, row: Versioned) -> dict[str, Any]:
    """What a row says: its columns, and its codes by kind."""
    found: dict[str, Any] = row.model_dump()
    if isinstance(row, AgreementRow | DataRowRow):
        for kind, code in codes_of(session, row):
            found.setdefault(kind, []).append(code)
    return found


def replace_from(
    session: Session, version: int, rows: Sequence[RowType], on: date, changes: dict[str, Any]
) -> None:
    """From a day on, one thing holds and nothing recorded for later remains: the newest, changed."""
    ahead = _ahead(rows, on)
    for row in ahead:
        _close(session, version, row)
        if row.valid_from < on:
            _copy(session, row, version, row.valid_from, on, {})
    if ahead:
        _copy(session, ahead[-1], version, on, None, changes)


def replace_all_from(
    session: Session,
    version: int,
    things: Iterable[Sequence[RowType]],
    on: date,
    changes: dict[str, Any],
) -> None:
    """``replace_from`` for many things without codes, in a few statements however many there are.

    A thing that was recorded only since a later day changes from that day.
    """
    fresh: dict[type[Versioned], list[dict[str, Any]]] = {}
    for rows in things:
        start = max(on, rows[0].valid_from)
        ahead = _ahead(rows, start)
        put = fresh.setdefault(type(rows[0]), [])
        for row in ahead:
            _close(session, version, row)
            if row.valid_from < start:
                put.append(_again(row, version, row.valid_from, start, {}))
        if ahead:
            put.append(_again(ahead[-1], version, start, None, changes))
    session.flush()
    for table, values in fresh.items():
        # With its nulls each row is like the next; without them a row of its own statement.
        session.execute(insert(table), values, execution_options={"render_nulls": True})


def _again(
    row: Versioned, version: int, valid_from: date, valid_to: date | None, changes: dict[str, Any]
) -> dict[str, Any]:
    """What a row says, for another stretch of time."""
    kept = {name: value for name, value in row.model_dump().items() if name not in _TIMES}
    times = {"valid_from": valid_from, "valid_to": valid_to, "known_from": version}
    return {**kept, **changes, **times}


def end_from(session: Session, version: int, rows: Sequence[RowType], on: date) -> None:
    """From a day on, a thing is no longer there."""
    for row in _ahead(rows, on):
        _close(session, version, row)
        if row.valid_from < on:
            _copy(session, row, version, row.valid_from, on, {})


def _ahead(rows: Sequence[RowType], on: date) -> list[RowType]:
    """What is known to hold on a day or later, in order."""
    open_rows = [row for row in rows if row.known_to is None and (row.valid_to or date.max) > on]
    return sorted(open_rows, key=lambda row: row.valid_from)


def _close(session: Session, version: int, row: Versioned) -> None:
    row.known_to = version
    session.add(row)


def _copy(
    session: Session,
    row: RowType,
    version: int,
    valid_from: date,
    valid_to: date | None,
    changes: dict[str, Any],
    codes: Codes | None = None,
) -> RowType:
    fresh = type(row)(**_again(row, version, valid_from, valid_to, changes))
    session.add(fresh)
    session.flush()
    if isinstance(row, AgreementRow | DataRowRow):
        kept_codes = [pair for pair in codes_of(session, row) if pair[0] not in (codes or {})]
        new_codes = [(kind, code) for kind, each in (codes or {}).items() for code in each]
        add_codes(session, fresh, [*kept_codes, *new_codes])
    return fresh


def codes_of(session: Session, row: AgreementRow | DataRowRow) -> list[tuple[str, str]]:
    """The codes beside a row, each a kind and a code, in order."""
    code_row = _CODES[type(row)]
    found = session.exec(
        select(code_row.kind, code_row.code)
        .where(col(code_row.row_id) == row.row_id)
        .order_by(code_row.kind, code_row.code)
    )
    return [(kind, code) for kind, code in found.all()]


def add_codes(session: Session, row: Versioned, codes: Sequence[tuple[str, str]]) -> None:
    """Put codes beside a row that has been flushed."""
    code_row: type[SQLModel] = _CODES[type(row)]
    for kind, code in dict.fromkeys(codes):
        session.add(code_row(row_id=row.row_id, kind=kind, code=code))


def insert_coded(
    session: Session, row: AgreementRow | DataRowRow, codes: Sequence[tuple[str, str]]
) -> None:
    """Insert a row with the codes beside it."""
    session.add(row)
    session.flush()
    add_codes(session, row, codes)
