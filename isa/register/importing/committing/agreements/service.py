"""Agreements of an import: new ones recorded whole, known ones changed, inside a transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from isa.coverage.view import PartyState
from isa.platform.database import UnitOfWork
from isa.register.agreements.changes.service import (
    effective_from,
    known_rows,
    put_agreement,
    put_party,
)
from isa.register.agreements.checks import new_agreement_faults
from isa.register.checks import raise_if_any
from isa.register.importing.committing.lists.service import Written
from isa.register.importing.plan import PlannedAgreement, PlannedParty
from isa.register.model import NewAgreement, NewParty
from isa.register.naming import fold
from isa.register.tables import AgreementPartyRow, AgreementRow
from isa.register.timeline.service import change_from, known

_ENUMS = ("type", "status")


def put_agreements(
    work: UnitOfWork,
    version: int,
    planned: Sequence[PlannedAgreement],
    written: Written,
    *,
    on: date,
) -> None:
    """Write what a plan says of agreements; one that another refers to comes first.

    What was missing is filled in for all time; what is said differently holds from ``on``.
    """
    session = work.session
    ids = {
        fold(reference): agreement_id
        for reference, agreement_id in session.exec(
            select(AgreementRow.reference, AgreementRow.agreement_id).where(
                known(AgreementRow, version)
            )
        ).all()
    }
    for each in _in_order(planned):
        if each.is_new:
            new = _new(each, ids, written)
            raise_if_any({f"Row {each.line}": text for text in new_agreement_faults(new).values()})
            ids[fold(each.reference)] = put_agreement(work, version, new)
        elif each.is_changed:
            _change(session, version, each, written, on)


def _in_order(planned: Sequence[PlannedAgreement]) -> list[PlannedAgreement]:
    """Those referred to before those that refer to them. The plan has no circles."""
    here = {fold(each.reference): each for each in planned}
    done: dict[int, PlannedAgreement] = {}

    def add(each: PlannedAgreement) -> None:
        if id(each) in done:
            return
        for other in (each.parent, each.supersedes):
            if fold(other) in here:
                add(here[fold(other)])
        done[id(each)] = each

    for each in planned:
        add(each)
    return list(done.values())


def _new(each: PlannedAgreement, ids: dict[str, str], written: Written) -> NewAgreement:
    return NewAgreement(
        reference=each.reference,
        title=each.title,
        summary=each.summary,
        type=each.type,
        status=each.status,
        lead_agency_id=written.id_of(each.lead) if each.lead else None,
        parent_id=ids[fold(each.parent)] if each.parent else None,
        supersedes_id=ids[fold(each.supersedes)] if each.supersedes else None,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        review_due_on=each.review_due_on,
        purposes=each.purposes,
        parties=tuple(_party(party, written) for party in each.parties),
    )


def _party(party: PlannedParty, written: Written) -> NewParty:
    return NewParty(
        agency_id=written.id_of(party.agency),
        state=party.state,
        signed_on=party.signed_on,
        withdrawn_on=party.withdrawn_on,
        signatory_title=party.signatory_title,
    )


def _change(
    session: Session, version: int, each: PlannedAgreement, written: Written, on: date
) -> None:
    wanted: dict[str, Any] = {}
    for change in each.changes:
        value = getattr(each, "lead" if change.field == "lead_agency_id" else change.field)
        wanted[change.field] = written.id_of(value) if change.field == "lead_agency_id" else value
    wanted |= {name: wanted[name].value for name in _ENUMS if name in wanted}
    for row in known_rows(session, each.agreement_id, version):
        missing = {name: value for name, value in wanted.items() if not getattr(row, name)}
        if missing:
            change_from(session, version, [row], row.valid_from, missing)
    rows = [row for row in known_rows(session, each.agreement_id, version) if row.known_to is None]
    differs = any(getattr(row, name) != value for row in rows for name, value in wanted.items())
    if differs:
        change_from(session, version, rows, on, wanted)
    terms = _terms(each, rows[-1])
    for party in each.parties:
        if party.act == "add":
            put_party(session, version, each.agreement_id, terms, _party(party, written))
        elif party.act == "sign":
            _sign(session, version, each.agreement_id, party, terms)


def _terms(each: PlannedAgreement, row: AgreementRow) -> NewAgreement:
    """The terms that say from when a signature counts."""
    return NewAgreement(
        reference=each.reference,
        title=each.title,
        starts_on=each.starts_on or row.starts_on,
        is_retrospective=row.is_retrospective,
    )


def _sign(
    session: Session, version: int, agreement_id: str, party: PlannedParty, terms: NewAgreement
) -> None:
    if party.signed_on is None:
        return
    rows = session.exec(
        select(AgreementPartyRow)
        .where(AgreementPartyRow.agreement_id == agreement_id)
        .where(AgreementPartyRow.agency_id == party.agency)
        .where(known(AgreementPartyRow, version))
        .order_by(col(AgreementPartyRow.valid_from))
    ).all()
    start = effective_from(
        party.signed_on, terms.starts_on, is_retrospective=terms.is_retrospective
    )
    said = {"state": PartyState.SIGNED.value, "signed_on": party.signed_on}
    if party.signatory_title:
        said["signatory_title"] = party.signatory_title
    change_from(session, version, rows, start, said)
