"""For whose signatures an agreement that needs all of them waits: the parties it began with.

A party added to an agreement that others rely on already begins on that day. It is bound when it signs,
and until then nobody who signed before loses anything by it.
"""

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from isa.coverage.view import PartyState
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import held, known


def is_founding(
    party: type[AgreementPartyRow], version: int | BindParameter[int]
) -> ColumnElement[bool]:
    """The condition that a party was one from the start, as known at a version."""
    first = aliased(AgreementPartyRow)
    found: Any = select(col(first.row_id)).where(
        col(first.agreement_id) == col(party.agreement_id),
        col(first.agency_id) == col(party.agency_id),
        col(first.valid_from) == FROM_THE_BEGINNING,
        known(first, version),
    )
    return found.exists()  # type: ignore[no-any-return]  # a statement that knows its columns


def is_waited_for(
    party: type[AgreementPartyRow],
    on: date | BindParameter[date],
    version: int | BindParameter[int],
) -> ColumnElement[bool]:
    """The condition that the signature of a party is still lacking on a day."""
    return and_(
        held(party, on, version),
        or_(col(party.state) != PartyState.SIGNED.value, col(party.signed_on) > on),
        is_founding(party, version),
    )
