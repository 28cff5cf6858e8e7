"""The conditions of the filters of agreements: one for each, whoever asks.

A figure of register health and the list it leads to rest on the same condition.
"""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import col, select

from isa.coverage.view import PartyState
from isa.register.agreements.standing import BY_STATUS, COMING, WARNED_BEFORE, Stands
from isa.register.agreements.standing import RUNNING as RUNNING_STATUSES
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.listing.model import (
    RUNNING,
    AgreementsWanted,
    Gap,
    Publicity,
    Review,
    Signing,
    around,
)
from isa.register.tables import (
    AgreementCode,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
    DataRowCode,
    DataRowCodeRow,
    DataRowRow,
)
from isa.register.timeline.service import now
from isa.register.vocabulary import vocabulary
from isa.register.worklist.missing.service import missing
from isa.register.worklist.model import Wanted
from isa.register.worklist.waiting.service import SHARES_NOTHING, Asked, open_ended

_WAITS = (PartyState.INVITED.value, PartyState.VIEWED.value, PartyState.QUERIED.value)
Conditions = list[ColumnElement[bool]]


def running(on: date, *, is_start_needed: bool = True) -> Conditions:
    """In force on a day. An import often knows no start: where it need not be known, that counts too."""
    row = AgreementRow
    has_begun = col(row.starts_on) <= on
    return [
        col(row.status).in_([each.value for each in RUNNING_STATUSES]),
        has_begun if is_start_needed else or_(col(row.starts_on).is_(None), has_begun),
        or_(col(row.ends_on).is_(None), col(row.ends_on) >= on),
    ]


def never_asked() -> ColumnElement[bool]:
    """A party that is to sign and that nobody asked."""
    party = AgreementPartyRow
    return and_(col(party.asked_on).is_(None), col(party.state) == PartyState.INVITED.value)


def waits() -> ColumnElement[bool]:
    """A party that has not signed and has not said no."""
    return col(AgreementPartyRow.state).in_(_WAITS)


def narrowed(wanted: AgreementsWanted, behind: list[str], on: date) -> Conditions:
    """Everything a filter asks of an agreement; ``behind`` are the parties that would do."""
    row = AgreementRow
    found: Conditions = [now(row, on)]
    for word in wanted.text.split():
        pattern = f"%{word}%"
        found.append(or_(col(row.title).ilike(pattern), col(row.reference).ilike(pattern)))
    if behind:
        found.append(_of_parties(on, col(AgreementPartyRow.agency_id).in_(behind)))
    return [*found, *_kind(wanted), *_subject(wanted, on), *_attention(wanted, on)]


def _kind(wanted: AgreementsWanted) -> Conditions:
    row = AgreementRow
    found: Conditions = []
    if wanted.type is not None:
        found.append(col(row.type) == wanted.type.value)
    if wanted.lead:
        found.append(col(row.lead_agency_id) == wanted.lead)
    return found


def _subject(wanted: AgreementsWanted, on: date) -> Conditions:
    found: Conditions = []
    if wanted.purpose:
        found.append(_for_purpose(wanted.purpose))
    if wanted.category:
        found.append(_with_category(wanted.category, on))
    return found


def _attention(wanted: AgreementsWanted, on: date) -> Conditions:
    """The filters that say what somebody has to do."""
    found: Conditions = []
    if wanted.standing == RUNNING:
        # What is published does not wait for a start that nobody wrote down.
        found += running(on, is_start_needed=wanted.public is None)
    elif wanted.standing is not None:
        found.append(stands(on) == wanted.standing.value)
    if wanted.review is not None:
        found += _review(wanted.review, on)
    if wanted.signing is not None:
        found += [*open_ended(on), _of_parties(on, _signing(wanted.signing))]
    if wanted.gap is not None:
        found += _gap(wanted.gap, on)
    if wanted.public is not None:
        found.append(_publicity(wanted.public, on))
    return found


def stands(on: date) -> ColumnElement[str]:
    """How an agreement stands, as ``standing`` says it; a test holds the two together."""
    row = AgreementRow
    soon = on + WARNED_BEFORE
    return case(
        *((col(row.status) == status.value, code.value) for status, code in BY_STATUS.items()),
        (col(row.ends_on) < on, Stands.ENDED.value),
        *((col(row.status) == status.value, code.value) for status, code in COMING.items()),
        (col(row.status).not_in([each.value for each in RUNNING_STATUSES]), Stands.DRAFT.value),
        (
            and_(col(row.starts_on).is_(None), col(row.review_due_on) < on),
            Stands.REVIEW_OVERDUE.value,
        ),
        (col(row.starts_on).is_(None), Stands.NO_DATES.value),
        (col(row.starts_on) > on, Stands.NOT_STARTED.value),
        (col(row.ends_on) <= soon, Stands.ENDS_SOON.value),
        (col(row.review_due_on) < on, Stands.REVIEW_OVERDUE.value),
        (col(row.review_due_on) <= soon, Stands.REVIEW_SOON.value),
        else_=Stands.IN_FORCE.value,
    )


def _of_parties(on: date, wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    party = AgreementPartyRow
    return col(AgreementRow.agreement_id).in_(
        select(party.agreement_id).where(now(party, on), wanted)
    )


def _signing(wanted: Signing) -> ColumnElement[bool]:
    if wanted is Signing.NOT_ASKED:
        return never_asked()
    if wanted is Signing.TO_CHECK:
        return col(AgreementPartyRow.state) == PartyState.SIGNED_UNVERIFIED.value
    return and_(waits(), ~never_asked())


def _review(wanted: Review, on: date) -> Conditions:
    due = col(AgreementRow.review_due_on)
    found = running(on, is_start_needed=False)
    if wanted is Review.NO_DAY:
        return [*found, due.is_(None)]
    if wanted is Review.OVERDUE:
        return [*found, due < on]
    return [*found, due >= on, due <= on + WARNED_BEFORE]


def _gap(wanted: Gap, on: date) -> Conditions:
    row, line = AgreementRow, DataRowRow
    if wanted in (Gap.SOMETHING, Gap.NOTHING):
        lacking = missing(Asked(Wanted(), on)).subquery("lacking")
        ids = select(lacking.c.agreement_id)
        place = col(row.agreement_id)
        return [*open_ended(on), place.in_(ids) if wanted is Gap.SOMETHING else place.not_in(ids)]
    is_listed = col(row.status).in_([each.value for each in RUNNING_STATUSES])
    no_start = col(row.starts_on).is_(None)
    with_rows = select(line.agreement_id).where(now(line, on))
    no_rows = and_(col(row.agreement_id).not_in(with_rows), col(row.type).not_in(SHARES_NOTHING))
    wants = {Gap.NO_START: no_start, Gap.NO_ROWS: no_rows, Gap.CANNOT_SAY: or_(no_start, no_rows)}
    return [is_listed, wants[wanted]]


def _publicity(wanted: Publicity, on: date) -> ColumnElement[bool]:
    detail, place = AgreementDetailRow, col(AgreementRow.agreement_id)
    said = select(detail.agreement_id).where(detail.field == "publication", now(detail, on))
    if wanted is Publicity.NOT_DECIDED:
        return place.not_in(said.where(detail.value != ""))
    either = (Publicity.WHOLE, Publicity.ENTRY_ONLY)
    values = either if wanted is Publicity.EITHER else (wanted,)
    return place.in_(said.where(col(detail.value).in_([each.value for each in values])))


def _for_purpose(code: str) -> ColumnElement[bool]:
    words, held = vocabulary(), AgreementCodeRow
    near = around(code, {each: words.purpose_line(each) for each in words.purposes})
    return col(AgreementRow.row_id).in_(
        select(held.row_id).where(
            held.kind == AgreementCode.PURPOSE.value, col(held.code).in_(near)
        )
    )


def _with_category(code: str, on: date) -> ColumnElement[bool]:
    words, line, held = vocabulary(), DataRowRow, DataRowCodeRow
    near = around(code, {each: words.category_line(each) for each in words.categories})
    return col(AgreementRow.agreement_id).in_(
        select(line.agreement_id)
        .join(held, col(held.row_id) == col(line.row_id))
        .where(now(line, on), held.kind == DataRowCode.CATEGORY.value, col(held.code).in_(near))
    )
