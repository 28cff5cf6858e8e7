"""Agreements the register has, changed as an import says, inside a transaction; and parties as rows."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from isa.coverage.view import PartyState
from isa.register.agreements.changes.service import effective_from, known_rows, party_rows
from isa.register.agreements.lifecycle import has_run
from isa.register.agreements.terms.revising.service import put_terms
from isa.register.importing.committing.lists.service import Written
from isa.register.importing.plan import PlannedAgreement, PlannedParty
from isa.register.model import FROM_THE_BEGINNING, NewAgreement, NewParty
from isa.register.tables import AgreementPartyRow, AgreementRow
from isa.register.timeline.service import change_from, known

PUBLICATION = "publication"
_ENUMS = ("type", "status")


def imported_party_rows(
    version: int,
    agreement_id: str,
    terms: NewAgreement,
    party: NewParty,
    joins: date = FROM_THE_BEGINNING,
) -> list[AgreementPartyRow]:
    """A party as rows. A file only tells of a signature, so none counts in full until it was seen.

    ``joins`` is the day from which a party is one that the file adds to an agreement others rely on,
    unless its row says an earlier day on which it signed or left. Nothing is claimed for days before.
    """
    found = party_rows(version, agreement_id, terms, party)
    for row in found:
        if row.state == PartyState.SIGNED.value:
            row.state = PartyState.SIGNED_UNVERIFIED.value
    if joins == FROM_THE_BEGINNING:
        return found
    told = [row for row in found if row.valid_from != FROM_THE_BEGINNING]
    if told:
        return told
    for row in found:
        row.valid_from = joins
    return found


def new_party(party: PlannedParty, written: Written) -> NewParty:
    """A party of a plan as one that can be recorded."""
    return NewParty(
        agency_id=written.id_of(party.agency),
        state=party.state,
        signed_on=party.signed_on,
        withdrawn_on=party.withdrawn_on,
        signatory_title=party.signatory_title,
    )


def change_agreement(
    session: Session, version: int, each: PlannedAgreement, written: Written, on: date
) -> None:
    """Let an agreement be as an import says: what was missing for all time, what differs from a day."""
    _change_terms(session, version, each, written, on)
    now = [row for row in known_rows(session, each.agreement_id, version) if row.known_to is None]
    terms = _terms(each, now[-1])
    joins = on if has_run(row.status for row in now) else FROM_THE_BEGINNING
    for party in each.parties:
        if party.act == "add":
            made = new_party(party, written)
            session.add_all(imported_party_rows(version, each.agreement_id, terms, made, joins))
        elif party.act == "sign":
            _sign(session, version, each.agreement_id, party, terms)


def _change_terms(
    session: Session, version: int, each: PlannedAgreement, written: Written, on: date
) -> None:
    wanted: dict[str, Any] = {}
    for change in each.changes:
        value = getattr(each, "lead" if change.field == "lead_agency_id" else change.field)
        wanted[change.field] = written.id_of(value) if change.field == "lead_agency_id" else value
    wanted |= {name: wanted[name].value for name in _ENUMS if name in wanted}
    if publication := wanted.pop(PUBLICATION, ""):
        put_terms(session, version, each.agreement_id, {PUBLICATION: publication}, on, seen_on=on)
    for row in known_rows(session, each.agreement_id, version):
        missing = {name: value for name, value in wanted.items() if not getattr(row, name)}
        if missing:
            change_from(session, version, [row], row.valid_from, missing)
    rows = [row for row in known_rows(session, each.agreement_id, version) if row.known_to is None]
    if any(getattr(row, name) != value for row in rows for name, value in wanted.items()):
        change_from(session, version, rows, on, wanted)


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
    said = {"state": PartyState.SIGNED_UNVERIFIED.value, "signed_on": party.signed_on}
    if party.signatory_title:
        said["signatory_title"] = party.signatory_title
    change_from(session, version, rows, start, said)
