"""The terms of an agreement as at a day: what it says, and what it still lacks."""

from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.agencies.service import names_of
from isa.register.agreements.changes.service import NO_AGREEMENT
from isa.register.agreements.completeness import Completeness, completeness
from isa.register.agreements.events.service import references_of
from isa.register.agreements.fields import Terms, fields, joined
from isa.register.agreements.lifecycle import BEING_WRITTEN
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.tables import AgreementCode, AgreementPartyRow, AgreementRow, DataRowRow
from isa.register.timeline.service import codes_of, held, newest_version

CODED = {
    "purposes": AgreementCode.PURPOSE.value,
    "areas": AgreementCode.AREA.value,
    "exclusions": AgreementCode.EXCLUSION.value,
}
DAYS = ("starts_on", "ends_on", "review_due_on")
YES_NO = ("is_reciprocal", "requires_all_signatures", "is_retrospective", "has_part3_clause")
LINKS = ("parent_id", "supersedes_id")
COLUMNS = (
    *DAYS,
    *YES_NO,
    *LINKS,
    "reference",
    "title",
    "summary",
    "type",
    "lead_agency_id",
    "onward_sharing",
)


class AgreementTerms(Frozen):
    """An agreement's terms as at a day, how complete they are, and the version they were read at."""

    status: AgreementStatus
    terms: dict[str, str]
    names: dict[str, str]
    """The names of agencies and the references of agreements that the terms mention, by id."""
    completeness: Completeness
    register_version: int

    @property
    def is_being_written(self) -> bool:
        """Whether nobody can have relied on it yet, so that a change holds from the start."""
        return self.status in BEING_WRITTEN


def agreement_terms(
    database: Database, actor: Actor, agreement_id: str, *, on: date
) -> AgreementTerms:
    """The terms as at a day with their completeness; ``NotFound`` when there is no such agreement."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        row = row_at(session, agreement_id, on, version)
        terms = terms_at(session, agreement_id, on, version)
        return AgreementTerms(
            status=AgreementStatus(row.status),
            terms=terms,
            names=mentioned(session, terms),
            completeness=completeness_at(session, agreement_id, terms, on, version),
            register_version=version,
        )


def completeness_at(
    session: Session, agreement_id: str, terms: Terms, on: date, version: int
) -> Completeness:
    """How complete an agreement is as at a day."""
    lines = session.exec(
        select(DataRowRow.number, DataRowRow.justification)
        .where(DataRowRow.agreement_id == agreement_id)
        .where(held(DataRowRow, on, version))
        .order_by(col(DataRowRow.number))
    ).all()
    parties = session.exec(
        select(AgreementPartyRow.agency_id)
        .where(AgreementPartyRow.agreement_id == agreement_id)
        .where(held(AgreementPartyRow, on, version))
        .limit(2)
    ).all()
    return completeness(
        terms,
        parties=len(parties),
        rows=len(lines),
        unexplained=tuple(number for number, why in lines if not why),
    )


def mentioned(session: Session, terms: Terms) -> dict[str, str]:
    """The names of what terms refer to by id."""
    lead = {terms["lead_agency_id"]} if terms.get("lead_agency_id") else set()
    links = {terms[path] for path in LINKS if terms.get(path)}
    return names_of(session, lead) | references_of(session, links)


def row_at(session: Session, agreement_id: str, on: date, version: int) -> AgreementRow:
    """The stretch of an agreement's life that holds on a day; ``NotFound`` when there is none."""
    row = session.exec(
        select(AgreementRow)
        .where(AgreementRow.agreement_id == agreement_id)
        .where(held(AgreementRow, on, version))
    ).first()
    if row is None:
        raise NotFound(NO_AGREEMENT)
    return row


def terms_at(session: Session, agreement_id: str, on: date, version: int) -> dict[str, str]:
    """Everything an agreement says as at a day, as known at a version, by field."""
    row = row_at(session, agreement_id, on, version)
    found = {name: _as_text(getattr(row, name)) for name in COLUMNS}
    codes = codes_of(session, row)
    for name, kind in CODED.items():
        found[name] = joined(code for each, code in codes if each == kind)
    details = session.exec(
        select(AgreementDetailRow.field, AgreementDetailRow.value)
        .where(AgreementDetailRow.agreement_id == agreement_id)
        .where(held(AgreementDetailRow, on, version))
    ).all()
    return {
        code: value
        for code in fields()
        if (value := found.get(code, "") or dict(details).get(code, ""))
    }


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value or "")
