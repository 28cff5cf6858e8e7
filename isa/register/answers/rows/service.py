"""Reading the sharing tables of some agreements as the gates want them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from isa.coverage.view import Direction, Row
from isa.register.tables import DataRowCode, DataRowCodeRow, DataRowRow
from isa.register.timeline.service import held_then

_Codes = dict[str, list[str]]
_NONE: frozenset[str] = frozenset()
_ROWS = (
    select(
        col(DataRowRow.row_id),
        col(DataRowRow.agreement_id),
        col(DataRowRow.number),
        col(DataRowRow.direction),
        col(DataRowCodeRow.kind),
        col(DataRowCodeRow.code),
    )
    .join(DataRowCodeRow, col(DataRowCodeRow.row_id) == col(DataRowRow.row_id))
    .where(
        col(DataRowRow.agreement_id).in_(bindparam("ids", expanding=True)), held_then(DataRowRow)
    )
)


def rows_of(
    session: Session, agreement_ids: Sequence[str], on: date, version: int
) -> dict[str, tuple[Row, ...]]:
    """The rows of each agreement as they held on a day, in their order."""
    if not agreement_ids:
        return {}
    codes: dict[int | None, _Codes] = defaultdict(lambda: defaultdict(list))
    heads: dict[int | None, tuple[str, int, str]] = {}
    found = session.connection().execute(
        _ROWS, {"ids": agreement_ids, "on": on, "version": version}
    )
    for key, agreement_id, number, direction, kind, code in found.all():
        heads[key] = (agreement_id, number, direction)
        codes[key][kind].append(code)
    rows: dict[str, list[Row]] = defaultdict(list)
    for key, (agreement_id, number, direction) in sorted(
        heads.items(), key=lambda item: item[1][1]
    ):
        rows[agreement_id].append(_row(number, direction, codes[key]))
    return {agreement_id: tuple(each) for agreement_id, each in rows.items()}


def _row(number: int, direction: str, codes: _Codes) -> Row:
    named = {kind: frozenset(found) for kind, found in codes.items()}
    return Row(
        number=number,
        direction=Direction(direction),
        providers=named.get(DataRowCode.PROVIDER, _NONE),
        recipients=named.get(DataRowCode.RECIPIENT, _NONE),
        categories=named.get(DataRowCode.CATEGORY, _NONE),
        subjects=named.get(DataRowCode.SUBJECT, _NONE),
        exclusions=named.get(DataRowCode.EXCLUSION, _NONE),
        purposes=named.get(DataRowCode.PURPOSE, _NONE),
        methods=named.get(DataRowCode.METHOD, _NONE),
        hard_conditions=tuple(sorted(named.get(DataRowCode.HARD, _NONE))),
        soft_conditions=tuple(sorted(named.get(DataRowCode.SOFT, _NONE))),
    )
