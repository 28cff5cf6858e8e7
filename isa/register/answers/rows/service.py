"""Reading the sharing tables of some agreements as the gates want them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.view import Direction, Row
from isa.register.tables import DataRowCode, DataRowCodeRow, DataRowRow
from isa.register.timeline.service import held

_Codes = dict[str, list[str]]


def rows_of(
    session: Session, agreement_ids: Sequence[str], on: date, version: int
) -> dict[str, tuple[Row, ...]]:
    """The rows of each agreement as they held on a day, in their order."""
    if not agreement_ids:
        return {}
    codes: dict[int, _Codes] = defaultdict(lambda: defaultdict(list))
    heads: dict[int, DataRowRow] = {}
    found = session.exec(
        select(DataRowRow, DataRowCodeRow.kind, DataRowCodeRow.code)
        .join(DataRowCodeRow, col(DataRowCodeRow.row_id) == col(DataRowRow.row_id))
        .where(col(DataRowRow.agreement_id).in_(agreement_ids))
        .where(held(DataRowRow, on, version))
    ).all()
    for row, kind, code in found:
        key = row.row_id or 0
        heads[key] = row
        codes[key][kind].append(code)
    rows: dict[str, list[Row]] = defaultdict(list)
    for key, head in sorted(heads.items(), key=lambda item: item[1].number):
        rows[head.agreement_id].append(_row(head.number, head.direction, codes[key]))
    return {agreement_id: tuple(each) for agreement_id, each in rows.items()}


def _row(number: int, direction: str, codes: _Codes) -> Row:
    def named(kind: DataRowCode) -> frozenset[str]:
        return frozenset(codes.get(kind.value, ()))

    return Row(
        number=number,
        direction=Direction(direction),
        providers=named(DataRowCode.PROVIDER),
        recipients=named(DataRowCode.RECIPIENT),
        categories=named(DataRowCode.CATEGORY),
        subjects=named(DataRowCode.SUBJECT),
        exclusions=named(DataRowCode.EXCLUSION),
        purposes=named(DataRowCode.PURPOSE),
        methods=named(DataRowCode.METHOD),
        hard_conditions=tuple(sorted(named(DataRowCode.HARD))),
        soft_conditions=tuple(sorted(named(DataRowCode.SOFT))),
    )
