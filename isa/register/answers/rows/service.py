"""Reading the sharing tables of some agreements as the gates want them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ScalarSelect, bindparam, func, select
from sqlmodel import Session, col

from isa.coverage.view import Row
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


_FIELDS = {
    DataRowCode.PROVIDER.value: "providers",
    DataRowCode.RECIPIENT.value: "recipients",
    DataRowCode.CATEGORY.value: "categories",
    DataRowCode.SUBJECT.value: "subjects",
    DataRowCode.EXCLUSION.value: "exclusions",
    DataRowCode.PURPOSE.value: "purposes",
    DataRowCode.METHOD.value: "methods",
    DataRowCode.HARD.value: "hard_conditions",
    DataRowCode.SOFT.value: "soft_conditions",
}
_BLANK: dict[str, Collection[str]] = {
    "providers": (),
    "recipients": (),
    "categories": (),
    "subjects": (),
}
"""What a row may leave out and a view names all the same."""
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
    session: Session, agreement_ids: Sequence[str], on: date, version: int
) -> dict[str, tuple[Row, ...]]:
    """The rows of each agreement as they held on a day, in their order."""
    if not agreement_ids:
        return {}
    rows: dict[str, list[Row]] = defaultdict(list)
    found = session.connection().execute(
        _ROWS, {"ids": agreement_ids, "on": on, "version": version}
    )
    for agreement_id, number, direction, codes in found.all():
        if codes is not None:
            rows[agreement_id].append(_row(number, direction, by_kind(codes)))
    return {agreement_id: tuple(each) for agreement_id, each in rows.items()}


def _row(number: int, direction: str, codes: Codes) -> Row:
    named = {_FIELDS[kind]: sorted(found) for kind, found in codes.items() if kind in _FIELDS}
    return Row.model_validate({**_BLANK, **named, "number": number, "direction": direction})
