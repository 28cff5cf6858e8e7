"""Agreements of an import: new ones made ready whole, known ones changed, inside a transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Dialect
from sqlmodel import Session, col, select

from isa.coverage.view import PartyState
from isa.platform.ids import new_id
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import (
    RUNNING,
    agreement_codes,
    agreement_row,
    effective_from,
    known_rows,
    party_rows,
    supersede,
)
from isa.register.agreements.checks import new_agreement_faults
from isa.register.checks import raise_if_any
from isa.register.importing.committing.inserting.service import (
    Coded,
    Ready,
    hand_over,
    made_ready,
    ready_with_codes,
)
from isa.register.importing.committing.lists.service import Written
from isa.register.importing.plan import PlannedAgreement, PlannedParty
from isa.register.model import NewAgreement, NewParty
from isa.register.naming import fold
from isa.register.tables import AgreementCodeRow, AgreementPartyRow, AgreementRow
from isa.register.timeline.service import change_from, known

_ENUMS = ("type", "status")
_LEFT_TO_THE_DATABASE = {"row_id", "known_to"}


@dataclass(slots=True)
class Agreements:
    """New agreements and their parties, ready; and the known ones that change."""

    version: int
    fresh: Coded
    parties: Ready
    replaced: list[tuple[str, date]]
    """Agreements that stop, and the day on which another takes their place."""
    changed: list[PlannedAgreement]

    def put(self, session: Session, written: Written, *, on: date) -> None:
        """Write them. What was missing is filled in for all time; what is said differently holds from ``on``."""
        self.fresh.put(session)
        hand_over(session, self.parties)
        for agreement_id, day in self.replaced:
            supersede(session, self.version, agreement_id, day)
        for each in self.changed:
            _change(session, self.version, each, written, on)


def ready_agreements(
    session: Session,
    dialect: Dialect,
    version: int,
    planned: Sequence[PlannedAgreement],
    written: Written,
) -> Agreements:
    """What a plan says of agreements; ``Invalid`` when one cannot be written."""
    new = [each for each in planned if each.is_new]
    ids = _ids(session, version) if new else {}
    _check_references(new, ids)
    ids |= {fold(each.reference): new_id("agr") for each in new}
    rows: list[dict[str, Any]] = []
    codes: list[list[tuple[str, str]]] = []
    parties: list[AgreementPartyRow] = []
    replaced: list[tuple[str, date]] = []
    for each in new:
        made, own = _new(each, ids, written), ids[fold(each.reference)]
        raise_if_any(
            {
                _("Row {line}").format(line=each.line): text
                for text in new_agreement_faults(made).values()
            }
        )
        rows.append(_plain(agreement_row(own, made, version)))
        codes.append(agreement_codes(made))
        for party in made.parties:
            parties += _party_rows(version, own, made, party)
        if made.supersedes_id and made.starts_on and made.status in RUNNING:
            replaced.append((made.supersedes_id, made.starts_on))
    return Agreements(
        version,
        ready_with_codes(
            dialect, AgreementRow, AgreementCodeRow, version, zip(rows, codes, strict=True)
        ),
        made_ready(dialect, AgreementPartyRow, map(_plain, parties)),
        replaced,
        [each for each in planned if each.is_changed and not each.is_new],
    )


def _ids(session: Session, version: int) -> dict[str, str]:
    found = session.exec(
        select(AgreementRow.reference, AgreementRow.agreement_id).where(
            known(AgreementRow, version)
        )
    ).all()
    return {fold(reference): agreement_id for reference, agreement_id in found}


def _check_references(new: Sequence[PlannedAgreement], ids: Mapping[str, str]) -> None:
    """An agreement that begins later or has stopped is not among those compared, and holds its reference."""
    raise_if_any(
        {
            _("Row {line}").format(line=each.line): _(
                "Another agreement has this reference. Choose another"
            )
            for each in new
            if fold(each.reference) in ids
        }
    )


def _plain(row: AgreementRow | AgreementPartyRow) -> dict[str, Any]:
    return row.model_dump(exclude=_LEFT_TO_THE_DATABASE)


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


def _party_rows(
    version: int, agreement_id: str, terms: NewAgreement, party: NewParty
) -> list[AgreementPartyRow]:
    """A party as rows. A file only tells of a signature, so none counts in full until it was seen."""
    found = party_rows(version, agreement_id, terms, party)
    for row in found:
        if row.state == PartyState.SIGNED.value:
            row.state = PartyState.SIGNED_UNVERIFIED.value
    return found


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
            session.add_all(_party_rows(version, each.agreement_id, terms, _party(party, written)))
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
    said = {"state": PartyState.SIGNED_UNVERIFIED.value, "signed_on": party.signed_on}
    if party.signatory_title:
        said["signatory_title"] = party.signatory_title
    change_from(session, version, rows, start, said)
