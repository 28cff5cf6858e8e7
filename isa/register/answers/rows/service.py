"""Reading the sharing tables of some agreements as the gates want them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, bindparam, func, or_, select
from sqlmodel import col

from isa.coverage.view import Direction, Row
from isa.platform.columns import evenly
from isa.register.tables import (
    AgreementCodeRow,
    DataRowCode,
    DataRowCodeRow,
    DataRowRow,
    Versioned,
)
from isa.register.timeline.service import held_then

Codes = dict[str, list[str]]
_BETWEEN, _AFTER_KIND = "\x1f", ":"
_DIRECTIONS = {one.value: one for one in Direction}


def codes_beside(
    code: type[AgreementCodeRow] | type[DataRowCodeRow],
    row: type[Versioned],
    *only: ColumnElement[bool],
) -> ScalarSelect[str]:
    """The codes beside a row as one text, for ``by_kind``; ``only`` says which.

    A busy pair has thousands of them: to read each as a row of its own took a third of its time. An
    area is in somebody's own words, so what stands between codes is taken out of them.
    """
    plain = func.replace(col(code.code), _BETWEEN, "")
    each = col(code.kind) + _AFTER_KIND + plain
    return (
        select(func.aggregate_strings(each, _BETWEEN))
        .where(col(code.row_id) == col(row.row_id), *only)
        .scalar_subquery()
    )


def by_kind(codes: str | None) -> Codes:
    """The codes of ``codes_beside`` by their kind; a row may have none."""
    found: Codes = {}
    for each in codes.split(_BETWEEN) if codes else ():
        kind, _colon, code = each.partition(_AFTER_KIND)
        if kind in found:
            found[kind].append(code)
        else:
            found[kind] = [code]
    return found


def _rows(*only: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    has_codes = select(col(DataRowCodeRow.row_id)).where(
        col(DataRowCodeRow.row_id) == col(DataRowRow.row_id)
    )
    return (
        select(
            col(DataRowRow.agreement_id),
            col(DataRowRow.number),
            col(DataRowRow.direction),
            codes_beside(DataRowCodeRow, DataRowRow, *only),
        )
        .where(
            col(DataRowRow.agreement_id).in_(bindparam("ids", expanding=True)),
            held_then(DataRowRow),
            has_codes.exists(),
        )
        .order_by(col(DataRowRow.number))
    )


_WHOLE = (DataRowCode.PURPOSE, DataRowCode.METHOD, DataRowCode.HARD, DataRowCode.SOFT)
"""What is looked at whatever is asked: no purpose of its own means something, and so does a condition."""
_ROWS = _rows()
_ASKED = _rows(
    or_(
        col(DataRowCodeRow.kind).in_([one.value for one in _WHOLE]),
        col(DataRowCodeRow.code).in_(bindparam("asked", expanding=True)),
    )
)


def rows_of(
    connection: Connection,
    agreement_ids: Sequence[str],
    on: date,
    version: int,
    asked: Collection[str] | None = None,
) -> dict[str, tuple[Row, ...]]:
    """The rows of each agreement as they held on a day, in their order.

    With ``asked`` each row tells of who gives and has, of categories and of people only these: the
    gates look for nothing else, and a busy pair has ten times as many.
    """
    if not agreement_ids:
        return {}
    values: dict[str, object] = {"ids": evenly(agreement_ids), "on": on, "version": version}
    statement = _ROWS
    if asked is not None:
        statement, values["asked"] = _ASKED, evenly(asked)
    rows: dict[str, list[Row]] = defaultdict(list)
    for agreement_id, number, direction, codes in connection.execute(statement, values).all():
        rows[agreement_id].append(_row(number, direction, by_kind(codes)))
    return {agreement_id: tuple(each) for agreement_id, each in rows.items()}


def _row(number: int, direction: str, codes: Codes) -> Row:
    found = codes.get
    return Row(
        number=number,
        direction=_DIRECTIONS[direction],
        providers=frozenset(found(DataRowCode.PROVIDER, ())),
        recipients=frozenset(found(DataRowCode.RECIPIENT, ())),
        categories=frozenset(found(DataRowCode.CATEGORY, ())),
        subjects=frozenset(found(DataRowCode.SUBJECT, ())),
        exclusions=frozenset(found(DataRowCode.EXCLUSION, ())),
        purposes=frozenset(found(DataRowCode.PURPOSE, ())),
        methods=frozenset(found(DataRowCode.METHOD, ())),
        hard_conditions=tuple(sorted(found(DataRowCode.HARD, ()))),
        soft_conditions=tuple(sorted(found(DataRowCode.SOFT, ()))),
    )
