"""Reading the sharing tables of some agreements as the gates want them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, ScalarSelect, bindparam, func, select
from sqlmodel import col

from isa.coverage.view import Direction, Row
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
    code: type[AgreementCodeRow] | type[DataRowCodeRow], row: type[Versioned]
) -> ScalarSelect[str]:
    """The codes beside a row as one text, for ``by_kind``.

    A busy pair has thousands of them: to read each as a row of its own took a third of its time. An
    area is in somebody's own words, so what stands between codes is taken out of them.
    """
    plain = func.replace(col(code.code), _BETWEEN, "")
    each = col(code.kind) + _AFTER_KIND + plain
    return (
        select(func.aggregate_strings(each, _BETWEEN))
        .where(col(code.row_id) == col(row.row_id))
        .scalar_subquery()
    )


def by_kind(codes: str | None) -> Codes:
    """The codes of ``codes_beside`` by their kind; a row may have none."""
    found: Codes = defaultdict(list)
    for each in codes.split(_BETWEEN) if codes else ():
        kind, _colon, code = each.partition(_AFTER_KIND)
        found[kind].append(code)
    return found


_ROWS = (
    select(
        col(DataRowRow.agreement_id),
        col(DataRowRow.number),
        col(DataRowRow.direction),
        codes_beside(DataRowCodeRow, DataRowRow),
    )
    .where(
        col(DataRowRow.agreement_id).in_(bindparam("ids", expanding=True)), held_then(DataRowRow)
    )
    .order_by(col(DataRowRow.number))
)


def rows_of(
    connection: Connection, agreement_ids: Sequence[str], on: date, version: int
) -> dict[str, tuple[Row, ...]]:
    """The rows of each agreement as they held on a day, in their order."""
    if not agreement_ids:
        return {}
    rows: dict[str, list[Row]] = defaultdict(list)
    found = connection.execute(_ROWS, {"ids": agreement_ids, "on": on, "version": version})
    for agreement_id, number, direction, codes in found.all():
        if codes is not None:
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
