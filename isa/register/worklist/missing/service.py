"""Agreements that do not say all they should, with the share they do say, worked out in one statement.

The same count as ``completeness`` makes of one agreement; a test holds the two together.
"""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, exists, func, literal, or_
from sqlalchemy import select as select_columns
from sqlmodel import col

from isa.coverage.view import AgreementType
from isa.register.agreements.completeness import FEWEST_PARTIES, SHARES_NOTHING
from isa.register.agreements.fields import TermField, fields
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.agreements.terms.service import CODED, COLUMNS
from isa.register.tables import AgreementCodeRow, AgreementPartyRow, AgreementRow, DataRowRow
from isa.register.timeline.service import now
from isa.register.worklist.model import TaskKind
from isa.register.worklist.waiting.service import Asked, narrowing, no_day, open_ended


def missing(asked: Asked) -> Select[Any]:
    """Agreements that are not over and miss something; ``score`` is the share that is there."""
    row, on = AgreementRow, asked.on
    needed = [field for field in fields().values() if field.needed]
    details = _details([f for f in needed if f.code not in (*COLUMNS, *CODED)], asked)
    has: ColumnElement[Any] = func.coalesce(details.c.told, 0)
    for field in needed:
        if field.code in COLUMNS or field.code in CODED:
            has = has + _one(_applies(field) & _is_said(field))
    party, line = AgreementPartyRow, DataRowRow
    # One more than the fewest less one: it looks no further than that, however many parties there are.
    enough = exists(
        select_columns(literal(1))
        .where(col(party.agreement_id) == col(row.agreement_id), now(party, on))
        .offset(FEWEST_PARTIES - 1)
        .limit(1)
        .correlate(row)
    )
    of_it = and_(col(line.agreement_id) == col(row.agreement_id), now(line, on))
    shares = col(row.type).not_in([each.value for each in SHARES_NOTHING])
    has_rows = shares & exists().where(of_it)
    has_gap = exists().where(of_it, col(line.justification) == "")
    has = has + _one(enough) + _one(has_rows) + _one(has_rows & ~has_gap)
    of = _needed_in_all(needed)
    return (
        select_columns(
            literal(TaskKind.INCOMPLETE.value).label("kind"),
            col(row.agreement_id).label("agreement_id"),
            literal("").label("agency_id"),
            literal("").label("why"),
            no_day().label("due"),
            cast(100 * has / of, Integer).label("score"),
            col(row.reference).label("reference"),
            col(row.title).label("title"),
        )
        .select_from(row)
        .outerjoin(details, details.c.agreement_id == col(row.agreement_id))
        .where(now(row, on), *open_ended(on), *narrowing(asked, has_party=False), has < of)
    )


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _applies(field: TermField) -> ColumnElement[bool]:
    return col(AgreementRow.type).not_in([each.value for each in field.needed_not])


def _is_said(field: TermField) -> ColumnElement[bool]:
    row, code = AgreementRow, AgreementCodeRow
    if field.code in CODED:
        of_it = and_(col(code.row_id) == col(row.row_id), col(code.kind) == CODED[field.code])
        return exists().where(of_it)
    column = col(getattr(row, field.code))
    return column.is_not(None) if field.kind == "date" else func.coalesce(column, "") != ""


def _details(needed: list[TermField], asked: Asked) -> Any:  # noqa: ANN401 -- a subquery with columns by name
    """How many of the needed fields beside an agreement's own columns are filled in."""
    row, detail = AgreementRow, AgreementDetailRow
    counts = or_(*(and_(col(detail.field) == each.code, _applies(each)) for each in needed))
    return (
        select_columns(col(detail.agreement_id).label("agreement_id"), func.count().label("told"))
        .join(row, col(row.agreement_id) == col(detail.agreement_id))
        .where(now(detail, asked.on), now(row, asked.on), col(detail.value) != "", counts)
        .group_by(col(detail.agreement_id))
        .subquery("told")
    )


def _needed_in_all(needed: list[TermField]) -> ColumnElement[int]:
    """How many things an agreement of its type should say."""
    counts = {
        kind.value: sum(1 for each in needed if each.is_needed_for(kind))
        + (1 if kind in SHARES_NOTHING else 3)
        for kind in AgreementType
    }
    return case(counts, value=col(AgreementRow.type), else_=1)
