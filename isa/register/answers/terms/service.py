"""Reading the terms of agreements as the gates want them, each in one row with its codes beside it."""

from typing import Any

from sqlalchemy import Date, Integer, Row, bindparam, case, false, select
from sqlmodel import col

from isa.coverage.view import Agreement, AgreementStatus, AgreementType, Party
from isa.coverage.view import Row as Line
from isa.register.agreements.founding.service import is_waited_for
from isa.register.answers.rows.service import by_kind, codes_beside
from isa.register.tables import AgreementCode, AgreementCodeRow, AgreementPartyRow, AgreementRow

_waiting = (
    select(col(AgreementPartyRow.row_id))
    .where(
        col(AgreementPartyRow.agreement_id) == col(AgreementRow.agreement_id),
        is_waited_for(
            AgreementPartyRow, bindparam("on", type_=Date), bindparam("version", type_=Integer)
        ),
    )
    .exists()
)
TERMS = (
    *(
        col(getattr(AgreementRow, name))
        for name in (
            "agreement_id",
            "row_id",
            "reference",
            "title",
            "type",
            "status",
            "starts_on",
            "ends_on",
            "review_due_on",
            "parent_id",
            "is_reciprocal",
            "requires_all_signatures",
            "is_retrospective",
            "has_part3_clause",
            "onward_sharing",
        )
    ),
    codes_beside(AgreementCodeRow, AgreementRow).label("codes"),
    case((col(AgreementRow.requires_all_signatures), _waiting), else_=false()).label("is_waiting"),
)
"""What is read of an agreement; the day is bound as ``on``, the version as ``version``."""
_TYPES = {one.value: one for one in AgreementType}
_STATUSES = {one.value: one for one in AgreementStatus}


def agreement_of(
    terms: Row[Any],
    rows: tuple[Line, ...],
    *,
    gives: tuple[Party, ...] = (),
    has: tuple[Party, ...] = (),
) -> Agreement:
    """An agreement of a row of ``TERMS``, with the lines of its table and its parties on either side."""
    found = by_kind(terms.codes).get
    return Agreement(
        id=terms.agreement_id,
        reference=terms.reference,
        title=terms.title,
        type=_TYPES[terms.type],
        status=_STATUSES[terms.status],
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        review_due_on=terms.review_due_on,
        parent_id=terms.parent_id,
        is_reciprocal=terms.is_reciprocal,
        requires_all_signatures=terms.requires_all_signatures,
        has_unsigned_party=bool(terms.is_waiting),
        is_retrospective=terms.is_retrospective,
        has_part3_clause=terms.has_part3_clause,
        onward_sharing=terms.onward_sharing,
        areas=frozenset(found(AgreementCode.AREA, ())),
        purposes=frozenset(found(AgreementCode.PURPOSE, ())),
        exclusions=frozenset(found(AgreementCode.EXCLUSION, ())),
        provider_parties=gives,
        recipient_parties=has,
        rows=rows,
    )
